#include <algorithm>
#include <charconv>
#include <iostream>

#include "app/cli/json_output.h"
#include "app/cli/output_file.h"
#include "app/cli/session_output.h"
#include "app/cli/sessions_command.h"
#include "engine/core/error.h"
#include "engine/session/session_edit.h"
#include "engine/session/session_facts.h"
#include "training/data/label_name.h"

// `spotter sessions set`: what was lifted, and what is to be remembered of a set, said afterwards.
namespace spotter {
namespace {

const RecordedSet& find_set(const Session& session, int number) {
    const auto found = std::ranges::find(session.sets, number, &RecordedSet::number);
    if (found == session.sets.end()) {
        throw Error("find set", std::to_string(number), "there is no such set in this session",
                    "see 'spotter sessions show'");
    }
    return *found;
}

// A line that says it.
std::string said(const Correction& change) {
    return change.what + ": " + printable_line(change.to) + ", before " +
           printable_line(change.from) + "\n";
}

}  // namespace

std::optional<SetWeight> parse_set_weight(const std::string& text) {
    if (text == "none") return SetWeight();
    double amount = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, amount);
    const std::string_view unit(read.ptr, static_cast<std::size_t>(end - read.ptr));
    const auto known = unit.empty() ? WeightUnit::kg : parse_weight_unit(unit);
    constexpr double kMost_kg = 1000;
    if (read.ec != std::errc() || !known || !(amount > 0) || kilograms(amount, *known) > kMost_kg) {
        return std::nullopt;
    }
    return SetWeight{Weight{amount, *known}};
}

ExitCode run_sessions_set(const CommandContext& context, const SessionSetOptions& options,
                          bool json) {
    if (!options.weight && !options.note) {
        throw UsageError("sessions set: say its --weight, or its --note");
    }
    if (options.note && !is_valid_utf8(*options.note)) {
        throw UsageError("sessions set: --note is not UTF-8");
    }
    SessionStore store = open_session_store(context);
    Session session = store.read(store.find(options.session), SessionParts::workout);
    const RecordedSet before = find_set(session, options.set);
    const std::size_t known = session.corrections.size();
    SessionEdit edit(session);
    edit.set_load(before.number, options.weight ? options.weight->weight : weight_of(before),
                  options.note.value_or(before.note));
    edit.store(session);
    std::string text;
    for (std::size_t i = known; i < session.corrections.size(); ++i) {
        text += said(session.corrections[i]);
    }
    if (!text.empty()) store.save_workout(session);
    const auto load_json = [](const RecordedSet& of) {
        return Json{{"weight", of.weight ? Json(*of.weight) : Json()},
                    {"unit", to_string(of.unit)},
                    {"note", of.note}};
    };
    Json out = load_json(find_set(session, options.set));
    out["uuid"] = session.uuid;
    out["set"] = before.number;
    out["before"] = load_json(before);
    std::cout << (json ? json_text(out) : text.empty() ? "It is so already.\n" : text);
    flush_output();
    return ExitCode::done;
}

}  // namespace spotter
