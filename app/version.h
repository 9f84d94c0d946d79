#pragma once

#include <string>

namespace spotter {

// The program, its build and the libraries it runs with, for `spotter --version`.
std::string version_text();
// "0.1.0", and "Release": how the program was built.
std::string program_version();
std::string build_type();

}  // namespace spotter
