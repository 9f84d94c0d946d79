#pragma once

#include <filesystem>
#include <string>

namespace spotter {

// Under which licence a model is, as its card (README.md) says in the head that the Hub reads, else
// the first line of its LICENSE; empty when neither says so.
std::string model_licence(const std::filesystem::path& folder);

bool has_card(const std::filesystem::path& folder);

}  // namespace spotter
