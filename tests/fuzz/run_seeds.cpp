// Runs a fuzz target without libFuzzer, on every file of a folder, whole and cut off in many
// places. Harm ends the program: a trap, or what the sanitizers see.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>

#include "tests/temp_folder.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    constexpr std::size_t kCuts = 50;
    std::size_t files = 0;
    for (const auto& file : std::filesystem::directory_iterator(argv[1])) {
        const std::string bytes = spotter::test::bytes_of(file.path());
        std::printf("%s\n", file.path().filename().c_str());
        std::fflush(stdout);  // the last one named is the one that did harm
        const auto* const data = reinterpret_cast<const std::uint8_t*>(bytes.data());
        const std::size_t step = std::max<std::size_t>(1, bytes.size() / kCuts);
        for (std::size_t cut = 0; cut < bytes.size(); cut += step) {
            LLVMFuzzerTestOneInput(data, bytes.size() - cut);
        }
        ++files;
    }
    return files > 0 ? 0 : 1;
}
