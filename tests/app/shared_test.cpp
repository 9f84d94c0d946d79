#include <cstdlib>
#include <filesystem>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/app/program.h"
#include "tests/temp_folder.h"

using namespace spotter::test;

TEST_CASE("exercises in generated videos are recognised end to end", "[shared]") {
    const std::filesystem::path clips = SPOTTER_SHARED_DIR "/data/generated";
    if (!std::filesystem::exists(clips)) {
        if (std::getenv("SPOTTER_REQUIRE_SHARED") != nullptr) FAIL(clips << " is missing");
        WARN("left out: " << clips << " is missing");
        return;
    }
    const TempFolder home;
    const Finished run =
        run_program(home / "", {"predict", "--json", (clips / "bicep_curl").string(),
                                (clips / "lateral_raise").string(), (clips / "push_up").string()});
    INFO(run.err);
    REQUIRE(run.code == 0);
    int right = 0;
    int count = 0;
    for (const auto& entry : nlohmann::json::parse(run.out)) {
        const std::string truth =
            std::filesystem::path(entry["file"].get<std::string>()).parent_path().filename();
        right += entry["label"] == truth;
        ++count;
    }
    INFO(right << " of " << count << " right");
    CHECK(count >= 5);
    CHECK(right * 4 >= count * 3);
}
