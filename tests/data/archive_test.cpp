#include "training/data/archive.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "tests/data/make_zip.h"
#include "tests/no_rights.h"
#include "tests/temp_folder.h"
#include "training/data/entry_name.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

ZipPart stored(const std::string& name, const std::string& data = "data") {
    ZipPart part;
    part.name = name;
    part.data = data;
    return part;
}

// What became of each entry: its bytes, or "refused: …".
std::map<std::string, std::string> unpacked(const fs::path& zip, const fs::path& into,
                                            const ArchiveLimits& limits = {}) {
    Archive archive(zip, limits);
    std::map<std::string, std::string> out;
    for (const Rejection& entry : archive.rejected()) {
        out[entry.name] = "refused: " + entry.reason;
    }
    const JobToken token;
    for (const ArchiveEntry& entry : archive.entries()) {
        const fs::path file = into / std::to_string(entry.index);
        fs::remove(file);
        const auto problem = archive.extract(entry, file, token);
        out[entry.name] = problem ? "refused: " + *problem : bytes_of(file);
        CHECK(fs::exists(file) == !problem);
        CHECK_FALSE(fs::exists(file.string() + ".part"));
    }
    return out;
}

std::map<std::string, std::string> unpacked(const std::vector<ZipPart>& parts,
                                            const ArchiveLimits& limits = {}) {
    const TempFolder folder;
    write_bytes(folder / "a.zip", zip_bytes(parts));
    return unpacked(folder / "a.zip", folder / "", limits);
}

}  // namespace

TEST_CASE("files of an archive come out as they went in") {
    const std::string text(100'000, 'x');
    auto files = unpacked({stored("squat/"), stored("squat/a.mp4"), deflated("rest/b.mp4", text),
                           stored("ä/🏋.mp4", ""), stored("__MACOSX/squat/._a.mp4"),
                           stored("squat/.DS_Store")});
    CHECK(files.size() == 3);
    CHECK(files["squat/a.mp4"] == "data");
    CHECK(files["rest/b.mp4"] == text);
    CHECK(files["ä/🏋.mp4"].empty());
}

TEST_CASE("names that lead elsewhere are refused, and the rest comes out") {
    const std::vector<std::string> names = {"../a.mp4", "squat/../../a.mp4", "/etc/a.mp4",
                                            "C:/a.mp4", "squat\\a.mp4",      "squat//a.mp4",
                                            "./a.mp4",  "a\nb.mp4",          std::string(300, 'x')};
    for (const std::string& name : names) {
        INFO(name);
        auto files = unpacked({stored("good/a.mp4"), stored(name)});
        CHECK(files.size() == 2);
        CHECK(files["good/a.mp4"] == "data");
        CHECK_THAT(files[printable(name)], Contains("refused: its "));
    }
}

TEST_CASE("a name with a NUL is refused") {
    auto files = unpacked({stored("good/a.mp4"), stored(std::string("bad.mp4\0.txt", 12))});
    CHECK(files["good/a.mp4"] == "data");
    CHECK(files["bad.mp4?.txt"] == "refused: its name has a NUL in it; rename it");
}

TEST_CASE("names that are no UTF-8 are read as code page 437") {
    auto files = unpacked({stored("Kniebeuge/\x84.mp4"), stored("squat/a.mp4")});
    CHECK(files.size() == 2);
    CHECK(files["Kniebeuge/ä.mp4"] == "data");
}

TEST_CASE("a name that claims to be UTF-8 and is not is refused, and the rest comes out") {
    ZipPart claims = deflated("squat/b\xff.mp4", "data");
    claims.flags = 1U << 11;
    ZipPart honest = deflated("squat/ä.mp4", "data");
    honest.flags = 1U << 11;
    auto files = unpacked({stored("squat/a.mp4"), claims, honest, claims, stored("rest/\x84.mp4")});
    CHECK(files.size() == 4);
    CHECK(files["squat/a.mp4"] == "data");
    CHECK(files["squat/ä.mp4"] == "data");
    CHECK(files["rest/ä.mp4"] == "data");
    CHECK(files["squat/b?.mp4"] == "refused: its name is not UTF-8, though it says so; rename it");
}

TEST_CASE("a comment that claims to be UTF-8 and is not harms nothing") {
    ZipPart part = stored("squat/ä.mp4");
    part.flags = 1U << 11;
    part.comment = "\xff";
    auto files = unpacked({part, stored("squat/a.mp4")});
    CHECK(files.size() == 2);
    CHECK(files["squat/ä.mp4"] == "data");
}

TEST_CASE("an entry whose two headers contradict each other is refused") {
    const TempFolder folder;
    std::string bytes = zip_bytes({stored("good.mp4"), stored("evil.mp4")});
    bytes[bytes.find("evil.mp4")] = 'E';  // in the local header alone
    write_bytes(folder / "a.zip", bytes);
    auto files = unpacked(folder / "a.zip", folder / "");
    CHECK(files["good.mp4"] == "data");
    CHECK_THAT(files["evil.mp4"],
               Contains("refused: its two headers contradict each other; copy or download"));
}

TEST_CASE("links, devices and pipes are refused") {
    for (const std::uint32_t type : {0120777U, 0020666U, 0060666U, 0010666U, 0140666U}) {
        ZipPart special = stored("evil.mp4", "/etc/passwd");
        special.mode = type;
        ZipPart plain = stored("good.mp4");
        plain.mode = 0100644U;
        auto files = unpacked({special, plain});
        CHECK(files["good.mp4"] == "data");
        CHECK_THAT(files["evil.mp4"], Contains("refused: it is "));
    }
}

TEST_CASE("names that stand twice or collide without case are refused the second time") {
    const TempFolder folder;
    write_bytes(folder / "a.zip",
                zip_bytes({stored("squat/Ä.mp4", "first"), stored("Squat/ä.MP4", "second"),
                           stored("a.mp4"), stored("a.mp4")}));
    const Archive archive(folder / "a.zip");
    REQUIRE(archive.entries().size() == 2);
    REQUIRE(archive.rejected().size() == 2);
    CHECK(archive.rejected()[0].name == "Squat/ä.MP4");
    CHECK(archive.rejected()[0].reason ==
          "its name is that of squat/Ä.mp4 when case is ignored; rename one of the two");
    CHECK(archive.rejected()[1].reason == "its name stands twice; rename one of the two");
}

TEST_CASE("an encrypted entry is refused") {
    ZipPart secret = stored("secret.mp4", std::string(40, 'x'));
    secret.flags = 1;
    auto files = unpacked({stored("good.mp4"), secret});
    CHECK(files["good.mp4"] == "data");
    CHECK_THAT(files["secret.mp4"], Contains("it is encrypted"));
}

TEST_CASE("an archive in an archive is refused, not opened") {
    auto files = unpacked({stored("good.mp4"), stored("nested.ZIP", zip_bytes({stored("a")}))});
    CHECK(files["good.mp4"] == "data");
    CHECK_THAT(files["nested.ZIP"], Contains("archive in an archive"));
}

TEST_CASE("a wrong checksum is refused, and the rest comes out") {
    ZipPart bad = stored("bad.mp4");
    bad.crc = 1234;
    auto files = unpacked({stored("a.mp4"), bad, stored("z.mp4")});
    CHECK(files["a.mp4"] == "data");
    CHECK(files["z.mp4"] == "data");
    CHECK_THAT(files["bad.mp4"], Contains("refused: CRC"));
}

TEST_CASE("damaged DEFLATE data is refused, and the rest comes out") {
    ZipPart bad = deflated("bad.mp4", std::string(1000, 'x') + "yz");
    bad.data[2] = static_cast<char>(~bad.data[2]);
    auto files = unpacked({stored("a.mp4"), bad});
    CHECK(files["a.mp4"] == "data");
    CHECK_THAT(files["bad.mp4"], Contains("refused: "));
}

TEST_CASE("an entry that inflates too far is a bomb: stopped while it inflates") {
    ZipPart bomb = deflated("bomb.mp4", std::string(20U << 20, '\0'));
    SECTION("as its header says") {}
    SECTION("and its header lies") {
        bomb.inflated = 1000;
    }
    auto files = unpacked({stored("good.mp4"), bomb});
    CHECK(files["good.mp4"] == "data");
    CHECK_THAT(files["bomb.mp4"], Contains("refused: "));
}

TEST_CASE("limits count what was inflated") {
    const std::string data(1000, 'x');
    ArchiveLimits limits;
    SECTION("of one entry") {
        limits.bytes_each = 999;
        auto files = unpacked({stored("a.mp4", "short"), stored("b.mp4", data)}, limits);
        CHECK(files["a.mp4"] == "short");
        CHECK_THAT(files["b.mp4"], Contains("it is larger than"));
    }
    SECTION("of all entries") {
        limits.bytes_all = 1500;
        auto files = unpacked({stored("a.mp4", data), stored("b.mp4", data)}, limits);
        CHECK(files["a.mp4"] == data);
        CHECK_THAT(files["b.mp4"], Contains("the archive is larger than"));
    }
    SECTION("the number of entries") {
        limits.entries = 1;
        CHECK_THROWS_WITH(unpacked({stored("a.mp4"), stored("b.mp4")}, limits),
                          Contains("more than 1 entries"));
    }
}

TEST_CASE("entries that overlap are refused, and the rest comes out") {
    ZipPart again = stored("a.mp4");
    again.shares = 1;
    const TempFolder folder;
    write_bytes(folder / "a.zip", zip_bytes({stored("good.mp4"), stored("a.mp4"), again}));
    const Archive archive(folder / "a.zip");
    REQUIRE(archive.entries().size() == 1);
    CHECK(archive.entries()[0].name == "good.mp4");
    REQUIRE(archive.rejected().size() == 2);
    CHECK_THAT(archive.rejected()[0].reason, Contains("it overlaps another entry; copy"));
    CHECK_THAT(archive.rejected()[1].reason, Contains("it overlaps another entry; copy"));
}

TEST_CASE("an entry inside another one's data is refused with it") {
    // What is stored in the outer entry is itself a local header and data.
    const std::string inner = zip_bytes({stored("inner.mp4", "inner")});
    std::string bytes = zip_bytes({stored("outer.mp4", inner), stored("inner.mp4", "inner")});
    const std::size_t directory_entry = bytes.rfind("PK\x01\x02");
    const std::size_t inside = bytes.find("PK\x03\x04", 4);
    for (int i = 0; i < 4; ++i) {
        bytes[directory_entry + 42 + static_cast<std::size_t>(i)] =
            static_cast<char>(inside >> (8 * i) & 0xff);
    }
    const TempFolder folder;
    write_bytes(folder / "a.zip", bytes);
    const Archive archive(folder / "a.zip");
    CHECK(archive.entries().empty());
    CHECK(archive.rejected().size() == 2);
}

TEST_CASE("an archive that is cut off, no archive, or none is one clear line") {
    const TempFolder folder;
    const std::string whole = zip_bytes({stored("a.mp4", std::string(500, 'x')), stored("b.mp4")});
    for (std::size_t size = 0; size < whole.size(); size += 7) {
        INFO(size);
        write_bytes(folder / "cut.zip", whole.substr(0, size));
        CHECK_THROWS_WITH(Archive(folder / "cut.zip"), Contains("read archive: ") &&
                                                           Contains("cut.zip") &&
                                                           Contains("copy or download"));
    }
    write_bytes(folder / "text.zip", std::string(100'000, 'x'));
    CHECK_THROWS_WITH(Archive(folder / "text.zip"), Contains("is no ZIP archive"));
    CHECK_THROWS_WITH(Archive(folder / "none.zip"), Contains("read archive: "));
}

TEST_CASE("an archive with any one byte changed is read without harm") {
    const TempFolder folder;
    const std::string whole = zip_bytes({stored("squat/a.mp4"), deflated("b.mp4", "bbbbbbbbbbb")});
    for (std::size_t i = 0; i < whole.size(); ++i) {
        for (const int change : {0x01, 0x80, 0xff}) {
            std::string bytes = whole;
            bytes[i] = static_cast<char>(bytes[i] ^ change);
            write_bytes(folder / "a.zip", bytes);
            try {
                unpacked(folder / "a.zip", folder / "");
            } catch (const Error& error) {
                CHECK_THAT(error.what(), Contains("read archive: "));
            }
        }
    }
    CHECK(fs::exists(folder / "a.zip"));
}

TEST_CASE("unpacking can be cancelled, and leaves nothing") {
    const TempFolder folder;
    write_bytes(folder / "a.zip", zip_bytes({stored("a.mp4")}));
    Archive archive(folder / "a.zip");
    std::stop_source stop;
    stop.request_stop();
    const JobToken token(stop.get_token());
    CHECK_THROWS_AS(archive.extract(archive.entries()[0], folder / "out", token), Cancelled);
    CHECK_FALSE(fs::exists(folder / "out"));
    CHECK_FALSE(fs::exists(folder / "out.part"));
}

TEST_CASE("unpacking to where nothing can be written names the file") {
    const TempFolder folder;
    write_bytes(folder / "a.zip", zip_bytes({stored("a.mp4")}));
    Archive archive(folder / "a.zip");
    const JobToken token;
    CHECK_THROWS_WITH(archive.extract(archive.entries()[0], folder / "no/out", token),
                      Contains("unpack archive: ") && Contains("no/out"));
}

TEST_CASE("an archive that may not be read says why") {
    const TempFolder folder;
    fs::permissions(folder.path(), fs::perms(0755));
    write_bytes(folder / "a.zip", zip_bytes({stored("a.mp4", "video")}));
    fs::permissions(folder / "a.zip", fs::perms::none);
    const NoRights nobody;
    CHECK_THROWS_WITH(Archive(folder / "a.zip"), Contains("cannot be read (Permission denied); "));
}
