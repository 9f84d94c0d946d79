#pragma once

#include <optional>
#include <string>
#include <vector>

namespace spotter {

// Part `index` of `count` (from 1) of a list that several processes share.
struct Shard {
    int index = 1;
    int count = 1;
};

// Whether the name ends like a video's (".mp4", ".MOV").
bool is_video_name(const std::string& file);

// Parses "I/N" with 1 <= I <= N; nothing otherwise.
std::optional<Shard> parse_shard(const std::string& text);

// The lines of a file list that are not empty; "-" reads standard input. Throws Error.
std::vector<std::string> read_file_list(const std::string& list);

// The files that `inputs` mean, in order: folders are replaced by the videos in them, sorted;
// then every `count`-th is taken, beginning with `index`. Throws Error for a folder without
// videos.
std::vector<std::string> expand_inputs(const std::vector<std::string>& inputs, const Shard& shard);

}  // namespace spotter
