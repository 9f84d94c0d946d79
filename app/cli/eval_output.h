#pragma once

#include <string>

#include "app/cli/json_output.h"
#include "app/evaluation/fit_decisions.h"
#include "training/evaluation/report.h"

namespace spotter {

// A report for people and for machines (docs/json.md).
std::string report_text(const EvaluationReport& report);
Json report_json(const EvaluationReport& report);

std::string fit_text(const FittedDecisions& fitted, const std::string& model);
Json fit_json(const FittedDecisions& fitted, const std::string& model);

}  // namespace spotter
