#include "app/cli/set_output.h"

#include <cmath>

#include "app/cli/text_format.h"

namespace spotter {

Json set_json(const SetRecord& set) {
    Json times = Json::array();
    for (const Rep& rep : set.reps) times.push_back(rounded(to_seconds(rep.end)));
    Json tempo = nullptr;
    if (!set.reps.empty()) {
        const SetTempo measured = tempo_of(set);
        tempo = {{"rep_s", rounded(measured.rep_s)},
                 {"lifting_s", rounded(measured.lifting_s)},
                 {"lowering_s", rounded(measured.lowering_s)},
                 {"slowing", rounded(measured.slowing)}};
    }
    return {
        {"label", set.label},
        {"start_s", rounded(to_seconds(set.start))},
        {"end_s", rounded(to_seconds(set.end))},
        {"rest_s", set.rest_before ? Json(rounded(to_seconds(*set.rest_before))) : Json(nullptr)},
        {"reps", set.count()},
        {"corrected", set.correction},
        {"held", set.held},
        {"rep_times_s", std::move(times)},
        {"tempo", std::move(tempo)}};
}

std::string set_text(const SetRecord& set) {
    if (set.held) return "held for " + clock_text(set.duration_s(), true);
    const SetTempo tempo = tempo_of(set);
    std::string out = counted(static_cast<std::size_t>(set.count()), "rep");
    if (set.reps.empty()) return out;
    out += ", " + decimal(tempo.rep_s, 1) + " s each (up " + decimal(tempo.lifting_s, 1) +
           " s, down " + decimal(tempo.lowering_s, 1) + " s)";
    constexpr double kWorthSaying = 0.1;
    if (std::abs(tempo.slowing) >= kWorthSaying) {
        out += ", " + decimal(std::abs(tempo.slowing) * 100, 0) + " %" +
               (tempo.slowing > 0 ? " slower" : " faster") + " at the end";
    }
    return out;
}

}  // namespace spotter
