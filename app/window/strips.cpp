#include "app/window/strips.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/log.h"
#include "training/data/filmstrip.h"

namespace spotter {

namespace {

constexpr std::size_t kPictures = 4;
constexpr int kHeight = 120;
constexpr std::size_t kMostKept = 160;

// The pictures beside each other.
Image joined(const std::vector<Image>& pictures) {
    int width = 0;
    for (const Image& picture : pictures) width += picture.width();
    if (width == 0) return {};
    Image out(width, pictures.front().height());
    int x = 0;
    for (const Image& picture : pictures) {
        const int rows = std::min(out.height(), picture.height());
        for (int y = 0; y < rows; ++y) {
            std::copy_n(picture.row(y), picture.stride(), out.row(y) + x * 3);
        }
        x += picture.width();
    }
    return out;
}

}  // namespace

Strips::Strips(std::function<void()> on_strip)
    : on_strip_(std::move(on_strip)),
      worker_("filmstrips", [this](const std::stop_token& stop) { make_all(stop); }) {}

Strips::~Strips() = default;

StripView Strips::strip_of(const std::filesystem::path& video) {
    const auto [place, added] = kept_.try_emplace(video.string());
    Kept& kept = place->second;
    kept.used = redraw_;
    if (added) {
        if (!wanted_.try_push(place->first)) {
            kept_.erase(place);  // asked for again with the next redraw
            return {};
        }
        ++waiting_;
    }
    if (!kept.texture) return {};
    return {kept.texture->id(), kept.width, kept.height};
}

void Strips::update() {
    ++redraw_;
    std::deque<Made> made;
    {
        const std::scoped_lock lock(mutex_);
        made.swap(made_);
    }
    for (const Made& strip : made) {
        --waiting_;
        const auto found = kept_.find(strip.video);
        if (found == kept_.end() || strip.image.empty()) continue;
        found->second.texture = std::make_unique<Texture>();
        found->second.texture->upload(strip.image);
        found->second.width = strip.image.width();
        found->second.height = strip.image.height();
    }
    forget_old();
}

bool Strips::busy() const {
    return waiting_ > 0;
}

void Strips::forget_old() {
    while (kept_.size() > kMostKept) {
        const auto oldest = std::min_element(
            kept_.begin(), kept_.end(),
            [](const auto& a, const auto& b) { return a.second.used < b.second.used; });
        if (oldest->second.used + 1 >= redraw_) return;
        kept_.erase(oldest);
    }
}

void Strips::make_all(const std::stop_token& stop) {
    while (auto video = wanted_.pop(stop)) {
        Made made{std::move(*video), {}};
        try {
            made.image = joined(filmstrip(made.video, kPictures, kHeight, stop));
        } catch (const Error& error) {
            log_warning(error.what());  // the clip is shown without one
        }
        {
            const std::scoped_lock lock(mutex_);
            made_.push_back(std::move(made));
        }
        on_strip_();
    }
}

}  // namespace spotter
