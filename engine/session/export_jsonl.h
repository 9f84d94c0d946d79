#pragma once

#include <string>

#include "engine/session/session.h"

namespace spotter {

// The version of docs/log-format.md that is written and read.
inline constexpr int kLogFormat = 1;

// Everything about a session, one JSON object a line, as docs/log-format.md says; what
// import_jsonl.h reads again without loss. Texts must be UTF-8; what is not is replaced.
std::string jsonl_from_session(const Session& session);

// "2026-10-25T00:30:00.250Z".
std::string iso_text(UtcTime time);

}  // namespace spotter
