#include "training/fit/checkpoint.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <nlohmann/json.hpp>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/model/json_fields.h"
#include "engine/model/safetensors_writer.h"

namespace spotter {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(EpochRecord, epoch, loss, train_accuracy, validation_loss,
                                   validation_accuracy, seconds, best)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Tally, loss, correct, count)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(TrainingState, epoch, batch, tally, worse_epochs, stopped_early,
                                   done, seconds, learning_seconds, clips_seen, epochs, best_epoch,
                                   best_accuracy, best_loss, best_confusion)

namespace {

constexpr const char* kStep = "keep training";
constexpr const char* kResume = "resume training";

TensorView view_of(const at::Tensor& tensor) {
    const std::span data(static_cast<const std::byte*>(tensor.const_data_ptr()), tensor.nbytes());
    return {DType::f32, tensor.sizes().vec(), data};
}

// Tensors as they are written: on the CPU, contiguous, float32.
std::vector<std::pair<std::string, at::Tensor>> written(
    const std::vector<std::pair<std::string, at::Tensor>>& tensors) {
    std::vector<std::pair<std::string, at::Tensor>> all;
    for (const auto& [name, tensor] : tensors) {
        all.emplace_back(name, tensor.detach().to(at::kCPU, at::kFloat).contiguous());
    }
    return all;
}

void write_tensors(const std::filesystem::path& file,
                   const std::vector<std::pair<std::string, at::Tensor>>& tensors,
                   const std::map<std::string, std::string>& metadata) {
    const auto kept = written(tensors);
    std::vector<NamedView> views;
    for (const auto& [name, tensor] : kept) views.push_back({name, view_of(tensor)});
    write_safetensors(file, views, metadata, kStep);
}

std::string log_text(const TrainingState& state) {
    std::string text;
    for (const EpochRecord& record : state.epochs) {
        text += nlohmann::json(record).dump() + "\n";
    }
    return text;
}

void check_same(const std::map<std::string, std::string>& found, const char* key,
                const std::string& wanted, const std::string& subject, const char* what) {
    const auto entry = found.find(key);
    if (entry != found.end() && entry->second == wanted) return;
    throw Error(kResume, subject, std::string("was made with ") + what,
                "start anew without --resume, or use what it was made with");
}

}  // namespace

TrainingIdentity identity_of(const TrainingPlan& plan, const TrainingStart& start) {
    std::string base;
    if (start.base) {
        for (const auto& file : start.base->weight_files) {
            base += short_path(file) + ":" + std::to_string(std::filesystem::file_size(file)) + ";";
        }
    }
    std::string plan_text = plan_json(plan);
    if (!start.kinds.empty()) plan_text += " kinds " + std::to_string(start.kinds.share);
    for (const int label : start.remembering.known)
        plan_text += " remembers " + std::to_string(label);
    if (start.pretraining) {
        plan_text += " mask " + std::to_string(start.pretraining->mask_ratio) + " decoder " +
                     std::to_string(start.pretraining->decoder.hidden_size) + "x" +
                     std::to_string(start.pretraining->decoder.layers);
    }
    return {plan_text, nlohmann::json(start.model.labels).dump(), start.examples_id, base};
}

std::filesystem::path best_file(const std::filesystem::path& work) {
    return work / "best.safetensors";
}
std::filesystem::path log_file(const std::filesystem::path& work) {
    return work / "log.jsonl";
}

void save_checkpoint(const std::filesystem::path& work, const Learner& learner,
                     const TrainingState& state, const TrainingIdentity& identity) {
    const std::map<std::string, std::string> metadata = {
        {"plan", identity.plan},
        {"labels", identity.labels},
        {"examples", identity.examples},
        {"base", identity.base},
        {"state", nlohmann::json(state).dump()},
        {"steps", std::to_string(learner.steps())},
        {"parts", std::to_string(learner.parts())}};
    write_tensors(checkpoint_file(work), learner.state(), metadata);
    write_atomically(log_file(work), log_text(state), kStep);
}

bool load_checkpoint(const std::filesystem::path& work, const TrainingIdentity& identity,
                     Learner& learner, TrainingState& state) {
    const std::filesystem::path path = checkpoint_file(work);
    if (!std::filesystem::exists(path)) return false;
    const std::string subject = short_path(path);
    const SafeTensors file(path);
    const auto& metadata = file.metadata();
    check_same(metadata, "plan", identity.plan, subject, "other settings");
    check_same(metadata, "labels", identity.labels, subject, "other labels");
    check_same(metadata, "base", identity.base, subject, "another base model");
    check_same(metadata, "examples", identity.examples, subject, "other clips");
    const at::NoGradGuard no_gradients;
    for (auto& [name, tensor] : learner.state()) {
        const TensorView* found = file.find(name);
        if (!found || found->type != DType::f32 ||
            at::IntArrayRef(found->shape) != tensor.sizes()) {
            throw Error(kResume, subject, "tensor " + name + " is missing or has another shape");
        }
        tensor.copy_(tensor_from_view(*found));
    }
    try {
        nlohmann::json::parse(metadata.at("state")).get_to(state);
        learner.set_steps(std::stoll(metadata.at("steps")));
        learner.set_parts(std::stoi(metadata.at("parts")));
    } catch (const std::exception&) {
        throw Error(kResume, subject, "its state cannot be read", "start anew without --resume");
    }
    return true;
}

void save_best(const std::filesystem::path& work, const NamedTensors& weights) {
    write_tensors(best_file(work), {weights.begin(), weights.end()}, {{"format", "pt"}});
}

}  // namespace spotter
