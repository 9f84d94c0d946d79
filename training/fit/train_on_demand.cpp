#include "engine/model/torch_library.h"
#include "training/fit/torch_training.h"

// A build with LibTorch, which is loaded when it is first asked for.
namespace spotter {
namespace {

const TorchTraining& torch_training(const std::string& model) {
    static const TorchTraining& training = *torch_function<decltype(spotter_torch_training)>(
        "libspotter_fit_torch.so", "spotter_torch_training", "train", model)();
    return training;
}

}  // namespace

TrainingResult train(const TrainingPlan& plan, const TrainingStart& start, const ExampleSet& train,
                     const ExampleSet& validation, JobToken& token,
                     const std::function<void(const TrainingProgress&)>& on_progress) {
    return torch_training(start.model.name).run(plan, start, train, validation, token, on_progress);
}

}  // namespace spotter
