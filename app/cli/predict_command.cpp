#include <algorithm>
#include <iostream>
#include <mutex>
#include <numeric>

#include "app/cli/commands.h"
#include "app/cli/json_output.h"
#include "app/cli/output_file.h"
#include "app/cli/progress_line.h"
#include "app/cli/text_format.h"
#include "app/model_store.h"
#include "app/predict_files.h"
#include "app/recognizer.h"
#include "engine/core/job.h"

namespace spotter {
namespace {

Json outcome_json(const std::string& file, const FileOutcome& outcome, const Labels& labels) {
    Json out = {{"file", file}};
    if (!outcome.found) {
        out["label"] = nullptr;
        out["confidence"] = nullptr;
        out["scores"] = Json::object();
        out["windows"] = 0;
        out["error"] = outcome.error;
        return out;
    }
    const Prediction& prediction = outcome.found->prediction;
    out["label"] = prediction.label;
    out["confidence"] = rounded(prediction.confidence);
    out["scores"] = scores_json(labels, prediction.scores);
    out["windows"] = prediction.windows;
    if (outcome.found->summary.padded) out["padded"] = true;
    if (!outcome.found->note.empty()) out["note"] = outcome.found->note;
    return out;
}

std::string outcome_text(const std::string& file, const FilePrediction& found,
                         const ModelInfo& model) {
    const Prediction& prediction = found.prediction;
    std::string out = file + ": " + display_name(prediction.label) + " " +
                      percentage(prediction.confidence) + "\n" +
                      score_table(model.labels, prediction.scores, 2);
    const std::string length = decimal(to_seconds(model.window.length()), 1) + " s";
    if (found.summary.padded) {
        return out + "  shorter than one window of " + length +
               ": its first and last pictures were repeated\n";
    }
    return out + "  " + counted(prediction.windows, "window") + " of " + length + "\n";
}

// Files and what became of them. Outcomes come from several threads in any order, and are
// printed in the order of the files.
class Report {
  public:
    Report(std::vector<InputFile> files, const ModelInfo& model, bool json)
        : files_(std::move(files)),
          model_(model),
          json_(json),
          outcomes_(files_.size()),
          fractions_(files_.size(), 0.0) {}

    void progress(std::size_t i, double fraction) {
        double all = 0;
        {
            const std::scoped_lock lock(mutex_);
            fractions_[i] = std::max(0.0, fraction);
            all = std::accumulate(fractions_.begin(), fractions_.end(), 0.0);
        }
        line_.show("Predicting " + counted(files_.size(), "file"),
                   all / static_cast<double>(files_.size()));
    }

    void finish(std::size_t i, FileOutcome outcome) {
        const std::scoped_lock lock(mutex_);
        fractions_[i] = 1;
        outcomes_[i] = std::move(outcome);
        while (printed_ < outcomes_.size() && outcomes_[printed_]) print(printed_++);
    }

    // After the last finish(). With JSON everything comes here, so that it is whole even when
    // the command was interrupted.
    ExitCode close() {
        line_.clear();
        if (json_) std::cout << json_text(array_);
        flush_output();
        return failed_ ? ExitCode::failed : ExitCode::done;
    }

  private:
    void print(std::size_t i) {
        const FileOutcome& outcome = *outcomes_[i];
        line_.clear();
        if (!outcome.found) {
            failed_ = true;
            print_failure(outcome.error);
        }
        if (json_) {
            array_.push_back(outcome_json(files_[i].path, outcome, model_.labels));
        } else if (outcome.found) {
            std::cout << outcome_text(files_[i].path, *outcome.found, model_) << std::flush;
        }
    }

    const std::vector<InputFile> files_;
    const ModelInfo& model_;
    const bool json_;
    ProgressLine line_;
    std::mutex mutex_;
    // Guarded by mutex_:
    std::vector<std::optional<FileOutcome>> outcomes_;
    std::vector<double> fractions_;
    std::size_t printed_ = 0;
    bool failed_ = false;
    Json array_ = Json::array();
};

}  // namespace

ExitCode run_predict(const CommandContext& context, const PredictOptions& options) {
    std::vector<std::string> inputs = options.inputs;
    for (const std::string& list : options.lists) {
        for (std::string& file : read_file_list(list, context.stop))
            inputs.push_back(std::move(file));
    }
    if (inputs.empty()) throw UsageError("predict: name at least one clip");
    const std::vector<InputFile> files = expand_inputs(inputs, options.shard);

    LoadedModel loaded =
        load_recognizers(find_model(context.paths, context.settings.model), context.settings,
                         context.paths, side_by_side(context.settings, files.size()));

    Report report(files, loaded.model, options.json);
    predict_files(
        files, loaded, from_seconds(options.stride_s),
        {[&](std::size_t i, double fraction) { report.progress(i, fraction); },
         [&](std::size_t i, FileOutcome outcome) { report.finish(i, std::move(outcome)); }},
        context.stop);
    const ExitCode code = report.close();
    if (context.stop.stop_requested()) throw Cancelled();
    return code;
}

}  // namespace spotter
