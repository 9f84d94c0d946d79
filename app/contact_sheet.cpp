#include "app/contact_sheet.h"

#include <algorithm>

#include "app/font_face.h"
#include "engine/core/error.h"
#ifdef SPOTTER_HAS_POSE
#include "engine/pose/skeleton.h"
#endif

namespace spotter {
namespace {

constexpr int kTile = 72;  // pixels of one moment
constexpr int kMoments = 7;
constexpr int kViews = 3;
constexpr int kTitle = 18;
constexpr int kGap = 8;
constexpr int kCellWidth = kTile * kMoments + kGap;
constexpr int kCellHeight = kTile * kViews + kTitle + kGap;
constexpr std::uint8_t kPaper = 38;

// One channel of `picture` in grey at (x, y).
void put_channel(Image& sheet, const Image& picture, std::size_t channel, int x, int y) {
    for (int row = 0; row < picture.height(); ++row) {
        const std::uint8_t* from = picture.row(row) + channel;
        std::uint8_t* to = sheet.row(y + row) + static_cast<std::ptrdiff_t>(3) * x;
        for (int column = 0; column < picture.width(); ++column) {
            std::fill_n(to, 3, *from);
            from += 3;
            to += 3;
        }
    }
}

#ifdef SPOTTER_HAS_POSE
std::vector<Image> drawn(const PoseTrack& track) {
    return draw_skeleton_clip(track.poses, kTile);
}
#else
std::vector<Image> drawn(const PoseTrack&) {
    throw Error("draw skeletons", "", "this build has no pose estimator",
                "configure with SPOTTER_WITH_POSE=ON");
}
#endif

}  // namespace

Image draw_contact_sheet(std::span<const SheetClip> clips, int columns) {
    const int count = static_cast<int>(clips.size());
    columns = std::clamp(columns, 1, std::max(count, 1));
    const int rows = std::max((count + columns - 1) / columns, 1);
    Image sheet(columns * kCellWidth + kGap, rows * kCellHeight + kGap);
    std::fill_n(sheet.data(), sheet.size_bytes(), kPaper);
    FontFace font;
    for (int i = 0; i < count; ++i) {
        const SheetClip& clip = clips[static_cast<std::size_t>(i)];
        const int left = kGap + (i % columns) * kCellWidth;
        const int top = kGap + (i / columns) * kCellHeight;
        font.draw(sheet, clip.title, left + 2, top + 13, 9, {235, 235, 235});
        const std::vector<Image> pictures = drawn(clip.track);
        if (pictures.empty()) continue;
        for (int moment = 0; moment < kMoments; ++moment) {
            const std::size_t at =
                static_cast<std::size_t>(moment) * (pictures.size() - 1) / (kMoments - 1);
            for (int view = 0; view < kViews; ++view)
                put_channel(sheet, pictures[at], static_cast<std::size_t>(view),
                            left + moment * kTile, top + kTitle + view * kTile);
        }
    }
    return sheet;
}

}  // namespace spotter
