#pragma once

#include "ui/models/models_view.h"
#include "ui/rect.h"

// The parts of the Models screen; each adds what was asked for.
namespace spotter {

// How good it is, or where that stands.
std::string tested_text(const ModelView& model);

void draw_model_list(const ModelsView& view, const Rect& area, ModelsActions& actions);
// Of the selected model.
void draw_model_details(const ModelsView& view, const Rect& area, ModelsActions& actions);
void draw_models_dialogs(const ModelsView& view, ModelsActions& actions);

}  // namespace spotter
