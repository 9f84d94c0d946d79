#pragma once

#include <string>
#include <vector>

#include "ui/models/models_view.h"
#include "ui/teach/teach_view.h"

// Made-up states of the Teach and Models screens, for the tests and for the gallery. Pictures
// are `texture`, of 1280 × 720.
namespace spotter {

struct NamedTeachView {
    std::string name;
    TeachView view;
};

struct NamedModelsView {
    std::string name;
    ModelsView view;
};

// A dataset of six labels with a picture of the camera, ready for everything.
TeachView full_teach_view(void* texture);
std::vector<NamedTeachView> all_teach_views(void* texture);

ModelsView full_models_view();
std::vector<NamedModelsView> all_models_views();

}  // namespace spotter
