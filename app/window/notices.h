#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/clock.h"
#include "ui/live/live_view.h"

namespace spotter {

// The notices over the picture: things that happened, which go by themselves when they are mere
// news, and conditions, which stand as long as they last. Main thread.
class Notices {
  public:
    using Kind = NoticeView::Kind;

    // Something happened. News goes after eight seconds, the rest when it is dismissed.
    void add(Kind kind, std::string text, SteadyTime now);
    // What holds under `name` at present; nothing: it is over. Dismissed, it stays away until
    // its text changes or it was over in between.
    void set_condition(const std::string& name, Kind kind, std::optional<std::string> text);
    void dismiss(int id);
    // Oldest first.
    std::vector<NoticeView> views(SteadyTime now);

  private:
    struct Entry {
        NoticeView view;
        std::optional<SteadyTime> until;
        bool dismissed = false;
    };
    // By id, which counts up.
    std::map<int, Entry> entries_;
    std::map<std::string, int> conditions_;
    int next_id_ = 1;
};

}  // namespace spotter
