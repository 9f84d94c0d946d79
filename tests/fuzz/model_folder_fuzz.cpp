// Any bytes as the config.json or spotter.json of a model folder: an Error, or a model whose
// numbers make sense.
#include <filesystem>
#include <fstream>

#include "engine/core/error.h"
#include "engine/model/model_folder.h"
#include "tests/temp_folder.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const spotter::test::TempFolder folder;
    if (size == 0) return 0;
    const char* const name = data[0] % 2 == 0 ? "config.json" : "spotter.json";
    std::ofstream(folder / name, std::ios::binary)
        .write(reinterpret_cast<const char*>(data + 1), static_cast<std::streamsize>(size - 1));
    try {
        const spotter::ModelInfo info = spotter::read_model_folder(folder);
        if (info.labels.empty() || info.image_size() <= 0) __builtin_trap();
    } catch (const spotter::Error&) {
    }
    return 0;
}
