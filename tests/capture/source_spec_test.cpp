#include "capture/source_spec.h"

#include <string>

#include <catch2/catch.hpp>

#include "engine/core/error.h"

using namespace spotter;

TEST_CASE("cameras are named by nothing, number, path or name") {
    CHECK(parse_source("camera") == SourceSpec{SourceKind::camera, ""});
    CHECK(parse_source("camera:1") == SourceSpec{SourceKind::camera, "1"});
    CHECK(parse_source("camera:/dev/video2") == SourceSpec{SourceKind::camera, "/dev/video2"});
    CHECK(parse_source("camera:HD Webcam: front") ==
          SourceSpec{SourceKind::camera, "HD Webcam: front"});
}

TEST_CASE("files are paths and file addresses") {
    CHECK(parse_source("clips/squat 1.mp4") == SourceSpec{SourceKind::file, "clips/squat 1.mp4"});
    CHECK(parse_source("file:///a/b%20c.mp4") == SourceSpec{SourceKind::file, "/a/b c.mp4"});
    CHECK(parse_source("file://localhost/a.mp4") == SourceSpec{SourceKind::file, "/a.mp4"});
    CHECK(parse_source("odd:name.mp4") == SourceSpec{SourceKind::file, "odd:name.mp4"});
    CHECK(parse_source("cameras.mp4") == SourceSpec{SourceKind::file, "cameras.mp4"});
}

TEST_CASE("streams are http, https and rtsp addresses") {
    for (const std::string url : {"http://host/a", "https://host:81/a.mp4", "RTSP://host/s"}) {
        CHECK(parse_source(url) == SourceSpec{SourceKind::stream, url});
    }
}

TEST_CASE("the demo takes what follows the colon") {
    CHECK(parse_source("demo:") == SourceSpec{SourceKind::demo, ""});
    CHECK(parse_source("demo:squat") == SourceSpec{SourceKind::demo, "squat"});
}

TEST_CASE("wrong sources are refused with what there is to choose") {
    const std::string text =
        GENERATE("", "camera:", "camera:99999", "ftp://host/a.mp4", "http://", "rtsp:///path",
                 "file://other/a.mp4", "file://", "file:///a%2", "file:///a%zz", "file:///a%00b");
    CHECK_THROWS_AS(parse_source(text), Error);
    CHECK_THROWS_WITH(parse_source(text), Catch::Matchers::Contains("use camera"));
}

TEST_CASE("a description names the source and never a password") {
    CHECK(parse_source("camera").description() == "camera");
    CHECK(parse_source("camera:1").description() == "camera:1");
    CHECK(parse_source("a/b/squat.mp4").description() == "squat.mp4");
    CHECK(parse_source("rtsp://me:se@cret@host/s?a@b").description() == "rtsp://host/s?a@b");
    CHECK(parse_source("demo:").description() == "demo:");
}
