#include <filesystem>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/app/program.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
namespace fs = std::filesystem;

namespace {

const std::string kDefaultModel = SPOTTER_TEST_DIR "/../assets/models/default";

bool sees_torch(const std::string& library) {
    return library.size() > 9 && library.substr(library.size() - 9) == "_torch.so";
}

// The program with the libraries that lie beside it, but for those that see LibTorch.
fs::path copy_without_torch(const fs::path& folder) {
    const fs::path program = SPOTTER_PROGRAM;
    fs::copy_file(program, folder / program.filename());
    for (const auto& entry : fs::directory_iterator(program.parent_path())) {
        const fs::path& file = entry.path();
        if (file.extension() == ".so" && !sees_torch(file.string())) {
            fs::copy_file(file, folder / file.filename());
        }
    }
    return folder / program.filename();
}

}  // namespace

TEST_CASE("LibTorch is loaded by commands that use a model, and by no others") {
    const TempFolder home;
    Environment traced;
    traced.values = {{"LD_DEBUG", "libs"}};  // names every library that is loaded
    for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
             {"--version"}, {"sessions", "list"}, {"models", "list"}}) {
        INFO(command.front());
        const Finished run = run_program(home / "", command, traced);
        CHECK_THAT(run.err, Contains("libspotter_model.so"));
        CHECK_THAT(run.err, !Contains("libtorch"));
    }
    const Finished import =
        run_program(home / "", {"models", "import", kDefaultModel, "--name", "mine"}, traced);
    CHECK_THAT(import.err, Contains("libtorch_cpu.so"));
}

TEST_CASE("where LibTorch cannot be loaded, one line says so, and what needs no model works") {
    const TempFolder home;
    Environment copied;
    copied.program = copy_without_torch(home);
    const Finished list = run_program(home / "", {"sessions", "list"}, copied);
    CHECK(list.code == 0);
    const Finished import =
        run_program(home / "", {"models", "import", kDefaultModel, "--name", "mine"}, copied);
    CHECK(import.code == 1);
    CHECK_THAT(import.err, StartsWith("spotter: load model: default: LibTorch cannot be loaded: "
                                      "libspotter_model_torch.so: cannot open"));
    CHECK_THAT(import.err, Contains("; build Spotter again"));
    CHECK(lines_in(import.err) == 1);
}
