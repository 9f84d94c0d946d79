#include <catch2/catch.hpp>

#include "engine/model/classifier.h"
#include "tests/model/model_files.h"

using namespace spotter;
using namespace spotter::test;

TEST_CASE("a build without LibTorch says so when a model is loaded") {
    const std::string error = error_of([] { load_classifier(videomae_preset("tiny"), {}); });
    CHECK_THAT(error, Catch::Matchers::Contains("built without LibTorch"));
    CHECK_FALSE(has_device(Device::cpu));
}
