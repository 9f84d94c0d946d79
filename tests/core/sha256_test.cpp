#include "engine/core/sha256.h"

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "engine/core/job.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;

TEST_CASE("SHA-256 of the standard's examples") {
    Sha256 none;
    CHECK(none.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    Sha256 pieces;
    pieces.add("a");
    pieces.add("bc");
    CHECK(pieces.hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("SHA-256 of a file is that of its bytes; of none it is an error, and it can be ended") {
    const TempFolder folder;
    const std::string bytes(200'000, 'x');
    write_bytes(folder / "file", bytes);
    Sha256 digest;
    digest.add(bytes);
    CHECK(sha256_of_file(folder / "file", "read") == digest.hex());
    CHECK_THROWS_WITH(sha256_of_file(folder / "none", "read"),
                      Contains("read: ") && Contains("none"));
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS_AS(sha256_of_file(folder / "file", "read", stop.get_token()), Cancelled);
}
