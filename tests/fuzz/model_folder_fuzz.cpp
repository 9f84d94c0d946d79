// Any bytes as a JSON file of a model folder that is whole otherwise; the first byte says which: an
// Error, or a model whose numbers make sense.
#include <array>
#include <filesystem>

#include "engine/core/error.h"
#include "engine/core/log.h"
#include "engine/model/model_folder.h"
#include "tests/temp_folder.h"

namespace fs = std::filesystem;

namespace {

constexpr std::array kFiles = {"config.json", "preprocessor_config.json", "spotter.json"};

bool makes_sense(const spotter::ModelInfo& model) {
    return !model.labels.empty() &&
           model.labels.size() == static_cast<std::size_t>(model.config.classes) &&
           model.image_size() > 0 && model.window.interval > spotter::MediaTime::zero() &&
           model.thresholds.exit <= model.thresholds.enter && model.temperature > 0;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const spotter::test::TempFolder folder;
    static const fs::path whole = SPOTTER_DEFAULT_MODEL;
    if (size == 0) return 0;
    spotter::set_log_level(spotter::LogLevel::off);
    fs::remove(folder / "model.safetensors");
    fs::create_symlink(whole / "model.safetensors", folder / "model.safetensors");
    for (const char* file : kFiles) {
        fs::copy_file(whole / file, folder / file, fs::copy_options::overwrite_existing);
    }
    spotter::test::write_bytes(folder / kFiles[data[0] % kFiles.size()],
                               {reinterpret_cast<const char*>(data + 1), size - 1});
    try {
        if (!makes_sense(spotter::read_model_folder(folder))) __builtin_trap();
    } catch (const spotter::Error&) {
    }
    return 0;
}
