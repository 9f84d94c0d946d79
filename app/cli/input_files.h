#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/predict_files.h"

namespace spotter {

// Part `index` of `count` (from 1) of a list that several processes share.
struct Shard {
    int index = 1;
    int count = 1;
};

// Parses "I/N" with 1 <= I <= N; nothing otherwise.
std::optional<Shard> parse_shard(const std::string& text);

// The lines of a file list that are not empty; "-" reads standard input. Throws Error, and
// Cancelled once `stop` is requested while it waits for standard input.
std::vector<std::string> read_file_list(const std::string& list, const std::stop_token& stop = {});

// The files that `inputs` mean, in order: folders are replaced by the videos below them, in natural
// order and without hidden files and videos that `analyze` annotated, and those without any have an
// error; then every `count`-th is taken, beginning with `index`.
std::vector<InputFile> expand_inputs(const std::vector<std::string>& inputs, const Shard& shard);

}  // namespace spotter
