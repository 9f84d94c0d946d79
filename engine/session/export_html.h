#pragma once

#include <span>
#include <string>

#include "engine/session/session.h"

namespace spotter {

// A page to share, whole in one file: figures, the course of the session, each exercise with its
// sets and the pace of its reps. It loads nothing and runs nothing. Weights as they were noted.
std::string html_summary(std::span<const Session> sessions);

}  // namespace spotter
