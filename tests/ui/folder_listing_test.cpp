#include "app/window/folder_listing.h"

#include <catch2/catch.hpp>
#include <sys/types.h>
#include <unistd.h>

#include "app/window/file_places.h"
#include "app/window/last_folders.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
namespace fs = std::filesystem;

namespace {

FolderListing listed(const fs::path& path, FileKind kind = FileKind::any, bool climb = false) {
    JobToken token;
    return list_folder({path, kind, climb, std::nullopt}, token);
}

std::vector<std::string> names_of(const FolderListing& listing) {
    std::vector<std::string> out;
    for (const FileRow& row : listing.rows) out.push_back(row.name);
    return out;
}

// Whoever may look everywhere is somebody else meanwhile.
struct NoRights {
    const bool all = ::geteuid() == 0 && ::seteuid(65534) == 0;
    ~NoRights() {
        if (all) [[maybe_unused]]
            const int back = ::seteuid(0);
    }
};

}  // namespace

TEST_CASE("a folder lists folders first, then the files of the kind, as people count") {
    const TempFolder folder;
    fs::create_directories(folder / "day 10");
    fs::create_directories(folder / "Day 2");
    fs::create_directories(folder / ".hidden");
    for (const char* name : {"b10.mp4", "B2.MOV", "a.zip", "log.jsonl", ".b.mp4", "notes.txt"}) {
        write_bytes(folder / name, "12345");
    }
    using Names = std::vector<std::string>;
    const FolderListing videos = listed(folder, FileKind::videos);
    CHECK(names_of(videos) == Names{"Day 2", "day 10", "B2.MOV", "b10.mp4"});
    CHECK(videos.left_out == 3);
    CHECK(videos.rows[0].folder);
    CHECK(videos.rows[2].bytes == 5);
    CHECK(videos.rows[2].changed_s > 0);
    CHECK(videos.failure.empty());
    CHECK(videos.names.contains(".b.mp4"));
    CHECK(names_of(listed(folder, FileKind::videos_and_zips)).size() == 5);
    CHECK(names_of(listed(folder, FileKind::logs)) == Names{"Day 2", "day 10", "log.jsonl"});
    CHECK(names_of(listed(folder, FileKind::folders_alone)) == Names{"Day 2", "day 10"});
    CHECK(names_of(listed(folder)).size() == 7);
}

TEST_CASE("a link to a folder is one, and a link to nowhere is nothing") {
    const TempFolder folder;
    fs::create_directories(folder / "real");
    fs::create_directory_symlink(folder / "real", folder / "link");
    fs::create_symlink(folder / "gone", folder / "broken.mp4");
    const FolderListing listing = listed(folder);
    REQUIRE(listing.rows.size() == 2);
    CHECK(listing.rows[0].name == "link");
    CHECK(listing.rows[0].folder);
}

TEST_CASE("the path of a file lists its folder and names it") {
    const TempFolder folder;
    write_bytes(folder / "a.mp4", "x");
    const FolderListing listing = listed(folder / "a.mp4");
    CHECK(listing.folder == folder.path());
    CHECK(listing.named == "a.mp4");
    CHECK(listed(folder.path().string() + "/").folder == folder.path());
    CHECK(listed("/").folder == "/");
    CHECK(listed("/").failure.empty());
}

TEST_CASE("a folder that is gone is said, or the nearest above it is listed") {
    const TempFolder folder;
    const fs::path gone = folder / "gone";
    const FolderListing listing = listed(gone / "deep");
    CHECK(listing.failure == "The folder “deep” is not there");
    CHECK(listing.rows.empty());
    CHECK(listed(gone / "deep", FileKind::any, true).folder == folder.path());
    CHECK(listed(gone / "deep", FileKind::any, true).failure.empty());
}

TEST_CASE("a folder without rights is said in a line") {
    const TempFolder folder;
    fs::create_directories(folder / "private");
    fs::permissions(folder.path(), fs::perms::all);
    fs::permissions(folder / "private", fs::perms::none);
    FolderListing listing;
    {
        const NoRights nobody;
        listing = listed(folder / "private");
    }
    CHECK(listing.failure == "You have no right to look into “private”");
}

TEST_CASE("a folder that did not change is not read again") {
    const TempFolder folder;
    write_bytes(folder / "a.mp4", "x");
    JobToken token;
    FolderQuery query{folder.path(), FileKind::any, false, listed(folder).changed_at};
    CHECK(list_folder(query, token).unchanged);
    query.changed_since = *query.changed_since - std::chrono::seconds(1);
    const FolderListing again = list_folder(query, token);
    CHECK_FALSE(again.unchanged);
    CHECK(again.rows.size() == 1);
}

TEST_CASE("reading a folder is cancelled between two files") {
    const TempFolder folder;
    write_bytes(folder / "a.mp4", "x");
    std::stop_source stop;
    stop.request_stop();
    JobToken token(stop.get_token());
    CHECK_THROWS_AS(list_folder({folder.path()}, token), Cancelled);
}

TEST_CASE("places are the home folder, what the desktop calls videos, and what is mounted") {
    const TempFolder home;
    for (const char* name : {"Vidéos", "Downloads", ".config"}) {
        fs::create_directories(home / name);
    }
    write_bytes(home.path() / ".config/user-dirs.dirs",
                "# a comment\nXDG_VIDEOS_DIR=\"$HOME/Vidéos\"\nXDG_DOWNLOAD_DIR=\"$HOME/Gone\"\n");
    write_bytes(home / "mounts",
                "proc /proc proc rw 0 0\n/dev/sdb1 /media/anna/SD\\040CARD vfat rw 0 0\n"
                "/dev/sdb1 /media/anna/SD\\040CARD vfat rw 0 0\nbroken\n");
    const Environment environment = [&](const char* name) -> std::optional<std::string> {
        if (std::string(name) == "HOME") return home.path().string();
        return std::nullopt;
    };
    const std::vector<FilePlace> places = file_places(environment, home / "mounts");
    REQUIRE(places.size() == 3);
    CHECK(places[0].path == home.path().string());
    CHECK(places[1].name == "Vidéos");
    CHECK(places[2].name == "SD CARD");
    CHECK(places[2].path == "/media/anna/SD CARD");
    fs::remove(home.path() / ".config/user-dirs.dirs");
    CHECK(file_places(environment, home / "none").back().name == "Downloads");
    const Environment nothing = [](const char*) { return std::optional<std::string>(); };
    CHECK(file_places(nothing, home / "none").empty());
}

TEST_CASE("the last folder of each purpose is remembered") {
    const TempFolder data;
    const fs::path below = data / "data";
    {
        LastFolders folders(below);
        CHECK(folders.of("videos").empty());
        folders.put("videos", "/media/anna");
        folders.put("models", "/home/anna/models");
    }
    const LastFolders folders(below);
    CHECK(folders.of("videos") == "/media/anna");
    CHECK(folders.of("models") == "/home/anna/models");
    write_bytes(below / "folders.json", "{ \"videos\": 3, ");
    CHECK(LastFolders(below).of("videos").empty());
    write_bytes(below / "folders.json", "{ \"videos\": 3, \"models\": \"/m\" }");
    CHECK(LastFolders(below).of("videos").empty());
    CHECK(LastFolders(below).of("models") == "/m");
}

TEST_CASE("where a last folder cannot be remembered it is used all the same") {
    const TempFolder data;
    write_bytes(data / "file", "");
    LastFolders folders(data / "file");
    folders.put("videos", "/media/anna");
    CHECK(folders.of("videos") == "/media/anna");
}
