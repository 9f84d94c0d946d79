#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

#include "engine/core/clock.h"
#include "engine/core/sampler.h"

namespace spotter {

// Items of the last `span` of time, with their capture times: the ring of frames, and the ring
// of what was seen in them. Any thread may call any method. push() never waits: the oldest
// items are dropped. A new epoch, a step back in time, or a gap longer than `max_gap` empties
// the ring first, so that no window ever spans it.
template <class Item>
class TimeRing {
  public:
    struct Timed {
        MediaTime time{};
        Item item{};
    };
    // Everything that one window needs: `items` in order, one per picture of the clip.
    struct Window {
        MediaTime end{};
        std::uint64_t sequence = 0;
        std::vector<Item> items;
    };

    TimeRing(MediaTime span, MediaTime max_gap) : span_(span), max_gap_(max_gap) {}

    // Returns true when the ring was emptied first.
    bool push(MediaTime time, std::uint32_t epoch, Item item) {
        bool emptied = false;
        {
            const std::scoped_lock lock(mutex_);
            if (!items_.empty()) {
                const MediaTime step = time - items_.back().time;
                if (epoch != epoch_ || step < MediaTime::zero() || step > max_gap_) {
                    items_.clear();
                    emptied = true;
                } else if (step == MediaTime::zero()) {
                    items_.pop_back();  // the same moment again: the newer picture stands
                }
            }
            epoch_ = epoch;
            items_.push_back({time, std::move(item)});
            while (items_.front().time < time - span_) items_.pop_front();
            ++sequence_;
        }
        changed_.notify_all();
        return emptied;
    }

    void clear() {
        const std::scoped_lock lock(mutex_);
        items_.clear();
    }

    std::size_t size() const {
        const std::scoped_lock lock(mutex_);
        return items_.size();
    }

    // The newest item once there is one newer than `seen` (the sequence of the last call, 0 at
    // first); nothing once `stop` is requested. `sequence` - `seen` - 1 items were skipped.
    std::optional<std::pair<std::uint64_t, Timed>> wait_newer(std::uint64_t seen,
                                                              const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        const bool newer =
            changed_.wait(lock, stop, [&] { return sequence_ > seen && !items_.empty(); });
        if (!newer || stop.stop_requested()) return std::nullopt;
        return std::pair{sequence_, items_.back()};
    }

    // The window that ends at the newest item, sampled as sample_window does; nothing while the
    // ring does not cover it.
    std::optional<Window> newest_window(const ClipWindow& window) const {
        const std::scoped_lock lock(mutex_);
        if (items_.empty()) return std::nullopt;
        std::vector<MediaTime> times;
        times.reserve(items_.size());
        for (const Timed& timed : items_) times.push_back(timed.time);
        const auto indices = sample_window(times, times.back(), window);
        if (!indices) return std::nullopt;
        Window out{times.back(), sequence_, {}};
        out.items.reserve(indices->size());
        for (const std::size_t i : *indices) out.items.push_back(items_[i].item);
        return out;
    }

  private:
    const MediaTime span_;
    const MediaTime max_gap_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    // Guarded by mutex_:
    std::deque<Timed> items_;
    std::uint32_t epoch_ = 0;
    std::uint64_t sequence_ = 0;
};

}  // namespace spotter
