#include "app/evaluation/settle_model.h"

#include "app/evaluation/fit_decisions.h"
#include "app/manifest_update.h"
#include "engine/core/error.h"

namespace spotter {
namespace {

EvaluationRequest request_for(const Dataset& dataset, const ModelInfo& model, Split split) {
    EvaluationRequest request;
    request.dataset = dataset;
    request.split = split;
    request.model = model.folder.string();
    return request;
}

}  // namespace

void settle_model(const Paths& paths, const Settings& settings, const Dataset& dataset,
                  const ModelInfo& model, JobToken& job,
                  const std::function<void(const std::string&)>& on_note) {
    const bool validated = !clips_in(dataset, Split::validation).empty();
    store_epoch_choice(model, to_string(validated ? Split::validation : Split::train));
    try {
        if (validated) {
            const FittedDecisions fitted =
                fit_decisions(paths, settings, request_for(dataset, model, Split::validation), job);
            for (const std::string& note : fitted.notes) on_note(note);
        }
        if (clips_in(dataset, Split::test).empty()) return;
        const EvaluationReport report =
            evaluate_dataset(paths, settings, request_for(dataset, model, Split::test), job);
        store_test(model, report.evaluation->accuracy);
    } catch (const Error& error) {
        on_note("the model is there, but was not measured: " + std::string(error.what()));
    }
}

}  // namespace spotter
