#include "app/cli/training_report.h"

#include <iostream>

#include "app/cli/output_file.h"
#include "app/cli/text_format.h"
#include "app/train_model.h"
#include "engine/core/error.h"

namespace spotter {
namespace {

Json progress_json(const TrainingProgress& now, bool labelled) {
    Json json = {{"event", now.epoch_done ? "epoch" : "step"},
                 {"epoch", now.epoch},
                 {"epochs", now.epochs},
                 {"batch", now.batch},
                 {"batches", now.batches},
                 {"learning_rate", now.learning_rate},
                 {"loss", rounded(now.loss)},
                 {"clips_per_s", rounded(now.clips_per_s)}};
    if (now.time_left) json["left_s"] = now.time_left->count();
    if (now.epoch_done) {
        json["validation_loss"] = rounded(now.validation_loss.value_or(0));
        json["best"] = now.best;
    }
    if (!labelled) return json;
    json["train_accuracy"] = rounded(now.train_accuracy);
    if (now.epoch_done) {
        json["validation_accuracy"] = rounded(now.validation_accuracy.value_or(0));
        json["confusion"] = now.confusion;
    }
    return json;
}

std::string epoch_text(const TrainingProgress& now, bool labelled) {
    const double loss = now.validation_loss.value_or(0);
    std::string line = "epoch " + std::to_string(now.epoch) + "/" + std::to_string(now.epochs) +
                       "  loss " + decimal(now.loss, 3);
    if (labelled) {
        line += "  training " + percentage(now.train_accuracy) + "  validation " +
                percentage(now.validation_accuracy.value_or(0)) + " (loss " + decimal(loss, 3) +
                ")";
    } else {
        line += "  validation " + decimal(loss, 3);
    }
    line += "  " + decimal(now.clips_per_s, 0) + " clips/s";
    if (now.time_left && now.time_left->count() > 0) {
        line += "  " + clock_text(static_cast<double>(now.time_left->count())) + " left";
    }
    return line + (now.best ? "  best" : "");
}

void print(const Json& json) {
    std::cout << json_text(json, -1) << std::flush;
}

}  // namespace

void TrainingReport::note(const std::string& text) {
    if (!speaks_ || !noted_.insert(text).second) return;
    line_.clear();
    if (json_) {
        print({{"event", "note"}, {"text", text}});
    } else {
        std::cout << text << std::endl;
    }
}

void TrainingReport::progress(const TrainingProgress& now) {
    if (!speaks_) return;
    if (!now.note.empty()) note(now.note);
    if (json_) {
        print(progress_json(now, labelled_));
        return;
    }
    if (now.epoch_done) {
        line_.clear();
        std::cout << epoch_text(now, labelled_) << std::endl;
        return;
    }
    const double epochs =
        now.epoch - 1 + static_cast<double>(now.batch) / static_cast<double>(now.batches);
    line_.show("epoch " + std::to_string(now.epoch) + "/" + std::to_string(now.epochs) + "  loss " +
                   decimal(now.loss, 3) + "  " + decimal(now.clips_per_s, 0) + " clips/s",
               epochs / now.epochs);
}

void TrainingReport::done(const Json& json, const std::string& text) {
    line_.clear();
    if (!speaks_) return;
    if (json_) {
        print(json);
    } else {
        std::cout << text << std::flush;
    }
}

void TrainingReport::preparing(const std::string& step, double fraction) {
    if (speaks_ && !json_) line_.show(step, fraction);
}

ExitCode run_training(const CommandContext& context, const std::string& name, const Ranks& ranks,
                      TrainingReport& report, const std::function<void()>& work) {
    try {
        work();
    } catch (const Cancelled&) {
        report.clear();
        if (ranks.writes() && training_was_interrupted(context.paths, name)) {
            print_failure("what was learnt is kept; the same command with --resume goes on");
        }
        throw;
    } catch (...) {
        report.clear();
        if (ranks.count() == 1) throw;
        print_failure(describe_current_exception());
        ranks.abort();
        return ExitCode::failed;
    }
    flush_output();
    return ExitCode::done;
}

}  // namespace spotter
