#pragma once

#include "app/evaluation/evaluate.h"
#include "training/evaluation/threshold_fit.h"

namespace spotter {

// How sure a model must be before its label is shown, fitted on clips that training did not see.
struct FittedDecisions {
    double temperature = 1;
    FittedThresholds thresholds;
    double calibration_error_before = 0;
    double calibration_error_after = 0;
    std::size_t clips = 0;
    std::vector<std::string> notes;  // what was not fitted, and why
};

// Fits temperature and thresholds of `request.model` on the request's split (nothing: validation)
// and stores them in its manifest. Temperature needs at least 30 clips and thresholds at least two
// minutes of them; with fewer they stay as they are, which is said. Throws Error for the model that
// comes with Spotter, and as evaluate_dataset() does.
FittedDecisions fit_decisions(const Paths& paths, const Settings& settings,
                              EvaluationRequest request, JobToken& job);

}  // namespace spotter
