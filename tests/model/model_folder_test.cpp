#include "engine/model/model_folder.h"

#include <limits>

#include <catch2/catch.hpp>

#include "engine/model/model_weights.h"
#include "tests/model/model_files.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;

namespace {

namespace fs = std::filesystem;

std::string error_of_folder(const fs::path& folder) {
    return error_of([&] { read_model_folder(folder); });
}

// What reading the smallest model throws when its config.json is this.
std::string error_of_config(const std::string& config) {
    const TempFolder folder;
    write_tiny_model(folder);
    write_text(folder.path() / "config.json", config);
    return error_of_folder(folder);
}

std::string error_of_manifest(const std::string& manifest) {
    const TempFolder folder;
    write_tiny_model(folder);
    write_text(folder.path() / "spotter.json", manifest);
    return error_of_folder(folder);
}

std::string error_of_preprocessor(const std::string& text) {
    const TempFolder folder;
    write_tiny_model(folder);
    write_text(folder.path() / "preprocessor_config.json", text);
    return error_of_folder(folder);
}

std::string error_of_tensors(const std::function<void(std::map<std::string, FloatTensor>&)>& edit) {
    const TempFolder folder;
    write_tiny_model(folder);
    auto tensors = tiny_tensors();
    edit(tensors);
    write_safetensors(folder.path() / "model.safetensors", tensors);
    return error_of_folder(folder);
}

}  // namespace

TEST_CASE("a folder without a manifest is a centred rgb model with the labels of its config") {
    const TempFolder folder;
    write_tiny_model(folder);
    const ModelInfo model = read_model_folder(folder);
    CHECK(model.name == folder.path().filename());
    CHECK(model.labels == Labels{"squat", "rest"});
    CHECK(model.idle_labels == Labels{"rest"});
    CHECK(model.input == ModelInput::rgb);
    CHECK(model.framing == Framing::center);
    CHECK(model.window == ClipWindow{2, from_seconds(4.0 / 30.0)});
    CHECK(model.preprocessing.shortest_edge == 16);
    CHECK(model.preprocessing.mean[0] == 0.485);
    CHECK_FALSE(model.trained);
}

TEST_CASE("a manifest sets labels, input, window, thresholds and origin") {
    const TempFolder folder;
    write_tiny_model(folder);
    write_text(folder.path() / "spotter.json",
               R"({"format": 1, "labels": ["a", "b"], "idle_labels": ["b"],
                   "frame_interval_s": 0.1, "input": "rgb", "framing": "person",
                   "thresholds": {"enter": 0.7, "exit": 0.3, "dwell_s": 1}, "temperature": 1.5,
                   "mirror": true,
                   "trained": {"dataset": "mine", "dataset_sha256": "ab",
                               "epoch_chosen_on": "validation", "test": {"correct": 7, "total": 9}}})");
    const ModelInfo model = read_model_folder(folder.path().string() + "/");
    CHECK(model.name == folder.path().filename());
    CHECK(model.labels == Labels{"a", "b"});
    CHECK(model.idle_labels == Labels{"b"});
    CHECK(model.window.interval == from_seconds(0.1));
    CHECK(model.framing == Framing::person);
    CHECK(model.thresholds.enter == 0.7);
    CHECK(model.thresholds.exit == 0.3);
    CHECK(model.thresholds.dwell_s == 1);
    CHECK(model.temperature == 1.5);
    CHECK(model.mirror);
    REQUIRE(model.trained);
    CHECK(model.trained->dataset == "mine");
    CHECK(model.trained->dataset_sha256 == "ab");
    CHECK(model.trained->epoch_chosen_on == "validation");
    CHECK(model.trained->test_correct == 7);
}

TEST_CASE("both spellings of the bias setting are read") {
    for (const char* setting : {R"("qv_bias": false)", R"("qkv_bias": false)"}) {
        const TempFolder folder;
        write_tiny_model(folder);
        write_text(folder.path() / "config.json",
                   replaced(tiny_config(), R"("qv_bias": true)", setting));
        CHECK_FALSE(read_model_folder(folder).config.query_value_bias);
    }
}

TEST_CASE("every way to write the preprocessor's size is read") {
    for (const char* size : {R"({"shortest_edge": 20})", R"({"height": 20, "width": 20})", "20"}) {
        const TempFolder folder;
        write_tiny_model(folder);
        write_text(folder.path() / "preprocessor_config.json",
                   std::string(R"({"size": )") + size +
                       R"(, "crop_size": {"height": 16, "width": 16}, "do_normalize": false})");
        const Preprocessing read = read_model_folder(folder).preprocessing;
        CHECK(read.shortest_edge == 20);
        CHECK(read.crop_size == 16);
        CHECK(read.mean[2] == 0);
        CHECK(read.deviation[2] == 1);
    }
}

TEST_CASE("a folder that is not there, or not a folder, is refused") {
    const TempFolder folder;
    CHECK_THAT(error_of_folder(folder.path() / "none"), Contains("there is no such folder"));
    write_text(folder.path() / "file", "x");
    CHECK_THAT(error_of_folder(folder.path() / "file"), Contains("is not a folder"));
    CHECK_THAT(error_of_folder(folder), Contains("config.json: is missing"));
    write_text(folder.path() / "config.json", tiny_config());
    CHECK_THAT(error_of_folder(folder), Contains("model.safetensors is missing"));
}

TEST_CASE("pickled and scripted weights are refused with a hint") {
    for (const char* name : {"pytorch_model.bin", "model.pt", "model.pth", "model.pt2"}) {
        const TempFolder folder;
        write_text(folder.path() / "config.json", tiny_config());
        write_text(folder.path() / name, "x");
        CHECK_THAT(error_of_folder(folder),
                   Contains(name) && Contains("convert the weights to model.safetensors"));
        CHECK_THAT(error_of_folder(folder.path() / name),
                   Contains("convert the weights to model.safetensors"));
    }
}

TEST_CASE("a config with sizes that are zero, negative, broken or absurd is refused by name") {
    const auto with = [](const std::string& from, const std::string& to) {
        return error_of_config(replaced(tiny_config(), from, to));
    };
    CHECK_THAT(with("\"hidden_size\": 4", "\"hidden_size\": 0"), Contains("hidden_size is 0"));
    CHECK_THAT(with("\"num_frames\": 2", "\"num_frames\": -16"), Contains("num_frames is -16"));
    CHECK_THAT(with("\"image_size\": 16", "\"image_size\": 1e999"), Contains("not valid JSON"));
    CHECK_THAT(with("\"image_size\": 16", "\"image_size\": 16.5"), Contains("image_size is 16.5"));
    CHECK_THAT(with("\"image_size\": 16", "\"image_size\": \"16\""), Contains("image_size is"));
    CHECK_THAT(with("\"patch_size\": 8", "\"patch_size\": 17"), Contains("patch_size is 17"));
    CHECK_THAT(with("\"tubelet_size\": 2", "\"tubelet_size\": 3"), Contains("tubelet_size is 3"));
    CHECK_THAT(with("\"num_attention_heads\": 2", "\"num_attention_heads\": 3"),
               Contains("does not divide hidden_size"));
    CHECK_THAT(with("\"num_hidden_layers\": 1", "\"num_hidden_layers\": 99999999999"),
               Contains("num_hidden_layers is 99999999999"));
    CHECK_THAT(
        with("\"image_size\": 16, \"patch_size\": 8", "\"image_size\": 1024, \"patch_size\": 1"),
        Contains("too much memory"));
    CHECK_THAT(with("\"hidden_act\": \"gelu\"", "\"hidden_act\": \"relu\""), Contains("gelu"));
    CHECK_THAT(with("\"model_type\": \"videomae\"", "\"model_type\": \"vit\""),
               Contains("must be videomae"));
    CHECK_THAT(with("\"use_mean_pooling\": true", "\"use_mean_pooling\": 1"),
               Contains("must be true or false"));
    CHECK_THAT(with("\"hidden_size\": 4", "\"hidden_size\": 4, \"hidden_size\": 4"),
               Contains("stands twice"));
    CHECK_THAT(error_of_config(""), Contains("not valid JSON"));
    CHECK_THAT(error_of_config("[]"), Contains("is not a JSON object"));
}

TEST_CASE("labels that repeat, have gaps or disagree with the classifier are refused") {
    const auto with = [](const std::string& labels) {
        return error_of_config(replaced(tiny_config(), R"({"0": "squat", "1": "rest"})", labels));
    };
    CHECK_THAT(with(R"({"0": "squat", "1": "squat"})"), Contains("label squat stands twice"));
    CHECK_THAT(with(R"({"0": "squat", "2": "rest"})"), Contains("none for 1"));
    CHECK_THAT(with(R"({"0": "squat", "1": ""})"), Contains("a label is empty"));
    CHECK_THAT(with(R"({"0": "squat", "1": "a\nb"})"), Contains("not printable"));
    CHECK_THAT(with(R"({"0": "squat", "1": 1})"), Contains("must be a text"));
    CHECK_THAT(with("{}"), Contains("there are no labels"));
    CHECK_THAT(with(R"({"0": "squat", "1": "rest", "2": "other"})"),
               Contains("the classifier has 2 outputs but config.json has 3 labels"));
}

TEST_CASE("weights that are missing, misshapen or of another type are refused by name") {
    CHECK_THAT(error_of_tensors([](auto& t) { t.erase("fc_norm.bias"); }),
               Contains("tensor fc_norm.bias is missing"));
    CHECK_THAT(error_of_tensors([](auto& t) { t.erase("classifier.weight"); }),
               Contains("this is not a classifier"));
    CHECK_THAT(error_of_tensors([](auto& t) {
                   t["fc_norm.bias"] = {{2, 2}, {0, 0, 0, 0}};
               }),
               Contains("fc_norm.bias is [2, 2] but config.json asks for [4]"));
    CHECK(error_of_tensors([](auto& t) { t["extra"] = {{1}, {0}}; }).empty());
}

TEST_CASE("weights that are not numbers are refused by name") {
    const TempFolder folder;
    auto tensors = tiny_tensors();
    tensors["fc_norm.bias"].values[2] = std::numeric_limits<float>::quiet_NaN();
    write_safetensors(folder.path() / "model.safetensors", tensors);
    const WeightFiles weights({folder.path() / "model.safetensors"});
    CHECK_THAT(error_of([&] { check_values(weights, tiny_shape()); }),
               Contains("fc_norm.bias holds values that are not numbers"));
}

TEST_CASE("shards are read together, and an index may not leave the folder") {
    const TempFolder folder;
    write_text(folder.path() / "config.json", tiny_config());
    std::map<std::string, FloatTensor> first = tiny_tensors(), second;
    for (const char* name : {"classifier.bias", "fc_norm.weight"}) {
        second.insert(first.extract(name));
    }
    write_safetensors(folder.path() / "one.safetensors", first);
    write_safetensors(folder.path() / "two.safetensors", second);
    const auto index = folder.path() / "model.safetensors.index.json";
    const std::string good =
        R"({"weight_map": {"classifier.bias": "two.safetensors", "x": "one.safetensors"}})";
    write_text(index, good);
    CHECK(read_model_folder(folder).weight_files.size() == 2);
    for (const char* bad : {"../two.safetensors", "/two.safetensors", "a\\\\two.safetensors",
                            "two.bin", "", "..", "two.safetensors\\u0000"}) {
        write_text(index, replaced(good, "two.safetensors", bad));
        CHECK_THAT(error_of_folder(folder), Contains("safetensors file of this folder"));
    }
    write_text(index, replaced(good, "two.safetensors", "three.safetensors"));
    CHECK_THAT(error_of_folder(folder), Contains("three.safetensors is missing"));
    write_text(index, "{}");
    CHECK_THAT(error_of_folder(folder), Contains("weight_map is missing"));
    write_text(index, good);
    write_safetensors(folder.path() / "two.safetensors", tiny_tensors());
    CHECK_THAT(error_of_folder(folder), Contains("is in two files"));
}

TEST_CASE("a preprocessor that disagrees with the model is refused") {
    CHECK_THAT(error_of_preprocessor(R"({"crop_size": {"height": 32, "width": 32}})"),
               Contains("crop_size is 32 but the model takes 16"));
    CHECK_THAT(error_of_preprocessor(R"({"size": {"shortest_edge": 8}})"),
               Contains("smaller than crop_size"));
    CHECK_THAT(error_of_preprocessor(R"({"image_std": [1, 0, 1]})"), Contains("image_std"));
    CHECK_THAT(error_of_preprocessor(R"({"image_mean": [1, 1]})"), Contains("three numbers"));
    CHECK_THAT(error_of_preprocessor(R"({"resample": 3})"), Contains("resample is 3"));
    CHECK_THAT(error_of_preprocessor(R"({"size": {"height": 16, "width": 18}})"),
               Contains("not square"));
}

TEST_CASE("a manifest with a wrong field is refused by name") {
    CHECK_THAT(error_of_manifest("{}"), Contains("format is missing"));
    CHECK_THAT(error_of_manifest(R"({"format": 2})"), Contains("needs a newer Spotter"));
    const auto with = [](const std::string& field) {
        return error_of_manifest(R"({"format": 1, )" + field + "}");
    };
    CHECK_THAT(with(R"("labels": ["a"])"), Contains("labels are 1 but the model has 2 outputs"));
    CHECK_THAT(with(R"("labels": ["a", "a"])"), Contains("label a stands twice"));
    CHECK_THAT(with(R"("labels": "a")"), Contains("must be a list of texts"));
    CHECK_THAT(with(R"("idle_labels": ["x"])"), Contains("not one of the labels"));
    CHECK_THAT(with(R"("frame_interval_s": 0)"), Contains("frame_interval_s is 0"));
    CHECK_THAT(with(R"("input": "depth")"), Contains("must be skeleton or rgb"));
    CHECK_THAT(with(R"("framing": "left")"), Contains("must be center or person"));
    CHECK_THAT(with(R"("thresholds": {"enter": 1.5})"), Contains("thresholds.enter is 1.5"));
    CHECK_THAT(with(R"("thresholds": {"enter": 0.4, "exit": 0.6})"), Contains("above enter"));
    CHECK_THAT(with(R"("temperature": 0)"), Contains("temperature is 0"));
    CHECK_THAT(with(R"("thresholds": [])"), Contains("thresholds is not a JSON object"));
    CHECK_THAT(with(R"("trained": {"test": {"correct": 9, "total": 7}})"),
               Contains("trained.test.correct is 9"));
}

TEST_CASE("presets have the published sizes and cost") {
    CHECK(videomae_preset("base").gflop() == Approx(361).margin(1));
    CHECK(videomae_preset("small").gflop() == Approx(114).margin(1));
    CHECK(videomae_preset("tiny").gflop() == Approx(40).margin(1));
    CHECK(videomae_preset("base").parameters() == Approx(86.5e6).epsilon(0.01));
    CHECK(videomae_preset("base").weight_files.empty());
    CHECK_THAT(error_of([] { videomae_preset("huge"); }), Contains("no such preset"));
}

TEST_CASE("the shipped model is whole, in half precision, and needs the pose") {
    const ModelInfo model =
        read_model_folder(fs::path(SPOTTER_TEST_DIR) / "../assets/models/default");
    CHECK(model.labels.size() == 17);
    CHECK(model.idle_labels == Labels{"rest", "other"});
    CHECK(model.input == ModelInput::skeleton);
    CHECK(model.image_size() == 64);
    CHECK(model.window == ClipWindow{});
    CHECK(fs::file_size(model.weight_files.front()) < 12'000'000);
    CHECK(model.parameters() == Approx(1.39e6).epsilon(0.01));
    const WeightFiles weights(model.weight_files);
    CHECK_NOTHROW(check_values(weights, model.config));
}
