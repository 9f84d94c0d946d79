#include "app/window/clip_player.h"

#include <utility>

#include "capture/open_source.h"

namespace spotter {

namespace {

std::shared_ptr<PlaybackControl> looping() {
    auto out = std::make_shared<PlaybackControl>();
    out->set_loop(true);
    return out;
}

}  // namespace

ClipPlayer::ClipPlayer(std::filesystem::path file, std::function<void()> on_picture)
    : control_(looping()),
      worker_("play clip", [this, file = std::move(file),
                            on_picture = std::move(on_picture)](const std::stop_token& stop) {
          PlaybackSource source(open_source({SourceKind::file, file.string()}, {}, stop), control_);
          while (auto frame = source.read(stop)) {
              frames_.publish(std::make_shared<const Frame>(std::move(*frame)));
              on_picture();
          }
      }) {}

ClipPlayer::~ClipPlayer() = default;

void ClipPlayer::update() {
    if (const auto frame = frames_.take()) {
        texture_.upload((*frame)->image);
        width_ = (*frame)->image.width();
        height_ = (*frame)->image.height();
    }
}

std::string ClipPlayer::failure() const {
    return worker_.failure().value_or("");
}

}  // namespace spotter
