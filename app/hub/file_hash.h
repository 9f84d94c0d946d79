#pragma once

#include <filesystem>
#include <string>

namespace spotter {

// How the Hub names the contents of a file: large ones by the SHA-256 of their bytes (64 digits),
// small ones as Git does (40 digits), by the SHA-1 of "blob SIZE\0" and their bytes.
enum class HashKind { sha256, git };

// Hexadecimal. Throws Error when the file cannot be read.
std::string file_hash(const std::filesystem::path& file, HashKind kind);

// Whether `text` is such a hash.
bool is_hash(const std::string& text);
// Whether `file` has the hash `expected`, whichever kind it is.
bool has_hash(const std::filesystem::path& file, const std::string& expected);

}  // namespace spotter
