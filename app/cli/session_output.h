#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/cli/json_output.h"
#include "engine/session/session_history.h"

namespace spotter {

// Sessions as `spotter sessions` prints them (docs/json.md); the texts are printable.
Json summary_json(const SessionSummary& session);
Json session_json(const Session& session);
std::string list_text(const std::vector<SessionSummary>& sessions, const DiskUse& use);
std::string session_text(const Session& session, const std::filesystem::path& recordings);

// What users and imports wrote, on one line, without signs that a terminal would obey.
std::string printable_line(const std::string& text);

// Enough of an identifier to name it by.
std::string short_id(const std::string& uuid);
// In quotes and as a terminal may see it; "none": it is empty.
std::string quoted_text(const std::string& text);

}  // namespace spotter
