#include "app/paths.h"

#include <map>
#include <string>

#include <catch2/catch.hpp>

#include "app/typed_path.h"
#include "engine/core/error.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;

namespace {

Environment environment(std::map<std::string, std::string> values) {
    return [values = std::move(values)](const char* name) -> std::optional<std::string> {
        const auto found = values.find(name);
        if (found == values.end()) return std::nullopt;
        return found->second;
    };
}

}  // namespace

TEST_CASE("the user's folders follow the XDG specification") {
    const Paths home = find_paths(environment({{"HOME", "/home/ann"}}), {}, {});
    CHECK(home.data == "/home/ann/.local/share/spotter");
    CHECK(home.config_file == "/home/ann/.config/spotter/config.toml");
    CHECK(home.cache == "/home/ann/.cache/spotter");

    const Paths xdg = find_paths(
        environment({{"HOME", "/home/ann"}, {"XDG_DATA_HOME", "/d"}, {"XDG_CONFIG_HOME", "/c"}}),
        {}, {});
    CHECK(xdg.data == "/d/spotter");
    CHECK(xdg.config_file == "/c/spotter/config.toml");

    const Paths relative =
        find_paths(environment({{"HOME", "/home/ann"}, {"XDG_DATA_HOME", "data"}}), {}, {});
    CHECK(relative.data == "/home/ann/.local/share/spotter");
}

TEST_CASE("a flag stands above the environment") {
    const auto variables = environment({{"HOME", "/home/ann"}, {"SPOTTER_DATA_DIR", "/mine"}});
    CHECK(find_paths(variables, {}, {}).data == "/mine");
    CHECK(find_paths(variables, "/flag", {}).data == "/flag");
}

TEST_CASE("named folders that are missing are refused") {
    CHECK_THROWS_AS(find_paths(environment({}), {}, {}), Error);
    CHECK_THROWS_AS(
        find_paths(environment({{"HOME", "/h"}, {"SPOTTER_ASSETS", "/no/such/folder"}}), {}, {}),
        Error);
    CHECK_THROWS_AS(find_paths(environment({{"HOME", "/h"}}), {}, "/no/such.toml"), Error);
}

TEST_CASE("assets come from where the environment says, with their pose models") {
    const TempFolder folder;
    std::filesystem::create_directories(folder / "pose");
    const Paths paths = find_paths(
        environment({{"HOME", "/h"}, {"SPOTTER_ASSETS", (folder / "").string()}}), {}, {});
    CHECK(paths.assets == folder / "");
    CHECK(paths.pose == folder / "pose");
}

TEST_CASE("a path that is typed may begin with the user's home") {
    const Environment home = environment({{"HOME", "/home/me"}});
    CHECK(typed_path("~/a b.csv", home) == "/home/me/a b.csv");
    CHECK(typed_path(" ~ ", home) == "/home/me");
    CHECK(typed_path("/tmp/~/x", home) == "/tmp/~/x");
    CHECK(typed_path("~other/x", home) == "~other/x");
    CHECK(typed_path("  rel/x.mp4\n", home) == "rel/x.mp4");
    CHECK(typed_path(" \t", home).empty());
    CHECK(typed_path("~/x", environment({})) == "~/x");
}

TEST_CASE("a path is taken as file managers and shells write it") {
    const Environment home = environment({{"HOME", "/home/me"}});
    CHECK(typed_path("'/videos/a b.mp4' ", home) == "/videos/a b.mp4");
    CHECK(typed_path("\"~/a.mp4\"", home) == "/home/me/a.mp4");
    CHECK(typed_path("'", home) == "'");
    CHECK(typed_path("/a/it's", home) == "/a/it's");
    CHECK(typed_path("file:///videos/a%20b%C3%A9.mp4\r\n", home) == "/videos/a b\u00E9.mp4");
    CHECK(typed_path("file:///50%", home) == "/50%");
    CHECK(typed_path("http://camera/a%20b", home) == "http://camera/a%20b");
}
