#include "app/session_export.h"

#include <fstream>

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "tests/app/program.h"
#include "tests/file_size_limit.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

const fs::path kLog = fs::path(SPOTTER_TEST_DIR) / "golden/export/session.jsonl";
const std::string kUuid = "0f8fad5b-d9cb-469f-a165-70867728950e";
const std::string kOther = "11111111-2222-4333-8444-555555555555";

// A store with the example session and, a day later, the same once more.
struct Kept {
    TempFolder home;
    SessionStore store{home / "data"};
    JobToken token;

    Kept() {
        REQUIRE(import_sessions(store, {kLog}, false, token).taken == std::vector{kUuid});
        Session other = store.read(kUuid);
        other.uuid = kOther;
        other.start += std::chrono::hours(24);
        store.insert(other);
    }
};

}  // namespace

TEST_CASE("all sessions are exported the oldest first, chosen ones in their order") {
    Kept kept;
    CHECK(export_sessions(kept.store, {}, {kept.home / "all.jsonl"}, kept.token).count == 2);
    const std::string all = bytes_of(kept.home / "all.jsonl");
    CHECK(all.find(kUuid) < all.find(kOther));
    CHECK(export_sessions(kept.store, {{kOther, kUuid}}, {kept.home / "two.jsonl"}, kept.token)
              .count == 2);
    const std::string two = bytes_of(kept.home / "two.jsonl");
    CHECK(two.find(kOther) < two.find(kUuid));
    CHECK(kept.token.progress().fraction > 0);
}

TEST_CASE("a session that is named twice is exported once") {
    Kept kept;
    const auto format = GENERATE(ExportFormat::jsonl, ExportFormat::strong, ExportFormat::fit);
    CAPTURE(static_cast<int>(format));
    CHECK(export_sessions(kept.store, {{kUuid}, format}, {kept.home / "once"}, kept.token).count ==
          1);
    const SessionExport twice = {{kUuid, kUuid}, format};
    CHECK(export_sessions(kept.store, twice, {kept.home / "twice"}, kept.token).count == 1);
    CHECK(bytes_of(kept.home / "twice") == bytes_of(kept.home / "once"));
    const fs::path folder = kept.home / "folder";
    fs::create_directories(folder);
    const SessionExport fit = {{kUuid, kOther, kUuid}, ExportFormat::fit};
    CHECK(export_sessions(kept.store, fit, {folder}, kept.token).count == 2);
    CHECK(std::distance(fs::directory_iterator(folder), {}) == 2);
}

TEST_CASE("sessions of the demo are left out of exports that do not name them, but for a backup") {
    Kept kept;
    Session demo = kept.store.read(kUuid);
    demo.uuid = "22222222-2222-4333-8444-555555555555";
    demo.source_kind = "demo";
    kept.store.insert(demo);
    const auto exported = [&](const SessionExport& what) {
        const ExportTarget target = {kept.home / "out", true};
        const SessionsExported out = export_sessions(kept.store, what, target, kept.token);
        return std::pair(out.count, out.demos_left_out);
    };
    using Counts = std::pair<std::size_t, std::size_t>;
    CHECK(exported({{}, ExportFormat::strong}) == Counts(2, 1));
    CHECK(exported({{}, ExportFormat::jsonl}) == Counts(3, 0));
    CHECK(exported({{demo.uuid, kUuid}, ExportFormat::strong}) == Counts(2, 0));
    SessionExport listed = {{demo.uuid, kUuid}, ExportFormat::csv};
    listed.listed = true;
    CHECK(exported(listed) == Counts(1, 1));
    CHECK(bytes_of(kept.home / "out").find(demo.uuid) == std::string::npos);
    // The caller saw two, and named a folder.
    listed.format = ExportFormat::fit;
    fs::remove(kept.home / "out");
    CHECK(exported(listed) == Counts(1, 1));
    CHECK(fs::exists(kept.home / "out/2026-10-25-0230-0f8fad5b.fit"));
    listed.sessions = {demo.uuid};
    CHECK_THROWS_WITH(exported(listed), Contains("there are only sessions of the demo; choose"));
}

TEST_CASE("FIT makes its folder, and with one file in the way writes none") {
    Kept kept;
    const SessionExport fit = {{}, ExportFormat::fit};
    const fs::path folder = kept.home / "fit";
    CHECK(export_sessions(kept.store, fit, {folder}, kept.token).count == 2);
    const fs::path first = folder / "2026-10-25-0230-0f8fad5b.fit";
    REQUIRE(fs::exists(first));
    fs::remove(first);
    CHECK_THROWS_WITH(export_sessions(kept.store, fit, {folder}, kept.token),
                      Contains("it is there already; choose another name, or replace it"));
    CHECK_FALSE(fs::exists(first));
    CHECK(export_sessions(kept.store, fit, {folder, true}, kept.token).count == 2);
    CHECK(fs::exists(first));
}

TEST_CASE("what is cancelled or refused leaves the target as it was") {
    Kept kept;
    const fs::path file = kept.home / "sets.csv";
    write_bytes(file, "mine");
    const SessionExport csv = {{kUuid}, ExportFormat::csv};
    CHECK_THROWS_WITH(export_sessions(kept.store, csv, {file}, kept.token),
                      Contains("it is there already"));
    std::stop_source stop;
    stop.request_stop();
    JobToken stopped(stop.get_token());
    CHECK_THROWS_AS(export_sessions(kept.store, csv, {file, true}, stopped), Cancelled);
    CHECK(bytes_of(file) == "mine");
    CHECK_FALSE(fs::exists(file.string() + ".part"));
    CHECK_THROWS_AS(export_sessions(kept.store, csv, {kept.home / "none/sets.csv"}, kept.token),
                    Error);
}

TEST_CASE("a disk that is too full for an export leaves what was there, in every format") {
    Kept kept;
    const auto format = GENERATE(ExportFormat::jsonl, ExportFormat::csv, ExportFormat::csv_reps,
                                 ExportFormat::strong, ExportFormat::hevy, ExportFormat::fitnotes,
                                 ExportFormat::fit, ExportFormat::html);
    CAPTURE(static_cast<int>(format));
    const fs::path file = kept.home / "out";
    write_bytes(file, "mine");
    {
        const FileSizeLimit full(100);
        CHECK_THROWS_WITH(export_sessions(kept.store, {{kUuid}, format}, {file, true}, kept.token),
                          Contains(file.string() + ": ") && Contains("the free space"));
    }
    CHECK(bytes_of(file) == "mine");
    CHECK_FALSE(fs::exists(file.string() + ".part"));
    CHECK(export_sessions(kept.store, {{kUuid}, format}, {file, true}, kept.token).count == 1);
    CHECK(bytes_of(file) != "mine");
}

TEST_CASE("a disk that fills up while FIT files are written keeps none of them") {
    Kept kept;
    const fs::path folder = kept.home / "fit";
    fs::create_directories(folder);
    const FileSizeLimit full(100);
    CHECK_THROWS_WITH(export_sessions(kept.store, {{}, ExportFormat::fit}, {folder}, kept.token),
                      Contains("the free space"));
    CHECK(fs::is_empty(folder));
}

TEST_CASE("a folder for FIT files that cannot be made is said with its cause") {
    Kept kept;
    const SessionExport fit = {{}, ExportFormat::fit};
    for (const fs::path& folder : {fs::path("/proc/fit"), kept.home / "none/fit"}) {
        CHECK_THROWS_WITH(export_sessions(kept.store, fit, {folder}, kept.token),
                          Contains(folder.string() + ": No such file or directory; name a folder"));
    }
    write_bytes(kept.home / "file", "mine");
    CHECK_THROWS_WITH(export_sessions(kept.store, fit, {kept.home / "file", true}, kept.token),
                      Contains("FIT has a file for each session"));
    CHECK(bytes_of(kept.home / "file") == "mine");
}

TEST_CASE("a session that a file holds twice is taken once") {
    Kept kept;
    const std::string log = bytes_of(kLog);
    write_bytes(kept.home / "twice.jsonl", log + log);
    SessionStore other(kept.home / "other");
    const SessionImport report =
        import_sessions(other, {kept.home / "twice.jsonl"}, false, kept.token);
    CHECK(report.taken == std::vector{kUuid});
    CHECK(report.left_out == 1);
    CHECK(other.read(kUuid) == kept.store.read(kUuid));
}

TEST_CASE("importing a deleted session brings it back as it was, or replaced") {
    Kept kept;
    kept.store.put_texts(kUuid, "Mine", "");
    kept.store.remove(kUuid);
    const SessionImport report = import_sessions(kept.store, {kLog}, false, kept.token);
    CHECK(report.taken.empty());
    CHECK(report.restored == std::vector{kUuid});
    CHECK(report.left_out == 0);
    CHECK_FALSE(kept.store.is_deleted(kUuid));
    CHECK(kept.store.read(kUuid).title == "Mine");

    kept.store.remove(kUuid);
    CHECK(import_sessions(kept.store, {kLog}, true, kept.token).taken == std::vector{kUuid});
    CHECK_FALSE(kept.store.is_deleted(kUuid));
    CHECK(kept.store.read(kUuid).title == "Evening");
}

TEST_CASE("an import tells what it took, left out and could not read") {
    Kept kept;
    write_bytes(kept.home / "broken.jsonl", "nothing of the kind\n");
    const SessionImport report =
        import_sessions(kept.store, {kLog, kept.home / "missing.jsonl", kept.home / "broken.jsonl"},
                        false, kept.token);
    CHECK(report.taken.empty());
    CHECK(report.left_out == 1);
    REQUIRE(report.problems.size() == 2);
    CHECK_THAT(report.problems[0], Contains("missing.jsonl") && Contains("it cannot be read"));
    CHECK(import_sessions(kept.store, {kLog}, true, kept.token).taken == std::vector{kUuid});
}

TEST_CASE("a file without a session is a problem, told by its name") {
    Kept kept;
    for (const char* text : {"", "\n \r\n"}) {
        write_bytes(kept.home / "empty.jsonl", text);
        const SessionImport report =
            import_sessions(kept.store, {kept.home / "empty.jsonl"}, false, kept.token);
        REQUIRE(report.problems.size() == 1);
        CHECK_THAT(report.problems[0], Contains("empty.jsonl: it holds no session"));
    }
}
