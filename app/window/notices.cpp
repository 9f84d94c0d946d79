#include "app/window/notices.h"

#include <chrono>
#include <utility>

namespace spotter {

void Notices::add(Kind kind, std::string text, SteadyTime now) {
    const int id = next_id_++;
    std::optional<SteadyTime> until;
    if (kind == Kind::info) until = now + std::chrono::seconds(8);
    entries_[id] = {{id, kind, std::move(text)}, until, false};
}

void Notices::set_condition(const std::string& name, Kind kind, std::optional<std::string> text) {
    const auto known = conditions_.find(name);
    if (known != conditions_.end()) {
        if (text && *text == entries_[known->second].view.text) return;
        entries_.erase(known->second);
        conditions_.erase(known);
    }
    if (!text) return;
    const int id = next_id_++;
    conditions_[name] = id;
    entries_[id] = {{id, kind, std::move(*text)}, {}, false};
}

void Notices::dismiss(int id) {
    // A condition is kept, so that it does not come back with the next picture.
    if (const auto found = entries_.find(id); found != entries_.end()) {
        found->second.dismissed = true;
    }
}

std::vector<NoticeView> Notices::views(SteadyTime now) {
    std::vector<NoticeView> out;
    for (auto& [id, entry] : entries_) {
        if (entry.until && now >= *entry.until) entry.dismissed = true;
        if (!entry.dismissed) out.push_back(entry.view);
    }
    return out;
}

}  // namespace spotter
