#include "training/fit/trainable.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include <ATen/ATen.h>

#include "engine/core/error.h"
#include "engine/model/model_weights.h"
#include "engine/model/videomae_weights.h"

namespace spotter {
namespace {

constexpr double kDeviation = 0.02;
constexpr double kClassifierDeviation = 0.001;

// Normal values within two deviations, from a stream that is the same everywhere.
at::Tensor truncated_normal(at::IntArrayRef shape, double deviation, Random& random) {
    at::Tensor tensor = at::empty(shape, at::kFloat);
    auto* values = tensor.data_ptr<float>();
    for (std::int64_t i = 0; i < tensor.numel(); ++i) {
        double value = random.normal();
        while (std::abs(value) > 2) value = random.normal();
        values[i] = static_cast<float>(deviation * value);
    }
    return tensor;
}

at::Tensor fresh_tensor(const NamedShape& tensor, Random& random) {
    if (tensor.shape.size() > 1) {
        const bool last = tensor.name == "classifier.weight";
        return truncated_normal(tensor.shape, last ? kClassifierDeviation : kDeviation, random);
    }
    const bool norm =
        tensor.name.find("norm") != std::string::npos && tensor.name.ends_with(".weight");
    return norm ? at::ones(tensor.shape, at::kFloat) : at::zeros(tensor.shape, at::kFloat);
}

bool same_encoder(VideoMaeConfig a, const VideoMaeConfig& b) {
    return a.image_size == b.image_size && a.patch_size == b.patch_size &&
           a.tubelet_size == b.tubelet_size && a.frames == b.frames && a.channels == b.channels &&
           a.hidden_size == b.hidden_size && a.layers == b.layers && a.heads == b.heads &&
           a.intermediate_size == b.intermediate_size && a.query_value_bias == b.query_value_bias &&
           a.mean_pooling == b.mean_pooling;
}

// Rows of the base for labels that it knows; the others as they start from scratch.
Linear moved_classifier(const Linear& fresh, const Linear& base, const Labels& labels,
                        const Labels& base_labels) {
    Linear result{fresh.weight.clone(), fresh.bias.clone(), {}};
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const auto known = std::find(base_labels.begin(), base_labels.end(), labels[i]);
        if (known == base_labels.end()) continue;
        const auto to = static_cast<std::int64_t>(i);
        const std::int64_t from = known - base_labels.begin();
        result.weight[to].copy_(base.weight[from]);
        result.bias[to].copy_(base.bias[from]);
    }
    return result;
}

// Lists parameters with the settings that follow from their depth: 0 for patches, 1 … layers for
// the layers, layers + 1 for what comes after.
class ParameterList {
  public:
    explicit ParameterList(const TrainingPlan& plan, int layers) : plan_(plan), layers_(layers) {}

    void add(const std::string& name, at::Tensor& tensor, int depth, bool decays) {
        if (!tensor.defined()) return;
        tensor = tensor.detach().contiguous().requires_grad_(true);
        const double scale = std::pow(plan_.layer_decay, layers_ + 1 - depth);
        parameters.push_back({name, tensor, scale, decays, false});
    }
    void add(const std::string& name, Linear& linear, int depth) {
        add(name + ".weight", linear.weight, depth, true);
        add(name + ".bias", linear.bias, depth, false);
    }
    void add(const std::string& name, LayerNorm& norm, int depth) {
        add(name + ".weight", norm.weight, depth, false);
        add(name + ".bias", norm.bias, depth, false);
    }

    std::vector<Parameter> parameters;

  private:
    const TrainingPlan& plan_;
    const int layers_;
};

// Factors of branches: 0, or 1 / (1 - probability), (2 * layers, B).
at::Tensor branch_factors(const TrainingPlan& plan, int layers, int epoch,
                          const std::vector<std::size_t>& positions) {
    // Its own streams, apart from those that examples are drawn with.
    constexpr std::uint64_t kStream = 0x64726f70;
    const auto batch = static_cast<std::int64_t>(positions.size());
    at::Tensor factors = at::empty({2 * layers, batch}, at::kFloat);
    auto* values = factors.data_ptr<float>();
    for (std::int64_t b = 0; b < batch; ++b) {
        Random random = Random::of({plan.seed, kStream, static_cast<std::uint64_t>(epoch),
                                    positions[static_cast<std::size_t>(b)]});
        for (int branch = 0; branch < 2 * layers; ++branch) {
            const double p = plan.drop_path * (branch / 2) / std::max(1, layers - 1);
            values[branch * batch + b] = random.chance(p) ? 0.0F : static_cast<float>(1 / (1 - p));
        }
    }
    return factors;
}

}  // namespace

VideoMaeWeights fresh_weights(const VideoMaeConfig& config, std::uint64_t seed) {
    constexpr std::uint64_t kStream = 0x77656967;
    NamedTensors tensors;
    std::uint64_t number = 0;
    for (const NamedShape& tensor : classifier_tensors(config)) {
        Random random = Random::of({seed, kStream, number++});
        tensors[tensor.name] = fresh_tensor(tensor, random);
    }
    return weights_from_tensors(config, [&](const std::string& name) { return tensors.at(name); });
}

VideoMaeWeights starting_weights(const TrainingStart& start, std::uint64_t seed) {
    const VideoMaeConfig& config = start.model.config;
    VideoMaeWeights fresh = fresh_weights(config, seed);
    if (!start.base) return fresh;
    if (!same_encoder(config, start.base->config)) {
        throw Error("train", start.model.name, "the base model has another shape",
                    "train from a model with the same config.json");
    }
    const WeightFiles files(start.base->weight_files);
    check_shapes(files, start.base->config);
    check_values(files, start.base->config);
    VideoMaeWeights weights = weights_from_files(files, start.base->config);
    weights.config = config;
    weights.classifier = moved_classifier(fresh.classifier, weights.classifier, start.model.labels,
                                          start.base->labels);
    return weights;
}

std::vector<Parameter> parameters_of(VideoMaeWeights& weights, const TrainingPlan& plan) {
    const int layers = weights.config.layers;
    ParameterList list(plan, layers);
    if (plan.part == TrainedPart::full) list.add("patches", weights.patches, 0);
    int first = 0;
    if (plan.part == TrainedPart::head) first = layers;
    if (plan.part == TrainedPart::last) first = std::max(0, layers - plan.last_layers);
    for (int i = first; i < layers; ++i) {
        const std::string name = "layers." + std::to_string(i) + ".";
        LayerWeights& layer = weights.layers[static_cast<std::size_t>(i)];
        list.add(name + "before_attention", layer.before_attention, i + 1);
        list.add(name + "query_key_value", layer.query_key_value, i + 1);
        if (weights.config.query_value_bias) list.parameters.back().without_key = true;
        list.add(name + "attention_output", layer.attention_output, i + 1);
        list.add(name + "before_mlp", layer.before_mlp, i + 1);
        list.add(name + "up", layer.up, i + 1);
        list.add(name + "down", layer.down, i + 1);
    }
    if (plan.part != TrainedPart::head) list.add("final_norm", weights.final_norm, layers + 1);
    list.add("classifier", weights.classifier, layers + 1);
    return std::move(list.parameters);
}

BranchFilter drop_path_of(const TrainingPlan& plan, const VideoMaeConfig& config, int epoch,
                          const std::vector<std::size_t>& positions, at::Device device) {
    if (plan.drop_path == 0) return {};
    const at::Tensor factors = branch_factors(plan, config.layers, epoch, positions).to(device);
    // A layer's branches come one after the other: attention, then MLP.
    auto next = std::make_shared<std::int64_t>(0);
    return [factors, next](const at::Tensor& branch, int) {
        const at::Tensor factor = factors[(*next)++].view({-1, 1, 1});
        return branch * factor.to(branch.scalar_type());
    };
}

}  // namespace spotter
