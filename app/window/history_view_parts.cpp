#include "app/window/history_view_parts.h"

#include <algorithm>
#include <array>

#include "ui/history/history_text.h"

namespace spotter {

namespace {

std::string selected_uuid(const HistoryView& view) {
    if (view.selected < 0 || view.selected >= static_cast<int>(view.sessions.size())) return {};
    return view.sessions[static_cast<std::size_t>(view.selected)].uuid;
}

}  // namespace

void show_found(const std::vector<SessionSummary>& found, HistoryView& view) {
    const std::string selected = selected_uuid(view);
    view.days.clear();
    for (const SessionSummary& session : found) ++view.days[day_of(session)];
    if (view.day && !view.days.contains(*view.day)) view.day.reset();
    view.sessions.clear();
    view.selected = -1;
    std::set<std::string> chosen;
    for (const SessionSummary& session : found) {
        if (view.day && day_of(session) != *view.day) continue;
        if (session.uuid == selected) view.selected = static_cast<int>(view.sessions.size());
        if (view.chosen.contains(session.uuid)) chosen.insert(session.uuid);
        view.sessions.push_back(session);
    }
    view.chosen = std::move(chosen);
}

void choose_row(int row, RowClick click, std::optional<int>& anchor, HistoryView& view) {
    const auto count = static_cast<int>(view.sessions.size());
    if (row < 0 || row >= count) return;
    const auto uuid = [&](int at) { return view.sessions[static_cast<std::size_t>(at)].uuid; };
    if (click == RowClick::range && anchor && *anchor < count) {
        view.chosen.clear();
        for (int at = std::min(row, *anchor); at <= std::max(row, *anchor); ++at) {
            view.chosen.insert(uuid(at));
        }
        view.selected = row;
        return;
    }
    anchor = row;
    if (click == RowClick::toggle) {
        const bool taken_out = view.chosen.erase(uuid(row)) > 0;
        if (!taken_out) view.chosen.insert(uuid(row));
        view.selected = taken_out ? -1 : row;
        for (int at = 0; taken_out && view.chosen.size() == 1 && at < count; ++at) {
            if (view.chosen.contains(uuid(at))) view.selected = at;
        }
        return;
    }
    view.chosen = {uuid(row)};
    view.selected = row;
}

std::vector<std::string> chosen_uuids(const HistoryView& view) {
    std::vector<std::string> out;
    for (auto session = view.sessions.rbegin(); session != view.sessions.rend(); ++session) {
        if (view.chosen.contains(session->uuid)) out.push_back(session->uuid);
    }
    return out;
}

void show_weeks(const std::vector<ExerciseDay>& days, HistoryView& view) {
    const std::string label =
        view.exercise < 0 ? "" : view.labels.at(static_cast<std::size_t>(view.exercise));
    view.weeks = weekly_trend(days, label, view.today);
    const auto most = static_cast<std::size_t>(kTrendWeeks[view.span]);
    if (most > 0 && view.weeks.size() > most) {
        view.weeks.erase(view.weeks.begin(), view.weeks.end() - static_cast<std::ptrdiff_t>(most));
    }
}

ExportFormat format_of(const HistoryExportForm& form) {
    return static_cast<ExportFormat>(form.format);
}

bool is_folder(const HistoryExportForm& form) {
    return format_of(form) == ExportFormat::fit && form.count > 1;
}

std::filesystem::path fitting_path(const HistoryExportForm& form, int before) {
    struct Name {
        std::string part;
        std::string ending;
    };
    static const std::array<Name, 8> kNames = {{{"", ".jsonl"},
                                                {"-sets", ".csv"},
                                                {"-reps", ".csv"},
                                                {"-strong", ".csv"},
                                                {"-hevy", ".csv"},
                                                {"-fitnotes", ".csv"},
                                                {"", ".fit"},
                                                {"", ".html"}}};
    const Name& old = kNames.at(static_cast<std::size_t>(before));
    const Name& now = kNames.at(static_cast<std::size_t>(form.format));
    const bool folder = is_folder(form);
    const std::filesystem::path path = form.path;
    std::string stem = path.stem().string();
    if (stem.ends_with(old.part)) stem.resize(stem.size() - old.part.size());
    return path.parent_path() / (stem + now.part + (folder ? "" : now.ending));
}

}  // namespace spotter
