#pragma once

#include <string>
#include <vector>

#include "capture/cameras.h"
#include "capture/source_spec.h"
#include "ui/live/live_view.h"

namespace spotter {

// The sources that the window offers: the cameras that are there, the demo, and the files and
// streams that were opened. Main thread.
class SourceChoices {
  public:
    SourceChoices();
    // Replaces the cameras; what is current stays.
    void set_cameras(const std::vector<CameraInfo>& cameras);
    // Makes it the current one; adds it when it is not offered yet.
    void choose(const SourceSpec& spec);
    const SourceSpec& at(int index) const { return choices_[static_cast<std::size_t>(index)].spec; }
    // With `busy` as given.
    ChoiceView view(bool busy) const;

  private:
    struct Choice {
        SourceSpec spec;
        ChoiceView::Item item;
        bool found = false;  // one of the cameras that are there
    };
    int index_of(const SourceSpec& spec) const;

    std::vector<Choice> choices_;
    int current_ = -1;
};

}  // namespace spotter
