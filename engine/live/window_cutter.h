#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "engine/core/clip.h"
#include "engine/core/sampler.h"

namespace spotter {

// Cuts the observations of a recording into its windows as they come: ends as window_ends()
// gives them, each epoch (and each step back in time) anew. Keeps no more than one window of
// observations. One thread at a time.
class WindowCutter {
  public:
    // One observation per picture of the clip that ends at `end`.
    struct Window {
        MediaTime end{};
        std::vector<ObservationPtr> items;
    };
    using Use = std::function<void(const Window&)>;

    // Precondition: stride is positive.
    WindowCutter(const ClipWindow& window, MediaTime stride);

    // `use` is called for each window that is complete with this observation.
    void add(ObservationPtr observation, const Use& use);
    // After the last one: of the longest epoch in which no window was covered, one that ends with
    // it, its first and last pictures repeated; nothing when there is no such epoch.
    std::optional<Window> padded();
    // Windows that were not covered.
    std::size_t skipped() const { return skipped_; }

  private:
    MediaTime newest() const { return times_.back(); }
    void begin_epoch(MediaTime first);
    void end_epoch();
    void pass_hole(MediaTime until, const Use& use);
    void cut(MediaTime until, const Use& use);
    void forget_old();
    Window window_of(MediaTime end, const std::vector<std::size_t>& indices) const;

    const ClipWindow window_;
    const MediaTime stride_;
    // Of the epoch:
    std::vector<MediaTime> times_;
    std::vector<ObservationPtr> items_;
    MediaTime first_{};
    MediaTime next_end_{};
    bool covered_ = false;

    std::size_t skipped_ = 0;
    std::optional<Window> padded_;
    MediaTime padded_length_{};
};

}  // namespace spotter
