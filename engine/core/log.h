#pragma once

#include <string>

// Logging for every target. The functions take finished strings, because files that see
// LibTorch (which carries its own fmt) must not see spdlog or fmt.
namespace spotter {

enum class LogLevel { debug, info, warning, error, off };

// Sets what is written to standard error; `warning` until called. Any thread.
void set_log_level(LogLevel level);

void log_debug(const std::string& message);
void log_info(const std::string& message);
void log_warning(const std::string& message);
void log_error(const std::string& message);

}  // namespace spotter
