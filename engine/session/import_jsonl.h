#pragma once

#include <filesystem>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/session/session.h"

namespace spotter {

// What the log of a session that could not be saved says of itself.
struct UnsavedOf {
    std::filesystem::path data_folder;  // whose sessions it belongs to
    // Of corrections of a video that is no part of a session: the video's key, as Replay knows it.
    std::string video{};
};

// A session as it stands in a log.
struct LoggedSession {
    Session session;
    // One line when it is of no use: what is wrong, and where. `session` is then empty.
    std::string problem;
    // One line when some of its lines could not be read and are left out; among the notes, too.
    std::string damage;
    // One line each: what was left out, that the end is missing.
    std::vector<std::string> notes;
    bool cut_off = false;              // the end is missing
    std::optional<UnsavedOf> unsaved;  // nothing: it is an export
};

// Reads logs of docs/log-format.md, which may come from anywhere: every value is checked before
// it is believed. A log that was cut off gives what there is of its last session, and one with
// lines that are no JSON what there is besides them and what depends on them, both marked as
// recovered; a session that makes no sense gives its problem, and the next one is read.
class JsonlReader {
  public:
    // `name`: of the file, for messages. `in` must outlive this.
    JsonlReader(std::istream& in, std::string name);
    ~JsonlReader();
    JsonlReader(const JsonlReader&) = delete;
    JsonlReader& operator=(const JsonlReader&) = delete;

    // The next session; nothing at the end.
    std::optional<LoggedSession> next();

  private:
    class Lines;
    std::unique_ptr<Lines> lines_;
};

}  // namespace spotter
