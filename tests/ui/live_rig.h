#pragma once

#include "tests/ui/headless.h"
#include "tests/ui/sample_views.h"
#include "ui/live/live_layout.h"

// The Live screen in a window of 1280 by 720.
namespace spotter {

// squat_view() with a picture.
inline LiveView shown_view() {
    LiveView view = squat_view();
    view.video.texture = kFakeTexture;
    return view;
}

inline LiveLayout layout_of(const LiveView& view) {
    return layout_for({0, 0, 1280, 720}, 1, view.labels.size(), view.playback.has_value());
}

inline Rect middle_picture(const LiveView& view) {
    return fitted(layout_of(view).video, static_cast<float>(view.video.width),
                  static_cast<float>(view.video.height));
}

}  // namespace spotter
