#include "training/fit/trainable.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include <ATen/ATen.h>

#include "engine/core/error.h"
#include "engine/model/model_weights.h"
#include "engine/model/videomae_weights.h"
#include "training/fit/parameter_list.h"

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

// What only a classifier has; a masked autoencoder's folder lacks it.
bool belongs_to_head(const std::string& name) {
    return name.rfind("classifier.", 0) == 0 || name.rfind("fc_norm.", 0) == 0;
}

// The base's weights; what it has no head for starts from scratch.
VideoMaeWeights base_weights(const ModelInfo& base, std::uint64_t seed) {
    const WeightFiles files(base.weight_files);
    std::vector<NamedShape> found;
    std::vector<NamedShape> missing;
    for (const NamedShape& tensor : classifier_tensors(base.config)) {
        const bool fresh = belongs_to_head(tensor.name) && !files.find(tensor.name);
        (fresh ? missing : found).push_back(tensor);
    }
    check_shapes(files, found);
    check_values(files, found);
    NamedTensors tensors = fresh_tensors(missing, seed);
    for (const NamedShape& tensor : found) {
        tensors[tensor.name] = tensor_from_view(files.at(tensor.name));
    }
    return weights_from_tensors(base.config,
                                [&](const std::string& name) { return tensors.at(name); });
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

NamedTensors fresh_tensors(const std::vector<NamedShape>& shapes, std::uint64_t seed) {
    // A stream of its own, apart from those that examples are drawn with.
    constexpr std::uint64_t kStream = 0x77656967;
    NamedTensors tensors;
    std::uint64_t number = 0;
    for (const NamedShape& tensor : shapes) {
        Random random = Random::of({seed, kStream, number++});
        tensors[tensor.name] = fresh_tensor(tensor, random);
    }
    return tensors;
}

VideoMaeWeights fresh_weights(const VideoMaeConfig& config, std::uint64_t seed) {
    const NamedTensors tensors = fresh_tensors(classifier_tensors(config), seed);
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
    VideoMaeWeights weights = base_weights(*start.base, seed);
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
        list.add("layers." + std::to_string(i) + ".", weights.layers[static_cast<std::size_t>(i)],
                 i + 1);
    }
    if (plan.part != TrainedPart::head) list.add("final_norm", weights.final_norm, layers + 1);
    list.add("classifier", weights.classifier, layers + 1);
    return list.take();
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
