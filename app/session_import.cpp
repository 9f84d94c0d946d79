#include <fstream>

#include "app/session_export.h"
#include "engine/core/error.h"
#include "engine/session/import_jsonl.h"

namespace spotter {
namespace {

namespace fs = std::filesystem;

void import_file(SessionStore& store, const fs::path& file, bool replace, JobToken& token,
                 SessionImport& out) {
    std::error_code ignored;
    std::ifstream in(file, std::ios::binary);
    if (!in || fs::is_directory(file, ignored)) {
        out.problems.emplace_back(
            Error("import sessions", file.string(), "it cannot be read", "check its name").what());
        return;
    }
    JsonlReader reader(in, file.string());
    while (const auto logged = reader.next()) {
        token.checkpoint();
        out.notes.insert(out.notes.end(), logged->notes.begin(), logged->notes.end());
        if (!logged->problem.empty()) {
            out.problems.push_back(logged->problem);
        } else if (store.contains(logged->session.uuid) && !replace) {
            ++out.left_out;
        } else {
            store.insert(logged->session, replace);
            out.taken.push_back(logged->session.uuid);
        }
        token.publish({"Importing, " + std::to_string(out.taken.size()) + " so far", -1});
    }
}

}  // namespace

SessionImport import_sessions(SessionStore& store, const std::vector<fs::path>& files, bool replace,
                              JobToken& token) {
    SessionImport out;
    for (const fs::path& file : files) import_file(store, file, replace, token, out);
    return out;
}

}  // namespace spotter
