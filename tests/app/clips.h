#pragma once

#include <filesystem>

#include "tests/capture/make_video.h"

namespace spotter::test {

// A video of so many seconds at 30 pictures a second, without a person.
inline void make_clip(const std::filesystem::path& file, double seconds) {
    VideoRecipe recipe;
    recipe.width = 160;
    recipe.height = 120;
    recipe.ticks = even_ticks(static_cast<int>(seconds * 30), 33);
    make_video(file, recipe);
}

}  // namespace spotter::test
