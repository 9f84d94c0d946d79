#include "app/model_store.h"

#include <algorithm>
#include <filesystem>

#include <catch2/catch.hpp>

#include "app/model_card.h"
#include "app/recognizer.h"
#include "engine/core/error.h"
#include "engine/model/classifier.h"
#include "tests/file_size_limit.h"
#include "tests/temp_folder.h"

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
    std::size_t shipped_count() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(paths.assets / "models"), {}));
    }

    const TempFolder folder;
    Paths paths;
};

[[maybe_unused]] std::size_t entries_in(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
}

[[maybe_unused]] StoredModel named(const std::vector<StoredModel>& models,
                                   const std::string& name) {
    const auto found = std::ranges::find(models, name, &StoredModel::name);
    REQUIRE(found != models.end());
    return *found;
}

}  // namespace

TEST_CASE("models are found by name and by folder") {
    const Stores stores;
    CHECK(find_model(stores.paths, "default").name == "default");
    CHECK(find_model(stores.paths, stores.shipped().string()).labels.size() > 1);
    CHECK_THROWS_WITH(find_model(stores.paths, "nobody"), Contains("use one of: default"));
    const fs::path pickled = stores.folder / "model.bin";
    write_bytes(pickled, "x");
    CHECK_THROWS_WITH(find_model(stores.paths, pickled.string()), Contains("can run code"));
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
TEST_CASE("a disk that is full while a model is imported is said, and leaves nothing behind") {
    const Stores stores;
    std::string failure;
    try {
        const FileSizeLimit full(100);
        import_model(stores.paths, stores.shipped(), "mine", false);
    } catch (const Error& error) {
        failure = error.what();
    }
    CHECK_THAT(failure, Contains("import model") && Contains("free space"));
    CHECK(fs::is_empty(stores.paths.data / "models"));
}

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
    const auto all = list_models(stores.paths);
    REQUIRE(all.size() == stores.shipped_count() + 1);
    CHECK_FALSE(named(all, "mine").shipped);
}

TEST_CASE("a user's model hides a shipped one of its name") {
    const Stores stores;
    import_model(stores.paths, stores.shipped(), "default", false);
    const auto all = list_models(stores.paths);
    REQUIRE(all.size() == stores.shipped_count());
    CHECK_FALSE(named(all, "default").shipped);
}
#endif

TEST_CASE("an exported model is a model, as a folder and as a zip") {
    const Stores stores;
    const fs::path folder = stores.folder / "copy";
    export_model(stores.paths, "default", folder);
    CHECK(read_model_folder(folder).labels == find_model(stores.paths, "default").labels);
    CHECK(fs::exists(folder / "README.md"));
    export_model(stores.paths, "default", stores.folder / "copy.zip");
    const std::string archive = bytes_of(stores.folder / "copy.zip");
    CHECK(archive.starts_with("PK"));
    CHECK_THAT(archive, Contains("copy/model.safetensors"));
    CHECK(entries_in(stores.folder / "") == 2);
    CHECK_THROWS_WITH(export_model(stores.paths, "default", folder), Contains("there already"));
    CHECK_THROWS_WITH(export_model(stores.paths, "default", stores.folder / "no/where"),
                      Contains("make the folder first"));
}

TEST_CASE("a deleted model can be brought back, and the shipped one cannot be deleted") {
    const Stores stores;
    const fs::path mine = stores.paths.data / "models/mine";
    fs::create_directories(mine.parent_path());
    fs::copy(stores.shipped(), mine);
    const fs::path trashed = delete_model(stores.paths, "mine");
    CHECK(list_models(stores.paths).size() == stores.shipped_count());
    CHECK_FALSE(fs::exists(mine));
    CHECK(read_model_folder(trashed).labels.size() > 1);
    fs::copy(stores.shipped(), mine);
    CHECK(delete_model(stores.paths, "mine") != trashed);
    CHECK_THROWS_WITH(delete_model(stores.paths, "mine"), Contains("no model of this name"));
    CHECK_THROWS_WITH(delete_model(stores.paths, "default"), Contains("comes with Spotter"));
    CHECK_THROWS_WITH(delete_model(stores.paths, "../models"), Contains("no model of this name"));
}

TEST_CASE("a model's licence is read from its card or its licence file") {
    const TempFolder folder;
    CHECK(model_licence(folder / "").empty());
    write_bytes(folder / "LICENSE", "\n  MIT License\n\nCopyright\n");
    CHECK(model_licence(folder / "") == "MIT License");
    write_bytes(folder / "README.md", "---\ntags: [a]\nlicense: \"cc-by-4.0\"\n---\n# Card\n");
    CHECK(model_licence(folder / "") == "cc-by-4.0");
    write_bytes(folder / "README.md", "# Card\nlicense: nonsense\n");
    CHECK(model_licence(folder / "") == "MIT License");
}
