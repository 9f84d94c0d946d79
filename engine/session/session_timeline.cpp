#include "engine/session/session_timeline.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <string_view>

#include "engine/session/session_facts.h"

namespace spotter {
namespace {

constexpr SessionTime kHole{2000};

std::string seconds_text(SessionTime time) {
    char text[32];
    std::snprintf(text, sizeof(text), "%lld.%03lld", static_cast<long long>(time.count() / 1000),
                  static_cast<long long>(time.count() % 1000));
    return text;
}

// "12.300" as milliseconds.
std::optional<SessionTime> time_from(std::string_view text) {
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos || text.size() != point + 4) return std::nullopt;
    long long whole = 0;
    int parts = 0;
    const auto read = [](std::string_view digits, auto& value) {
        const char* const end = digits.data() + digits.size();
        const auto result = std::from_chars(digits.data(), end, value);
        return result.ec == std::errc() && result.ptr == end && value >= 0;
    };
    constexpr long long kMost = 49LL * 24 * 3600;
    if (!read(text.substr(0, point), whole) || whole > kMost) return std::nullopt;
    if (!read(text.substr(point + 1), parts)) return std::nullopt;
    return SessionTime(whole * 1000 + parts);
}

void add_track(const Session& session, const TimelineTrack& track,
               std::vector<SessionSegment>& out) {
    const Labels& labels = session.models.at(track.model).labels;
    const SessionTime half = half_window(session);
    const auto middle = [&](std::size_t i) {
        return std::max(SessionTime(track.times_ms[i]) - half, SessionTime::zero());
    };
    for (std::size_t i = 0; i < track.times_ms.size();) {
        std::size_t last = i;
        while (last + 1 < track.times_ms.size() && track.labels[last + 1] == track.labels[i] &&
               middle(last + 1) - middle(last) <= kHole) {
            ++last;
        }
        const auto border = [&](std::size_t inner, std::size_t outer, bool inside) {
            if (!inside) return middle(inner);
            const SessionTime apart =
                middle(std::max(inner, outer)) - middle(std::min(inner, outer));
            if (apart > kHole) return middle(inner);
            return middle(std::min(inner, outer)) + apart / 2;
        };
        const SessionTime start = border(i, i == 0 ? i : i - 1, i > 0);
        const SessionTime end = border(last, last + 1, last + 1 < track.times_ms.size());
        const auto label = static_cast<std::size_t>(track.labels[i]);
        if (track.labels[i] >= 0 && label < labels.size() && end > start) {
            out.push_back({labels[label], start, end});
        }
        i = last + 1;
    }
}

// What stands at each moment between `borders`.
std::string label_at(std::span<const SessionSegment> segments, SessionTime time) {
    const auto after = std::ranges::upper_bound(segments, time, {}, &SessionSegment::start);
    if (after == segments.begin()) return {};
    const SessionSegment& segment = *(after - 1);
    return time < segment.end ? segment.label : std::string();
}

}  // namespace

SessionTime half_window(const Session& session) {
    constexpr SessionTime kUsual{1000};
    constexpr double kLongest = 60;
    const auto seconds = number_setting(session, "window_s");
    if (seconds && *seconds >= 0 && *seconds <= kLongest) return session_time(*seconds / 2);
    return kUsual;
}

std::vector<SessionSegment> said_segments(const Session& session) {
    std::vector<SessionSegment> out;
    for (const TimelineTrack& track : session.timeline) add_track(session, track, out);
    std::ranges::stable_sort(out, {}, &SessionSegment::start);
    return out;
}

std::vector<SessionStretch> asked_stretches(const Session& session) {
    const SessionTime half = half_window(session);
    std::vector<SessionStretch> out;
    for (const TimelineTrack& track : session.timeline) {
        for (std::size_t i = 0; i < track.times_ms.size(); ++i) {
            const SessionTime middle =
                std::max(SessionTime(track.times_ms[i]) - half, SessionTime::zero());
            if (i == 0 || middle - out.back().end > kHole) out.push_back({middle, middle});
            out.back().end = middle;
        }
    }
    std::ranges::sort(out, {}, &SessionStretch::start);
    return out;
}

std::vector<SessionStretch> unsure_stretches(const Session& session) {
    const std::vector<SessionSegment> said = said_segments(session);
    std::vector<SessionStretch> out;
    for (const SessionStretch& asked : asked_stretches(session)) {
        SessionTime from = asked.start;
        for (const SessionSegment& segment : segments_within(said, std::span(&asked, 1))) {
            if (segment.start > from) out.push_back({from, segment.start});
            from = std::max(from, segment.end);
        }
        if (asked.end > from) out.push_back({from, asked.end});
    }
    return out;
}

std::vector<SessionSegment> segments_within(std::span<const SessionSegment> segments,
                                            std::span<const SessionStretch> stretches) {
    std::vector<SessionSegment> out;
    for (const SessionStretch& stretch : stretches) {
        for (const SessionSegment& segment : segments) {
            const SessionTime start = std::max(segment.start, stretch.start);
            const SessionTime end = std::min(segment.end, stretch.end);
            if (start < end) out.push_back({segment.label, start, end});
        }
    }
    return out;
}

std::vector<SessionSegment> corrected_segments(const Session& session) {
    std::vector<SessionSegment> out = said_segments(session);
    for (const Correction& correction : session.corrections) {
        if (correction.what != "segment") continue;
        if (const auto from = segment_from_text(correction.from)) std::erase(out, *from);
        if (auto to = segment_from_text(correction.to)) {
            const auto place = std::ranges::upper_bound(out, to->start, {}, &SessionSegment::start);
            out.insert(place, std::move(*to));
        }
    }
    return out;
}

std::string segment_text(const SessionSegment& segment) {
    return segment.label + ", " + seconds_text(segment.start) + "-" + seconds_text(segment.end) +
           " s";
}

std::optional<SessionSegment> segment_from_text(const std::string& text) {
    const std::size_t comma = text.rfind(", ");
    if (comma == std::string::npos || !text.ends_with(" s")) return std::nullopt;
    const std::string_view times =
        std::string_view(text).substr(comma + 2, text.size() - comma - 4);
    const std::size_t dash = times.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto start = time_from(times.substr(0, dash));
    const auto end = time_from(times.substr(dash + 1));
    if (!start || !end || *end <= *start) return std::nullopt;
    return SessionSegment{text.substr(0, comma), *start, *end};
}

std::vector<Correction> segment_corrections(std::span<const SessionSegment> before,
                                            std::span<const SessionSegment> after, UtcTime made) {
    const auto missing_in = [](std::span<const SessionSegment> from,
                               std::span<const SessionSegment> in) {
        std::vector<SessionSegment> out;
        for (const SessionSegment& segment : from) {
            if (std::ranges::find(in, segment) == in.end()) out.push_back(segment);
        }
        return out;
    };
    const std::vector<SessionSegment> gone = missing_in(before, after);
    const std::vector<SessionSegment> made_new = missing_in(after, before);
    std::vector<Correction> out;
    for (std::size_t i = 0; i < std::max(gone.size(), made_new.size()); ++i) {
        out.push_back({made, 0, "segment", i < gone.size() ? segment_text(gone[i]) : "",
                       i < made_new.size() ? segment_text(made_new[i]) : ""});
    }
    return out;
}

std::vector<SegmentDifference> segment_differences(std::span<const SessionSegment> a,
                                                   std::span<const SessionSegment> b,
                                                   SessionTime least) {
    std::vector<SessionTime> borders;
    for (const auto& list : {a, b}) {
        for (const SessionSegment& segment : list) {
            borders.push_back(segment.start);
            borders.push_back(segment.end);
        }
    }
    std::ranges::sort(borders);
    std::vector<SegmentDifference> out;
    for (std::size_t i = 0; i + 1 < borders.size(); ++i) {
        if (borders[i] == borders[i + 1]) continue;
        SegmentDifference part{borders[i], borders[i + 1], label_at(a, borders[i]),
                               label_at(b, borders[i])};
        if (part.a == part.b) continue;
        if (!out.empty() && out.back().end == part.start && out.back().a == part.a &&
            out.back().b == part.b) {
            out.back().end = part.end;
        } else {
            out.push_back(std::move(part));
        }
    }
    std::erase_if(out,
                  [&](const SegmentDifference& part) { return part.end - part.start < least; });
    return out;
}

}  // namespace spotter
