#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/chart.h"
#include "ui/choice_view.h"

// Teach → Train: from clips to a model.
namespace spotter {

enum class TrainPhase {
    empty,    // there is too little to learn from: `first` says what to do
    ready,    // the form can be filled in
    running,  // poses are found, then epochs
    done,
    failed,  // `failure` says why
};

enum class LearningPart { automatic, head, last, full };

struct TrainForm {
    int base = 0;  // index into bases
    LearningPart part = LearningPart::automatic;
    std::string name;   // of the new model
    int epochs = 0;     // 0: as suits the part
    bool more = false;  // the rest is unfolded
    int last_layers = 2;
    double lr = 0;  // 0: as suits the part, and so on
    int batch = 0;
    int patience = -1;  // -1: as suits the part; 0: never stops early
    int seed = 1;
    bool keep = true;  // labels of the base, where they can be
};

// What the automatic values of the form come to.
struct TrainDefaults {
    std::string reason;  // why this part learns, one sentence
    int epochs = 0;
    double lr = 0;
    int batch = 0;
    int patience = 0;
};

// Values by epoch, from the first.
struct TrainCurves {
    std::vector<double> train_loss;
    std::vector<double> validation_loss;
    std::vector<double> train_accuracy;
    std::vector<double> validation_accuracy;
};

struct TrainProgressView {
    std::string step;  // "Finding poses", "Epoch 3 of 20, batch 12 of 40"
    double fraction = -1;
    int epochs = 0;
    double clips_per_s = 0;
    std::optional<double> left_s;
    TrainCurves curves;
    MatrixView confusion;  // of the last epoch that was measured
    std::string note;      // a batch that was halved
    bool stopping = false;
};

struct TrainResultView {
    std::string model;
    double accuracy = 0;  // on the clips that chose the epoch
    int best_epoch = 0;
    bool stopped_early = false;
    double seconds = 0;
    bool in_use = false;  // live already uses it
    bool loading = false;
    bool on_training =
        false;  // no clips were set aside: those that it learned from chose the epoch
};

struct TrainView {
    TrainPhase phase = TrainPhase::empty;
    std::string first;
    int train_clips = 0;
    int validation_clips = 0;
    ChoiceView bases;
    int keepable = 0;     // labels of the base that can be kept without clips
    std::string forgets;  // labels of the base that the new model will not know, "Plank, Row"
    TrainForm form;
    TrainDefaults defaults;
    std::string problem;         // why it cannot be started as it is; empty: it can
    bool can_resume = false;     // a training of that name was interrupted
    TrainProgressView progress;  // of the one that runs, or of the last one
    std::string failure;
    std::optional<TrainResultView> result;
};

struct TrainActions {
    std::optional<TrainForm> edit;
    bool start = false;
    bool resume = false;
    bool cancel = false;
    bool use = false;  // switch live to the new model
    bool open_report = false;
    bool open_clips = false;
    bool again = false;  // back to the form
};

}  // namespace spotter
