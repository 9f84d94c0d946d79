#include "app/window/file_choice.h"

#include <catch2/catch.hpp>

using namespace spotter;
namespace fs = std::filesystem;

namespace {

FolderListing listing(const fs::path& folder, const std::vector<std::string>& folders,
                      const std::vector<std::string>& files) {
    FolderListing out;
    out.folder = folder;
    const auto add = [&](const std::string& name, bool is_folder) {
        FileRow row;
        row.name = row.folded = name;
        row.folder = is_folder;
        out.rows.push_back(row);
        out.names.insert(name);
    };
    for (const std::string& name : folders) add(name, true);
    for (const std::string& name : files) add(name, false);
    return out;
}

FileChoice choice_of(FileWish wish, bool may_replace = false) {
    FileRequest request;
    request.button = "Open";
    request.wish = wish;
    request.name = wish == FileWish::save ? "new.zip" : "";
    request.may_replace = may_replace;
    FileChoice out(request);
    out.take(listing("/v", {"monday", "tuesday"}, {"a.mp4", "b.mp4", "c.mp4"}));
    return out;
}

using Paths = std::vector<fs::path>;

}  // namespace

TEST_CASE("Enter goes into a folder and chooses a file") {
    FileChoice choice = choice_of(FileWish::file);
    CHECK(choice.enter().chosen.empty());
    CHECK(choice.press().go_to.empty());
    choice.move(1, false);
    CHECK(choice.enter().go_to == "/v/monday");
    CHECK(choice.press().go_to == "/v/monday");
    CHECK(choice.button_text() == "Open folder");
    choice.move(2, false);
    CHECK(choice.enter().chosen == Paths{"/v/a.mp4"});
    CHECK(choice.button_text() == "Open");
}

TEST_CASE("the cursor stays in the list, and comes in from either end") {
    FileChoice choice = choice_of(FileWish::file);
    choice.move(-1, false);
    CHECK(choice.cursor() == 4);
    choice.move(12, false);
    CHECK(choice.cursor() == 4);
    choice.move(-12, false);
    CHECK(choice.cursor() == 0);
    choice.take(listing("/v", {}, {}));
    CHECK(choice.cursor() == -1);
    choice.move(1, false);
    CHECK(choice.cursor() == -1);
}

TEST_CASE("several are chosen only where several can be") {
    FileChoice one = choice_of(FileWish::file);
    one.click(2, RowClick::only);
    one.click(4, RowClick::toggle);
    CHECK(one.press().chosen == Paths{"/v/c.mp4"});
    one.choose_all();
    CHECK(one.press().chosen == Paths{"/v/c.mp4"});
    FileChoice several = choice_of(FileWish::files);
    several.click(2, RowClick::only);
    several.click(4, RowClick::toggle);
    CHECK(several.press().chosen == Paths{"/v/a.mp4", "/v/c.mp4"});
    CHECK(several.status() == "2 chosen");
    several.click(4, RowClick::toggle);
    CHECK(several.press().chosen == Paths{"/v/a.mp4"});
    several.click(1, RowClick::only);
    several.move(2, true);
    // A folder among files is none of them.
    CHECK(several.press().chosen == Paths{"/v/a.mp4", "/v/b.mp4"});
    CHECK(several.enter().chosen.size() == 2);
    several.choose_all();
    CHECK(several.press().chosen.size() == 3);
}

TEST_CASE("where folders can be chosen, the one that is shown is, unless one in it is") {
    for (const FileWish wish : {FileWish::folder, FileWish::sources}) {
        FileChoice choice = choice_of(wish);
        CHECK(choice.press().chosen == Paths{"/v"});
        CHECK(choice.button_text() == "Choose this folder");
        choice.click(1, RowClick::only);
        CHECK(choice.press().chosen == Paths{"/v/tuesday"});
        CHECK(choice.button_text() == "Open");
        CHECK(choice.enter().go_to == "/v/tuesday");
    }
    FileChoice sources = choice_of(FileWish::sources);
    sources.choose_all();
    CHECK(sources.press().chosen.size() == 5);
}

TEST_CASE("the filter looks anywhere in a name, in any case, and selects the first") {
    FileChoice choice = choice_of(FileWish::file);
    choice.set_filter("B.M");
    CHECK(choice.shown() == std::vector<int>{3});
    CHECK(choice.enter().chosen == Paths{"/v/b.mp4"});
    CHECK(choice.status() == "1 of 5");
    choice.set_filter("ü");
    CHECK(choice.shown().empty());
    CHECK(choice.enter().chosen.empty());
    choice.set_filter("");
    CHECK(choice.shown().size() == 5);
    CHECK(choice.cursor() == -1);
}

TEST_CASE("a folder that is read again keeps what is selected and filtered, another does not") {
    FileChoice choice = choice_of(FileWish::files);
    choice.set_filter("mp4");
    choice.click(1, RowClick::only);
    choice.take(listing("/v", {"monday"}, {"a.mp4", "aa.mp4", "b.mp4"}));
    CHECK(choice.press().chosen == Paths{"/v/b.mp4"});
    CHECK(choice.cursor() == 2);
    choice.take(listing("/v", {}, {"a.mp4"}));
    CHECK(choice.press().chosen.empty());
    CHECK(choice.filter() == "mp4");
    choice.take(listing("/v/monday", {}, {"a.mp4"}));
    CHECK(choice.filter().empty());
    CHECK(choice.cursor() == -1);
    choice.take(listing("/v", {"friday", "monday"}, {}));
    CHECK(choice.cursor() == 1);
    CHECK(choice.enter().go_to == "/v/monday");
}

TEST_CASE("the file that was asked for is selected") {
    FileChoice choice = choice_of(FileWish::file);
    FolderListing other = listing("/w", {"x"}, {"a.mp4", "b.mp4"});
    other.named = "b.mp4";
    choice.take(other);
    CHECK(choice.enter().chosen == Paths{"/w/b.mp4"});
}

TEST_CASE("nothing is chosen in a folder that could not be read") {
    for (const FileWish wish : {FileWish::sources, FileWish::folder, FileWish::save}) {
        FileChoice choice = choice_of(wish);
        FolderListing gone;
        gone.folder = "/v/gone";
        gone.failure = "The folder “gone” is not there";
        choice.take(gone);
        CHECK(choice.press().chosen.empty());
        CHECK(choice.status().empty());
    }
}

TEST_CASE("what is saved has a new name, or replaces after a question, or is refused") {
    FileChoice asks = choice_of(FileWish::save, true);
    CHECK(asks.press().chosen == Paths{"/v/new.zip"});
    CHECK_FALSE(asks.press().ask);
    CHECK(asks.in_the_way().empty());
    asks.click(2, RowClick::only);
    CHECK(asks.name() == "a.mp4");
    CHECK(asks.press().ask);
    CHECK(asks.press().chosen == Paths{"/v/a.mp4"});
    CHECK(asks.in_the_way() == "“a.mp4” is there already");

    FileChoice refuses = choice_of(FileWish::save);
    refuses.set_name("a.mp4");
    CHECK(refuses.press().chosen.empty());
    CHECK(refuses.in_the_way() == "“a.mp4” is there already; choose another name");
    refuses.set_name("  ");
    CHECK(refuses.press().chosen.empty());
    CHECK(refuses.in_the_way().empty());
    refuses.set_name("monday");
    CHECK(refuses.press().go_to == "/v/monday");
    CHECK(refuses.in_the_way().empty());
    refuses.set_name("/tmp/b.zip");
    CHECK(refuses.press().chosen == Paths{"/tmp/b.zip"});
}

TEST_CASE("Enter saves under the typed name, and goes into the folder under the cursor") {
    FileChoice choice = choice_of(FileWish::save);
    CHECK(choice.enter().chosen == Paths{"/v/new.zip"});
    choice.move(1, false);
    CHECK(choice.name() == "new.zip");
    CHECK(choice.enter().go_to == "/v/monday");
    choice.set_name("newer.zip");
    CHECK(choice.enter().chosen == Paths{"/v/newer.zip"});
}

TEST_CASE("a line says what is in the folder") {
    FileChoice choice = choice_of(FileWish::file);
    CHECK(choice.status() == "2 folders, 3 files");
    FolderListing other = listing("/w", {}, {});
    other.left_out = 1;
    choice.take(other);
    CHECK(choice.status() == "1 file is not shown");
    FolderListing more = listing("/x", {"one"}, {});
    more.left_out = 40;
    choice.take(more);
    CHECK(choice.status() == "1 folder, 40 other files are not shown");
}
