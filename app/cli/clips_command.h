#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/commands.h"

namespace spotter {

struct ExtractOptions {
    std::vector<std::string> places;  // the sources, then the dataset
    std::optional<std::string> label;
    std::optional<std::string> group;
    double stride_s = 0;  // 0: one window
    int per_video = 0;    // 0: all
    std::optional<double> from_s;
    std::optional<double> to_s;
    int max_short_side = 480;  // 0: as they are
};

struct ClipsListOptions {
    std::string dataset;
    std::optional<std::string> label;
    std::optional<std::string> split;
    bool each = false;  // every clip, not only counts
};

struct ClipsSplitOptions {
    std::string dataset;
    std::vector<std::string> clips;  // to move
    std::optional<std::string> to;   // where they go
    std::string by = "group";
    std::optional<int> seed;
    std::string shares;  // "70/15/15"; empty: as the dataset has it
    bool redraw = false;
};

struct ClipsRelabelOptions {
    std::string dataset;
    std::string label;
    std::vector<std::string> clips;
};

struct ClipsDeleteOptions {
    std::string dataset;
    std::vector<std::string> clips;
    bool undo = false;
    bool empty_trash = false;
};

ExitCode run_clips_extract(const CommandContext& context, const ExtractOptions& options, bool json);
ExitCode run_clips_list(const CommandContext& context, ClipsListOptions options, bool json);
ExitCode run_clips_split(const CommandContext& context, const ClipsSplitOptions& options,
                         bool json);
ExitCode run_clips_relabel(const CommandContext& context, const ClipsRelabelOptions& options,
                           bool json);
ExitCode run_clips_delete(const CommandContext& context, const ClipsDeleteOptions& options,
                          bool json);
ExitCode run_clips_check(const CommandContext& context, const std::string& dataset, bool json);

}  // namespace spotter
