#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/session/session.h"

// What a session's timeline says, as stretches of time.
namespace spotter {

// A stretch with one label. Segments are in order and do not overlap.
struct SessionSegment {
    std::string label;
    SessionTime start{};
    SessionTime end{};

    friend bool operator==(const SessionSegment&, const SessionSegment&) = default;
};

// How far before its time the middle of a timeline entry's window lies: half of the window that
// the settings name ("window_s"), else of a window of two seconds.
SessionTime half_window(const Session& session);

// What the models said: stretches over which one label stood, idle ones too. An entry speaks for
// the middle of its window; the border between two lies half-way. A hole of more than two seconds
// ends a segment.
std::vector<SessionSegment> said_segments(const Session& session);

// A stretch of time.
struct SessionStretch {
    SessionTime start{};
    SessionTime end{};

    friend bool operator==(const SessionStretch&, const SessionStretch&) = default;
};

// Where the models were asked at all: the timeline without its holes, in order.
std::vector<SessionStretch> asked_stretches(const Session& session);

// Where they were asked and no label stood: they were unsure. In order.
std::vector<SessionStretch> unsure_stretches(const Session& session);

// What of segments lies in `stretches`; both are in order and do not overlap.
std::vector<SessionSegment> segments_within(std::span<const SessionSegment> segments,
                                            std::span<const SessionStretch> stretches);

// said_segments() as the user corrected them: corrections of "segment" done one after the other.
std::vector<SessionSegment> corrected_segments(const Session& session);

// A segment in a correction's `from` and `to`: "squat, 12.300-20.150 s"; nothing: there is none.
std::string segment_text(const SessionSegment& segment);
std::optional<SessionSegment> segment_from_text(const std::string& text);
// Corrections of "segment" that make `after` of `before`; they were made at `made`.
std::vector<Correction> segment_corrections(std::span<const SessionSegment> before,
                                            std::span<const SessionSegment> after, UtcTime made);

// A stretch over which two say something else; an empty label: nothing.
struct SegmentDifference {
    SessionTime start{};
    SessionTime end{};
    std::string a;
    std::string b;

    friend bool operator==(const SegmentDifference&, const SegmentDifference&) = default;
};

// Where two lists of segments differ for at least `least`, in order of time.
std::vector<SegmentDifference> segment_differences(std::span<const SessionSegment> a,
                                                   std::span<const SessionSegment> b,
                                                   SessionTime least);

}  // namespace spotter
