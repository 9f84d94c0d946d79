#include <algorithm>
#include <fstream>
#include <utility>

#include "app/session_export.h"
#include "engine/core/error.h"
#include "engine/session/import_jsonl.h"

namespace spotter {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStep = "import sessions";

// Takes sessions over, some at a time: each writing waits for the disk.
class Taking {
  public:
    Taking(SessionStore& store, bool replace, SessionImport& out)
        : store_(store), replace_(replace), out_(out) {}

    void add(Session session) {
        constexpr std::size_t kAtOnce = 50;
        if (std::ranges::find(waiting_, session.uuid, &Session::uuid) != waiting_.end()) keep();
        if (!replace_ && store_.contains(session.uuid)) {
            leave(session.uuid);
            return;
        }
        waiting_.push_back(std::move(session));
        if (waiting_.size() == kAtOnce) keep();
    }

    void keep() {
        store_.insert(waiting_, replace_);
        for (const Session& session : waiting_) out_.taken.push_back(session.uuid);
        waiting_.clear();
    }

  private:
    // What is there stays as it is, but where it is seen.
    void leave(const std::string& uuid) {
        if (store_.is_deleted(uuid)) {
            store_.restore(uuid);
            out_.restored.push_back(uuid);
        } else {
            ++out_.left_out;
        }
    }

    SessionStore& store_;
    const bool replace_;
    SessionImport& out_;
    std::vector<Session> waiting_;
};

void import_file(SessionStore& store, const fs::path& file, bool replace, JobToken& token,
                 SessionImport& out) {
    std::error_code ignored;
    std::ifstream in(file, std::ios::binary);
    if (!in || fs::is_directory(file, ignored)) {
        out.problems.emplace_back(
            Error(kStep, file.string(), "it cannot be read", "check its name").what());
        return;
    }
    Taking taking(store, replace, out);
    JsonlReader reader(in, file.string());
    bool empty = true;
    while (auto logged = reader.next()) {
        empty = false;
        token.checkpoint();
        out.notes.insert(out.notes.end(), logged->notes.begin(), logged->notes.end());
        if (logged->unsaved && !logged->unsaved->video.empty()) {
            out.problems.emplace_back(
                Error(kStep, file.string(), "it holds corrections of a video, and no workout",
                      "leave it where Spotter put it; its next start brings them in")
                    .what());
        } else if (logged->problem.empty()) {
            taking.add(std::move(logged->session));
        } else {
            out.problems.push_back(logged->problem);
        }
        token.publish({"Importing, " + std::to_string(out.taken.size()) + " so far", -1});
    }
    taking.keep();
    if (empty) {
        out.problems.emplace_back(
            Error(kStep, file.string(), "it holds no session", "name another file").what());
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
