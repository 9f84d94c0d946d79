#include "engine/model/safetensors.h"

#include <cstring>
#include <fstream>
#include <limits>

#include <catch2/catch.hpp>

#include "tests/model/model_files.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;

namespace {

// What reading a file with this header and so many data bytes throws.
std::string error_of_header(const std::string& header, std::size_t data_bytes) {
    const TempFolder folder;
    const auto file = folder.path() / "model.safetensors";
    write_raw_safetensors(file, header, data_bytes);
    return error_of([&] { SafeTensors{file}; });
}

std::string error_of_bytes(const std::string& bytes) {
    const TempFolder folder;
    const auto file = folder.path() / "model.safetensors";
    write_text(file, bytes);
    return error_of([&] { SafeTensors{file}; });
}

const std::string kOne = R"("a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]})";

}  // namespace

TEST_CASE("safetensors give back names, shapes, bytes and metadata") {
    const TempFolder folder;
    const auto file = folder.path() / "model.safetensors";
    write_raw_safetensors(file,
                          R"({"__metadata__":{"format":"pt"},"b":{"dtype":"U8","shape":[1,3],)"
                          R"("data_offsets":[8,11]},"empty":{"dtype":"F32","shape":[0,4],)"
                          R"("data_offsets":[8,8]},"scalar":{"dtype":"F64","shape":[],)"
                          R"("data_offsets":[0,8]}}   )",
                          11);
    const SafeTensors tensors(file);
    CHECK(tensors.metadata().at("format") == "pt");
    REQUIRE(tensors.find("b"));
    CHECK(tensors.find("b")->shape == std::vector<std::int64_t>{1, 3});
    CHECK(tensors.find("b")->bytes.size() == 3);
    CHECK(tensors.find("scalar")->type == DType::f64);
    CHECK(tensors.find("scalar")->shape.empty());
    CHECK(tensors.find("empty")->bytes.empty());
    CHECK(tensors.find("c") == nullptr);
}

TEST_CASE("a header that claims 10 TB is refused without an allocation") {
    const std::uint64_t length = 10'000'000'000'000;
    std::string bytes(8, '\0');
    std::memcpy(bytes.data(), &length, 8);
    CHECK_THAT(error_of_bytes(bytes + "{}"), Contains("claims a header of 10000000000000 bytes"));
}

TEST_CASE("a safetensors file that is empty, short or cut off is refused") {
    CHECK_THAT(error_of_bytes(""), Contains("is cut off"));
    CHECK_THAT(error_of_bytes(std::string(7, '\0')), Contains("is cut off"));
    CHECK_THAT(error_of_bytes(std::string("\x40\0\0\0\0\0\0\0{}", 10)),
               Contains("header is cut off"));
    CHECK_THAT(error_of_header("{" + kOne + "}", 7), Contains("lies outside the file"));
}

TEST_CASE("a missing file and a folder are refused") {
    const TempFolder folder;
    CHECK_THAT(error_of([&] { SafeTensors{folder.path() / "none.safetensors"}; }),
               Contains("No such file"));
    CHECK_THAT(error_of([&] { SafeTensors{folder.path()}; }), Contains("is not a file"));
}

TEST_CASE("a header that is not a JSON object is refused") {
    CHECK_THAT(error_of_header("[" + kOne + "]", 8), Contains("does not start with {"));
    CHECK_THAT(error_of_header(" {" + kOne + "}", 8), Contains("does not start with {"));
    CHECK_THAT(error_of_header("{" + kOne, 8), Contains("is not valid JSON"));
    CHECK_THAT(error_of_header("{" + kOne + "} x", 8), Contains("is not valid JSON"));
    CHECK_THAT(error_of_header("{\"\xff\":1}", 8), Contains("is not valid JSON"));
    CHECK_THAT(error_of_header("{\"a\":" + std::string(100'000, '['), 8),
               Contains("nested too deeply"));
}

TEST_CASE("a name or field that stands twice is refused") {
    CHECK_THAT(error_of_header("{" + kOne + "," + kOne + "}", 8), Contains("stands twice"));
    CHECK_THAT(error_of_header(
                   R"({"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 8),
               Contains("stands twice"));
}

TEST_CASE("metadata that is not text is refused") {
    CHECK_THAT(error_of_header(R"({"__metadata__":{"n":1},)" + kOne + "}", 8),
               Contains("__metadata__"));
    CHECK_THAT(error_of_header(R"({"__metadata__":[],)" + kOne + "}", 8), Contains("__metadata__"));
}

TEST_CASE("a shape whose size overflows is refused") {
    CHECK_THAT(error_of_header(R"({"a":{"dtype":"F32","shape":[4194305,4194305,211106198978564],)"
                               R"("data_offsets":[0,16]}})",
                               16),
               Contains("too large"));
    CHECK_THAT(
        error_of_header(
            R"({"a":{"dtype":"U8","shape":[18446744073709551615],"data_offsets":[0,8]}})", 8),
        Contains("too large"));
}

TEST_CASE("negative, fractional and text numbers are refused") {
    for (const char* bad : {"-1", "-0", "1.0", "1e3", "\"1\"", "null", "18446744073709551616"}) {
        INFO(bad);
        CHECK_THAT(error_of_header(std::string(R"({"a":{"dtype":"F32","shape":[)") + bad +
                                       R"(],"data_offsets":[0,8]}})",
                                   8),
                   Contains("not a whole number"));
        CHECK_THAT(
            error_of_header(
                std::string(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[)") + bad + ",8]}}",
                8),
            Contains("not a whole number"));
    }
}

TEST_CASE("offsets that are reversed, outside, overlapping or leave holes are refused") {
    const auto two = [](const std::string& a, const std::string& b) {
        return R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[)" + a +
               R"(]},"b":{"dtype":"F32","shape":[2],"data_offsets":[)" + b + "]}}";
    };
    CHECK(error_of_header(two("8,16", "0,8"), 16).empty());
    CHECK_THAT(error_of_header(two("8,0", "8,16"), 16), Contains("outside the file"));
    CHECK_THAT(error_of_header(two("0,8", "16,24"), 16), Contains("outside the file"));
    CHECK_THAT(error_of_header(two("0,8", "4,12"), 12), Contains("overlaps"));
    CHECK_THAT(error_of_header(two("0,8", "0,8"), 8), Contains("overlaps"));
    CHECK_THAT(error_of_header(two("0,8", "12,20"), 20), Contains("hole"));
    CHECK_THAT(error_of_header(two("4,12", "12,20"), 20), Contains("hole"));
    CHECK_THAT(error_of_header(two("0,8", "8,16"), 17), Contains("belong to no tensor"));
    CHECK_THAT(error_of_header("{}", 1), Contains("belong to no tensor"));
}

TEST_CASE("a tensor of unknown type, wrong size or wrong fields is refused") {
    CHECK_THAT(error_of_header(R"({"a":{"dtype":"Q4","shape":[2],"data_offsets":[0,8]}})", 8),
               Contains("unknown dtype \"Q4\""));
    CHECK_THAT(error_of_header(R"({"a":{"dtype":7,"shape":[2],"data_offsets":[0,8]}})", 8),
               Contains("unknown dtype 7"));
    CHECK_THAT(error_of_header(R"({"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})", 8),
               Contains("disagrees with its size"));
    CHECK_THAT(error_of_header(R"({"a":{"dtype":"F32","shape":[2]}})", 8),
               Contains("does not have exactly"));
    CHECK_THAT(
        error_of_header(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}})", 8),
        Contains("does not have exactly"));
    CHECK_THAT(error_of_header(R"({"a":3})", 8), Contains("does not have exactly"));
    CHECK_THAT(error_of_header(R"({"a":{"dtype":"F32","shape":2,"data_offsets":[0,8]}})", 8),
               Contains("not a list"));
    CHECK_THAT(error_of_header(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}})", 8),
               Contains("two data_offsets"));
}

TEST_CASE("values that are not numbers are found in every floating-point type") {
    const auto finite = [](DType type, const void* value, std::size_t size) {
        TensorView view;
        view.type = type;
        view.bytes = {static_cast<const std::byte*>(value), size};
        return all_finite(view);
    };
    for (const float value : {1.5F, -0.0F, std::numeric_limits<float>::max(),
                              std::numeric_limits<float>::denorm_min()}) {
        CHECK(finite(DType::f32, &value, sizeof value));
    }
    for (const float value :
         {std::numeric_limits<float>::infinity(), -std::numeric_limits<float>::infinity(),
          std::numeric_limits<float>::quiet_NaN()}) {
        CHECK_FALSE(finite(DType::f32, &value, sizeof value));
    }
    const double bad = std::numeric_limits<double>::quiet_NaN();
    CHECK_FALSE(finite(DType::f64, &bad, sizeof bad));
    CHECK(finite(DType::i64, &bad, sizeof bad));
    const std::uint16_t half_infinity = 0x7c00;
    CHECK_FALSE(finite(DType::f16, &half_infinity, 2));
    CHECK(finite(DType::bf16, &half_infinity, 2));
    const std::uint16_t brain_nan = 0xff81;
    CHECK_FALSE(finite(DType::bf16, &brain_nan, 2));
}
