#pragma once

#include <string>

#include <CLI/CLI.hpp>

// Wrong usage in Spotter's words: one line that names the option, what was given and what to do.
// What a value may be, the option itself says: see expect() in parser.h.
namespace spotter {

// Of an error that `app` met in parsing.
std::string usage_text(const CLI::App& app, const CLI::ParseError& error);

// Of an option that took the next option for its value, as `--out` in `train gym --out --json`;
// empty when there is none.
std::string swallowed_option_text(const CLI::App& app);

}  // namespace spotter
