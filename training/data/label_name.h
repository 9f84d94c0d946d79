#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/core/labels.h"

namespace spotter {

// A label is a folder's name, a key in JSON and a word on screen: 1 to 100 bytes of UTF-8 without
// slash, backslash or control character, not beginning with a dot, and without spaces around it.
// What is wrong with `label`, for a message ("has a slash in it"); nothing: it may be used.
std::optional<std::string> label_problem(std::string_view label);

// Two labels with the same key are one to a reader: case, spaces, '_' and '-' make no difference.
std::string label_key(std::string_view label);

// The label among `known` that `label` means, else `label` itself.
std::string known_label(const Labels& known, const std::string& label);

// "rest" and "other": nobody exercises.
bool is_idle_label(std::string_view label);

// Sorted, idle ones last.
void sort_labels(Labels& labels);

bool is_valid_utf8(std::string_view text);
// Lower case, for finding names that collide on file systems that ignore case: ASCII, Latin,
// Greek and Cyrillic letters. Precondition: valid UTF-8.
std::string case_folded(std::string_view text);

}  // namespace spotter
