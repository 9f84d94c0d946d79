#include <string>
#include <string_view>

#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "engine/pose/blazepose.h"

namespace spotter {
namespace {

constexpr const char* kStep = "load pose model";
constexpr const char* kRemedy = "run \"make\" again to fetch it";

std::filesystem::path checked(const std::filesystem::path& path, std::string_view sha256) {
    if (!std::filesystem::is_regular_file(path))
        throw Error(kStep, path.string(), "the file is missing", kRemedy);
    if (sha256_of_file(path, kStep) != sha256)
        throw Error(kStep, path.string(), "the file is damaged or another version",
                    "remove it and " + std::string(kRemedy));
    return path;
}

}  // namespace

PoseModelFiles pose_model_files(const std::filesystem::path& folder) {
    return {checked(folder / "pose_detection.tflite",
                    "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c"),
            checked(folder / "pose_landmark_full.tflite",
                    "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f")};
}

}  // namespace spotter
