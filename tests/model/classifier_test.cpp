#include "engine/model/classifier.h"

#include <cmath>
#include <limits>
#include <numeric>
#include <thread>

#include <catch2/catch.hpp>

#include "tests/model/model_files.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;

namespace {

namespace fs = std::filesystem;

const ClassifierOptions kFloat32OnCpu{Device::cpu, Precision::float32, 0};

ModelInfo default_model() {
    return read_model_folder(fs::path(SPOTTER_TEST_DIR) / "../assets/models/default");
}

// Pictures of a pattern that moves; different for each `seed`.
Clip moving_clip(int frames, int size, int seed) {
    Clip clip;
    for (int t = 0; t < frames; ++t) {
        auto picture = std::make_shared<Image>(size, size);
        for (std::size_t i = 0; i < picture->size_bytes(); ++i) {
            picture->data()[i] =
                static_cast<std::uint8_t>((static_cast<int>(i) * (seed + 3) + t * 11) % 251);
        }
        clip.pictures.push_back(picture);
    }
    return clip;
}

float sum_of(const Scores& scores) {
    return std::accumulate(scores.begin(), scores.end(), 0.0F);
}

}  // namespace

TEST_CASE("a classifier gives one probability per label") {
    const auto classifier = load_classifier(default_model(), kFloat32OnCpu);
    CHECK(classifier->device() == Device::cpu);
    CHECK(classifier->precision() == Precision::float32);
    CHECK(classifier->labels().size() == 17);
    CHECK(classifier->window() == ClipWindow{});
    const Scores scores = classifier->classify(moving_clip(16, 64, 1));
    REQUIRE(scores.size() == 17);
    CHECK(sum_of(scores) == Approx(1));
}

TEST_CASE("bfloat16 agrees with float32 to within two hundredths") {
    const auto exact = load_classifier(default_model(), kFloat32OnCpu);
    const auto fast = load_classifier(default_model(), {Device::cpu, Precision::bfloat16, 0});
    CHECK(fast->precision() == Precision::bfloat16);
    const Clip clip = moving_clip(16, 64, 1);
    const Scores a = exact->classify(clip);
    const Scores b = fast->classify(clip);
    for (std::size_t k = 0; k < a.size(); ++k) CHECK(a[k] == Approx(b[k]).margin(0.02));
}

TEST_CASE("scores of a clip with its mirror image are the mean of both") {
    const auto classifier = load_classifier(default_model(), kFloat32OnCpu);
    Clip clip = moving_clip(16, 64, 1);
    const Clip other = moving_clip(16, 64, 2);
    const Scores a = classifier->classify(clip);
    const Scores b = classifier->classify(other);
    clip.mirrored = other.pictures;
    const Scores both = classifier->classify(clip);
    for (std::size_t k = 0; k < a.size(); ++k) CHECK(both[k] == Approx((a[k] + b[k]) / 2));
    clip.mirrored.pop_back();
    CHECK_THAT(error_of([&] { classifier->classify(clip); }), Contains("16 pictures of 64x64"));
}

TEST_CASE("a temperature makes scores less sure and keeps their order") {
    ModelInfo model = default_model();
    const Clip clip = moving_clip(16, 64, 1);
    const Scores sharp = load_classifier(model, kFloat32OnCpu)->classify(clip);
    model.temperature = 2;
    const Scores flat = load_classifier(model, kFloat32OnCpu)->classify(clip);
    // Scores are exp(logit / T) over their sum: ratios become their square roots.
    for (std::size_t k = 1; k < sharp.size(); ++k) {
        CHECK(std::log(flat[k] / flat[0]) ==
              Approx(std::log(sharp[k] / sharp[0]) / 2).margin(1e-4));
    }
    CHECK(sum_of(flat) == Approx(1));
}

TEST_CASE("a model that was loaded on one thread classifies on another") {
    const auto classifier = load_classifier(default_model(), {Device::cpu, Precision::float32, 1});
    const Clip clip = moving_clip(16, 64, 1);
    const Scores here = classifier->classify(clip);
    Scores there;
    std::thread([&] { there = classifier->classify(clip); }).join();
    for (std::size_t k = 0; k < here.size(); ++k) CHECK(here[k] == Approx(there[k]).margin(1e-5));
}

TEST_CASE("a clip that does not fit the model is refused") {
    const auto classifier = load_classifier(default_model(), kFloat32OnCpu);
    CHECK_THAT(error_of([&] { classifier->classify({}); }), Contains("16 pictures of 64x64"));
    CHECK_THAT(error_of([&] { classifier->classify(moving_clip(15, 64, 1)); }),
               Contains("16 pictures of 64x64"));
    CHECK_THAT(error_of([&] { classifier->classify(moving_clip(16, 32, 1)); }),
               Contains("16 pictures of 64x64"));
    Clip missing = moving_clip(16, 64, 1);
    missing.pictures[3] = nullptr;
    CHECK_THAT(error_of([&] { classifier->classify(missing); }), Contains("16 pictures of 64x64"));
}

TEST_CASE("weights that are not numbers, or overflow on the way, end in one line") {
    const TempFolder folder;
    write_tiny_model(folder);
    auto tensors = tiny_tensors();
    tensors["fc_norm.bias"].values[2] = std::numeric_limits<float>::infinity();
    write_safetensors(folder.path() / "model.safetensors", tensors);
    const ModelInfo model = read_model_folder(folder);
    CHECK_THAT(error_of([&] { load_classifier(model, kFloat32OnCpu); }),
               Contains("fc_norm.bias holds values that are not numbers"));
    tensors["fc_norm.bias"].values[2] = std::numeric_limits<float>::max();
    for (float& value : tensors["classifier.weight"].values) value = 1e30F;
    write_safetensors(folder.path() / "model.safetensors", tensors);
    const auto classifier = load_classifier(read_model_folder(folder), kFloat32OnCpu);
    CHECK_THAT(error_of([&] { classifier->classify(moving_clip(2, 16, 1)); }),
               Contains("the model's output is not a number"));
}

TEST_CASE("weights that changed after the folder was read are checked again") {
    const TempFolder folder;
    write_tiny_model(folder);
    const ModelInfo model = read_model_folder(folder);
    write_text(folder.path() / "model.safetensors", "short");
    CHECK_THAT(error_of([&] { load_classifier(model, kFloat32OnCpu); }), Contains("is cut off"));
}

TEST_CASE("a device that is not there is refused") {
    if (has_device(Device::cuda)) return;
    CHECK_THAT(error_of([] {
                   load_classifier(default_model(), {Device::cuda, {}, 0});
               }),
               Contains("there is no CUDA device"));
    CHECK(load_classifier(default_model(), {})->device() == Device::cpu);
}

TEST_CASE("a model without weights on disk gets random ones") {
    ModelInfo model = videomae_preset("tiny");
    model.config = tiny_shape();
    model.labels = {"a", "b"};
    const auto classifier = load_classifier(model, kFloat32OnCpu);
    CHECK(sum_of(classifier->classify(moving_clip(2, 16, 1))) == Approx(1));
}

TEST_CASE("device and precision names go both ways") {
    for (const Device device : {Device::automatic, Device::cpu, Device::cuda}) {
        CHECK(parse_device(to_string(device)) == device);
    }
    for (const Precision precision :
         {Precision::automatic, Precision::float32, Precision::bfloat16}) {
        CHECK(parse_precision(to_string(precision)) == precision);
    }
    CHECK_FALSE(parse_device("tpu"));
    CHECK_FALSE(parse_precision("int8"));
}
