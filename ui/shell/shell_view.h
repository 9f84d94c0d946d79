#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/icons.h"
#include "ui/notice_view.h"

// What surrounds every screen: the rail that leads to the others, long work in progress, and
// notices.
namespace spotter {

// Long work in progress: an import, a training, a download.
struct JobView {
    std::string name;                   // "Train my-gym"
    std::string step = {};              // "Epoch 3 of 8"; may be empty
    double fraction = -1;               // 0 … 1; negative: unknown
    std::optional<double> left_s = {};  // time left, once it can be told
    bool stopping = false;              // cancelled, and not yet ended
};

struct ShellView {
    struct Entry {
        std::string name;
        Icon icon = Icon::info;
    };
    std::vector<Entry> screens;
    int current = 0;                  // index into screens
    bool bare = false;                // the screen alone: neither rail nor jobs
    bool typing = false;              // digits are typed into something, and lead nowhere
    std::vector<JobView> jobs;        // the first two are shown
    std::vector<NoticeView> notices;  // empty while the screen shows them itself
};

struct ShellActions {
    std::optional<int> go_to;           // index into screens
    std::optional<int> cancel_job;      // index into jobs
    std::optional<int> dismiss_notice;  // its id
};

}  // namespace spotter
