// Any bytes as a ZIP of a stranger: an Error, or entries whose names stay inside, each of which
// comes out whole or is refused.
#include <filesystem>
#include <string>

#include <sys/mman.h>
#include <unistd.h>

#include "engine/core/error.h"
#include "tests/temp_folder.h"
#include "training/data/archive.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const int file = memfd_create("fuzz", 0);
    static const std::string path = "/proc/self/fd/" + std::to_string(file);
    static const spotter::test::TempFolder folder;
    static const std::filesystem::path out = folder / "out";
    if (ftruncate(file, 0) != 0 || pwrite(file, data, size, 0) != static_cast<ssize_t>(size)) {
        return 0;
    }
    const spotter::ArchiveLimits limits = {100, 1 << 20, 4 << 20, 100};
    try {
        spotter::Archive archive(path, limits);
        const spotter::JobToken token;
        for (const spotter::ArchiveEntry& entry : archive.entries()) {
            const std::filesystem::path name = entry.name;
            if (name.is_absolute() || *name.lexically_normal().begin() == "..") __builtin_trap();
            std::filesystem::remove(out);
            const bool whole = !archive.extract(entry, out, token);
            if (std::filesystem::exists(out) != whole) __builtin_trap();
            if (whole && std::filesystem::file_size(out) != entry.inflated) __builtin_trap();
        }
    } catch (const spotter::Error&) {
    }
    return 0;
}
