#include "app/session_upkeep.h"

#include <chrono>
#include <optional>

#include "app/unsaved_sessions.h"
#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "engine/session/export_text.h"
#include "engine/session/session_facts.h"
#include "engine/session/session_rescue.h"

namespace spotter {

ModelUse model_use(const ModelInfo& model) {
    ModelUse use;
    use.name = model.name;
    use.labels = model.labels;
    use.idle_labels = model.idle_labels;
    if (model.weight_files.size() == 1) {
        use.sha256 = sha256_of_file(model.weight_files.front(), "read model");
    } else if (!model.weight_files.empty()) {
        Sha256 all;
        for (const auto& file : model.weight_files) all.add(sha256_of_file(file, "read model"));
        use.sha256 = all.hex();
    }
    return use;
}

std::vector<std::pair<std::string, std::string>> session_settings(const Settings& settings,
                                                                  const Thresholds& thresholds) {
    return {{"model", settings.model},
            {"device", std::string(to_string(settings.device))},
            {"precision", std::string(to_string(settings.precision))},
            {"enter", short_number(thresholds.enter, 3)},
            {"exit", short_number(thresholds.exit, 3)},
            {"dwell_s", short_number(thresholds.dwell_s, 3)}};
}

void finish_cut_off(SessionStore& store, Upkeep& out) {
    try {
        for (const SessionSummary& session : store.recover()) {
            const auto wall =
                std::chrono::floor<std::chrono::seconds>(session.start) + session.zone.offset;
            out.news.push_back("The session of " + date_time_text(wall) +
                               " was cut off; it is finished and kept.");
        }
    } catch (...) {
        out.troubles.push_back(describe_current_exception());
    }
}

void tidy_store(SessionStore& store, const Paths& paths,
                std::span<const std::filesystem::path> places, Upkeep& out) {
    out.troubles.insert(out.troubles.end(), store.notices().begin(), store.notices().end());
    // First: such a log has more of a session than what was cut off.
    bring_in_unsaved(store, paths, find_rescues(places), out);
    finish_cut_off(store, out);
}

Upkeep tidy_sessions(const Paths& paths, std::span<const std::filesystem::path> places) {
    constexpr std::chrono::days kKeepDeleted{30};
    Upkeep out;
    const auto unsaved = find_rescues(places);
    if (unsaved.empty() && !SessionStore::is_there(paths.data)) return out;
    std::optional<SessionStore> store;
    try {
        store.emplace(paths.data);
        tidy_store(*store, paths, places, out);
        store->purge(utc_now() - kKeepDeleted);
    } catch (...) {
        out.troubles.push_back(describe_current_exception());
        if (!store) tell_unsaved(unsaved, "there is no place for it", out);
    }
    return out;
}

}  // namespace spotter
