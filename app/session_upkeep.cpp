#include "app/session_upkeep.h"

#include <chrono>

#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "engine/session/export_text.h"
#include "engine/session/session_facts.h"

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

std::vector<std::string> finish_cut_off(SessionStore& store) {
    std::vector<std::string> said;
    try {
        for (const SessionSummary& session : store.recover()) {
            const auto wall =
                std::chrono::floor<std::chrono::seconds>(session.start) + session.zone.offset;
            said.push_back("The session of " + date_time_text(wall) +
                           " was cut off; it is finished and kept.");
        }
    } catch (...) {
        said.push_back(describe_current_exception());
    }
    return said;
}

std::vector<std::string> tidy_sessions(const std::filesystem::path& data_folder) {
    constexpr std::chrono::days kKeepDeleted{30};
    if (!SessionStore::is_there(data_folder)) return {};
    try {
        SessionStore store(data_folder);
        std::vector<std::string> said = store.notices();
        const std::vector<std::string> finished = finish_cut_off(store);
        said.insert(said.end(), finished.begin(), finished.end());
        store.purge(utc_now() - kKeepDeleted);
        return said;
    } catch (...) {
        return {describe_current_exception()};
    }
}

}  // namespace spotter
