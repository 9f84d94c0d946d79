#include "app/model_store.h"

#include <filesystem>

#include <catch2/catch.hpp>

#include "app/recognizer.h"
#include "engine/core/error.h"
#include "engine/model/classifier.h"
#include "tests/capture/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

struct Stores {
    Stores() {
        paths.data = folder / "data";
        paths.assets = SPOTTER_TEST_DIR "/../assets";
    }
    fs::path shipped() const { return paths.assets / "models" / "default"; }

    const TempFolder folder;
    Paths paths;
};

[[maybe_unused]] std::size_t entries_in(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
}

}  // namespace

TEST_CASE("models are found by name and by folder") {
    const Stores stores;
    CHECK(find_model(stores.paths, "default").name == "default");
    CHECK(find_model(stores.paths, stores.shipped().string()).labels.size() > 1);
    CHECK_THROWS_WITH(find_model(stores.paths, "nobody"), Contains("use one of: default"));
}

TEST_CASE("what is no model folder is not imported, and leaves nothing behind") {
    const Stores stores;
    fs::create_directories(stores.folder / "broken");
    CHECK_THROWS_AS(import_model(stores.paths, stores.folder / "broken", "broken", false), Error);
    fs::copy(stores.shipped(), stores.folder / "half");
    fs::permissions(stores.folder / "half", fs::perms::owner_all);
    fs::remove(stores.folder / "half/model.safetensors");
    CHECK_THROWS_AS(import_model(stores.paths, stores.folder / "half", "half", false), Error);
    CHECK_FALSE(fs::exists(stores.paths.data / "models"));
    CHECK_THROWS_WITH(import_model(stores.paths, stores.shipped(), "../up", false),
                      Contains("letters, digits"));
    CHECK_THROWS_AS(import_model(stores.paths, stores.shipped(), ".hidden", false), Error);
}

TEST_CASE("cores are shared without asking for more than there are") {
    const ThreadShares live = share_threads(4, 1, 100);
    CHECK(live.classifier == 4);
    CHECK(live.pose == 2);
    const ThreadShares small = share_threads(2, 1, 0.1);
    CHECK(small.classifier + small.pose == 2);
    const ThreadShares many = share_threads(4, 4, 0.1);
    CHECK(many.pose == 1);
    CHECK(many.classifier == 1);
    CHECK(share_threads(1, 3, 100).pose == 1);
}

#ifdef SPOTTER_TEST_TORCH
TEST_CASE("an imported model is used by its name, and replaced only when asked to") {
    const Stores stores;
    const ModelInfo imported = import_model(stores.paths, stores.shipped(), "mine", false);
    CHECK(imported.name == "mine");
    CHECK(entries_in(stores.paths.data / "models") == 1);
    CHECK(find_model(stores.paths, "mine").labels == imported.labels);
    CHECK_FALSE(fs::exists(stores.paths.data / "models/mine/.part"));

    CHECK_THROWS_WITH(import_model(stores.paths, stores.shipped(), "mine", false),
                      Contains("--force"));
    CHECK_NOTHROW(import_model(stores.paths, stores.shipped(), "mine", true));
    CHECK(entries_in(stores.paths.data / "models") == 1);
    REQUIRE(list_models(stores.paths).size() == 2);
    CHECK(list_models(stores.paths)[1].name == "mine");
    CHECK_FALSE(list_models(stores.paths)[1].shipped);
}

TEST_CASE("a user's model hides a shipped one of its name") {
    const Stores stores;
    import_model(stores.paths, stores.shipped(), "default", false);
    REQUIRE(list_models(stores.paths).size() == 1);
    CHECK_FALSE(list_models(stores.paths)[0].shipped);
}
#endif
