
#include <array>
#include <cstring>
#include <span>
#include <vector>

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/model/classifier.h"
#include "engine/model/safetensors.h"
#include "engine/model/safetensors_writer.h"
#include "tests/temp_folder.h"
#include "training/fit/deeper_weights.h"
#include "training/fit/first_outputs.h"
#include "training/fit/mixed_weights.h"

using namespace spotter;
using namespace spotter::test;
namespace fs = std::filesystem;

namespace {

const fs::path kShipped =
    fs::path(SPOTTER_TEST_DIR).parent_path() / "assets" / "models" / "default";

Clip noise_clip(int size) {
    Random random(5);
    Clip clip;
    for (int i = 0; i < 16; ++i) {
        auto picture = std::make_shared<Image>(size, size);
        for (std::size_t k = 0; k < picture->size_bytes(); ++k)
            picture->data()[k] = static_cast<std::uint8_t>(255 * random.uniform());
        clip.pictures.push_back(std::move(picture));
    }
    return clip;
}

void write_floats(const fs::path& file, const std::string& name, const std::vector<float>& values) {
    const TensorView tensor{
        DType::f32, {static_cast<std::int64_t>(values.size())}, std::as_bytes(std::span(values))};
    write_safetensors(file, {{name, tensor}}, {}, "write test");
}

}  // namespace

TEST_CASE("weights are mixed number by number") {
    const TempFolder home;
    write_floats(home / "a", "bias", {1, -2});
    write_floats(home / "b", "bias", {3, 2});
    write_mixed_weights(home / "a", home / "b", 0.25, home / "mixed");
    const SafeTensors mixed(home / "mixed");
    REQUIRE(mixed.find("bias") != nullptr);
    std::array<float, 2> values{};
    REQUIRE(mixed.find("bias")->bytes.size() == sizeof values);
    std::memcpy(values.data(), mixed.find("bias")->bytes.data(), sizeof values);
    CHECK(values == std::array{1.5F, -1.0F});
}

TEST_CASE("weights that do not match are not mixed") {
    const TempFolder home;
    write_floats(home / "a", "bias", {1, -2});
    write_floats(home / "longer", "bias", {1, 2, 3});
    write_floats(home / "other", "weight", {1, 2});
    for (const char* other : {"longer", "other"})
        CHECK_THROWS_AS(write_mixed_weights(home / "a", home / other, 0.5, home / "mixed"), Error);
    CHECK_FALSE(fs::exists(home / "mixed"));
}

TEST_CASE("a deeper model begins with saying what the shallower one says") {
    const TempFolder home;
    ModelInfo model = read_model_folder(kShipped);
    const Clip clip = noise_clip(model.config.image_size);
    const Scores before = load_classifier(model, {})->classify(clip);
    const int layers = model.config.layers;
    write_deeper_weights(kShipped / "model.safetensors", layers, layers + 2,
                         home / "deeper.safetensors");
    model.config.layers += 2;
    model.weight_files = {home / "deeper.safetensors"};
    const Scores after = load_classifier(model, {})->classify(clip);
    REQUIRE(after.size() == before.size());
    for (std::size_t i = 0; i < before.size(); ++i)
        CHECK(after[i] == Approx(before[i]).margin(1e-6));
}

TEST_CASE("the first outputs of a classifier say what they said") {
    const TempFolder home;
    ModelInfo model = read_model_folder(kShipped);
    const Clip clip = noise_clip(model.config.image_size);
    const Scores before = load_classifier(model, {})->classify(clip);
    write_first_outputs(kShipped / "model.safetensors", 3, home / "three.safetensors");
    model.labels.resize(3);
    model.config.classes = 3;
    model.weight_files = {home / "three.safetensors"};
    const Scores after = load_classifier(model, {})->classify(clip);
    REQUIRE(after.size() == 3);
    for (std::size_t i = 1; i < 3; ++i)
        CHECK(after[i] / after[0] == Approx(before[i] / before[0]).epsilon(1e-3));
    for (const std::size_t wrong : {std::size_t{0}, before.size() + 1}) {
        CHECK_THROWS_AS(write_first_outputs(kShipped / "model.safetensors", wrong, home / "none"),
                        Error);
    }
    write_floats(home / "a", "bias", {1, -2});
    CHECK_THROWS_AS(write_first_outputs(home / "a", 1, home / "none"), Error);
}

TEST_CASE("weights of another depth than told are refused") {
    const TempFolder home;
    const int layers = read_model_folder(kShipped).config.layers;
    for (const int wrong : {0, layers - 1, layers + 1}) {
        CHECK_THROWS_AS(write_deeper_weights(kShipped / "model.safetensors", wrong, wrong + 1,
                                             home / "deeper.safetensors"),
                        Error);
    }
}
