// Any bytes as a safetensors file: either an Error, or tensors whose bytes can all be read.
#include <string>

#include <sys/mman.h>
#include <unistd.h>

#include "engine/core/error.h"
#include "engine/model/safetensors.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const int file = memfd_create("fuzz", 0);
    static const std::string path = "/proc/self/fd/" + std::to_string(file);
    if (ftruncate(file, 0) != 0 || pwrite(file, data, size, 0) != static_cast<ssize_t>(size)) {
        return 0;
    }
    try {
        const spotter::SafeTensors tensors(path);
        for (const auto& [name, tensor] : tensors.tensors()) {
            std::size_t values = 1;
            for (const std::int64_t side : tensor.shape) values *= static_cast<std::size_t>(side);
            if (values * spotter::byte_size(tensor.type) != tensor.bytes.size()) __builtin_trap();
            spotter::all_finite(tensor);
        }
    } catch (const spotter::Error&) {
    }
    return 0;
}
