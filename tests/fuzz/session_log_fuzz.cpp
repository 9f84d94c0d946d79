// Any bytes as a log of sessions (docs/log-format.md): problems, or sessions that are what they
// were once they have been kept and written again.
#include <sstream>
#include <string>

#include "engine/core/error.h"
#include "engine/session/export_jsonl.h"
#include "engine/session/import_jsonl.h"
#include "engine/session/session_store.h"
#include "tests/temp_folder.h"

namespace {

void check_written_again(const spotter::Session& session) {
    const std::string log = spotter::jsonl_from_session(session);
    std::istringstream in(log);
    const auto again = spotter::JsonlReader(in, "log").next();
    if (!again || !again->problem.empty()) __builtin_trap();
    if (spotter::jsonl_from_session(again->session) != log) __builtin_trap();
}

void check_kept(spotter::SessionStore& store, const spotter::Session& session) {
    try {
        store.insert(session, true);
    } catch (const spotter::Error&) {
        return;
    }
    const std::string log = spotter::jsonl_from_session(session);
    if (spotter::jsonl_from_session(store.read(session.uuid)) != log) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const spotter::test::TempFolder folder;
    static spotter::SessionStore store(folder);
    std::istringstream in(std::string(reinterpret_cast<const char*>(data), size));
    spotter::JsonlReader reader(in, "log");
    while (const auto logged = reader.next()) {
        if (!logged->problem.empty()) continue;
        check_written_again(logged->session);
        check_kept(store, logged->session);
    }
    return 0;
}
