#include "engine/core/error.h"
#include "training/fit/train.h"

// A build without LibTorch: everything about training but training itself.
namespace spotter {

TrainingResult train(const TrainingPlan&, const TrainingStart& start, const ExampleSet&,
                     const ExampleSet&, JobToken&,
                     const std::function<void(const TrainingProgress&)>&) {
    throw Error("train", start.model.name, "this build of Spotter has no LibTorch",
                "use a build with it");
}

}  // namespace spotter
