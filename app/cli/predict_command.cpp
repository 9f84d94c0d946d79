#include <algorithm>
#include <atomic>
#include <exception>
#include <iostream>
#include <list>
#include <mutex>
#include <numeric>
#include <thread>

#include "app/cli/commands.h"
#include "app/cli/json_output.h"
#include "app/cli/output_file.h"
#include "app/cli/progress_line.h"
#include "app/cli/text_format.h"
#include "app/model_store.h"
#include "app/predict_file.h"
#include "app/recognizer.h"
#include "engine/core/error.h"
#include "engine/core/job.h"
#include "engine/core/worker.h"

namespace spotter {
namespace {

struct Outcome {
    std::optional<FilePrediction> found;
    std::string error;  // when nothing was found
};

Json outcome_json(const std::string& file, const Outcome& outcome, const Labels& labels) {
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

    const std::vector<InputFile>& files() const { return files_; }

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

    void finish(std::size_t i, Outcome outcome) {
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
        const Outcome& outcome = *outcomes_[i];
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
    std::vector<std::optional<Outcome>> outcomes_;
    std::vector<double> fractions_;
    std::size_t printed_ = 0;
    bool failed_ = false;
    Json array_ = Json::array();
};

// Takes files until there are none left.
void predict_files(Report& report, std::atomic<std::size_t>& next, Recognizer& recognizer,
                   MediaTime stride, const std::stop_token& stop) {
    for (std::size_t i = next++; i < report.files().size(); i = next++) {
        const InputFile& file = report.files()[i];
        Outcome outcome{{}, file.error};
        try {
            if (file.error.empty()) {
                outcome.found = predict_file(
                    file.path, recognizer, stride,
                    [&](double fraction) { report.progress(i, fraction); }, stop);
            }
        } catch (const Cancelled&) {
            return;
        } catch (...) {
            outcome.error = describe_current_exception();
        }
        if (stop.stop_requested()) return;
        report.finish(i, std::move(outcome));
    }
}

}  // namespace

ExitCode run_predict(const CommandContext& context, const PredictOptions& options) {
    std::vector<std::string> inputs = options.inputs;
    for (const std::string& list : options.lists) {
        for (std::string& file : read_file_list(list, context.stop))
            inputs.push_back(std::move(file));
    }
    if (inputs.empty()) throw UsageError("predict: name at least one clip");
    std::vector<InputFile> files = expand_inputs(inputs, options.shard);

    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t wanted =
        context.settings.threads > 0 ? static_cast<std::size_t>(context.settings.threads) : cores;
    const std::size_t side_by_side = std::max<std::size_t>(1, std::min(wanted, files.size()));
    LoadedModel loaded =
        load_recognizers(find_model(context.paths, context.settings.model), context.settings,
                         context.paths, static_cast<int>(side_by_side));

    Report report(std::move(files), loaded.model, options.json);
    std::atomic<std::size_t> next{0};
    {
        std::list<Worker> workers;
        for (Recognizer& recognizer : loaded.recognizers) {
            workers.emplace_back("predict", [&](const std::stop_token&) {
                predict_files(report, next, recognizer, from_seconds(options.stride_s),
                              context.stop);
            });
        }
        for (Worker& worker : workers) worker.join();
    }
    const ExitCode code = report.close();
    if (context.stop.stop_requested()) throw Cancelled();
    return code;
}

}  // namespace spotter
