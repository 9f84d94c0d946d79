#include <string>
#include <thread>

#include <catch2/catch.hpp>

#include "capture/open_source.h"
#include "capture/video_reader.h"
#include "engine/core/error.h"
#include "tests/capture/http_server.h"
#include "tests/capture/make_video.h"
#include "tests/capture/rtsp_sender.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;
using std::chrono::milliseconds;

namespace {

constexpr int kCount = 60;

std::string made_video(const std::string& container) {
    const TempFolder folder;
    VideoRecipe recipe;
    recipe.container = container;
    recipe.ticks = even_ticks(kCount, 40);
    make_video(folder / "clip", recipe);
    return bytes_of(folder / "clip");
}

// A broadcast: no length, the bytes as they come, and then silence or the end.
void broadcast(const Connection& connection, const std::string& bytes) {
    if (connection.receive().empty()) return;
    connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + bytes);
}

std::string rtsp_url(const LoopbackServer& server) {
    return "rtsp://127.0.0.1:" + std::to_string(server.port()) + "/live";
}

SourceOptions impatient() {
    SourceOptions options;
    options.connect_timeout = milliseconds(400);
    options.read_timeout = milliseconds(200);
    return options;
}

}  // namespace

TEST_CASE("a recording on a web server is read and searched as a file") {
    const std::string video = made_video("mp4");
    const LoopbackServer server([&](const Connection& c) { serve_file(c, video); });
    const auto source = open_source(parse_source(server.url("/squat.mp4")));
    CHECK(source->info().kind == SourceKind::stream);
    CHECK(to_seconds(source->info().duration) == Approx(2.4).margin(0.05));
    for (int i = 0; i < kCount; ++i) {
        const auto frame = source->read({});
        REQUIRE(frame);
        CHECK(number_in(frame->image) == i);
    }
    CHECK_FALSE(source->read({}));
    REQUIRE(source->seek(milliseconds(1000)));
    CHECK(number_in(source->read({})->image) == 25);
}

TEST_CASE("a broadcast cannot be searched, and its sender hanging up is a lost connection") {
    const std::string video = made_video("mpegts");
    const LoopbackServer server([&](const Connection& c) { broadcast(c, video); });
    const auto source = VideoReader::open_stream(server.url("/live"));
    CHECK(source->info().duration == MediaTime::zero());
    CHECK_FALSE(source->seek(milliseconds(1000)));
    int count = 0;
    const auto read_on = [&] {
        MediaTime last{-1};
        while (const auto frame = source->read({})) {
            CHECK(number_in(frame->image) == count++);
            CHECK(frame->time > last);
            last = frame->time;
        }
    };
    CHECK_THROWS_WITH(read_on(), Contains("connection was lost"));
    CHECK(count == kCount);
}

TEST_CASE("a phone's stream of JPEG pictures is read") {
    const TempFolder folder;
    std::string body;
    constexpr int kPictures = 10;
    for (int i = 0; i < kPictures; ++i) {
        VideoRecipe recipe;
        recipe.container = "image2";
        recipe.encoder = "mjpeg";
        recipe.format = AV_PIX_FMT_YUVJ420P;
        recipe.ticks = {0};
        recipe.first_number = i;
        make_video(folder / "1.jpg", recipe);
        const std::string jpeg = bytes_of(folder / "1.jpg");
        body +=
            "--next\r\nContent-Type: image/jpeg\r\nContent-Length: " + std::to_string(jpeg.size()) +
            "\r\n\r\n" + jpeg + "\r\n";
    }
    const LoopbackServer server([&](const Connection& c) {
        c.receive();
        c.send(
            "HTTP/1.1 200 OK\r\nConnection: close\r\n"
            "Content-Type: multipart/x-mixed-replace;boundary=next\r\n\r\n" +
            body);
    });
    const auto source = VideoReader::open_stream(server.url("/video"));
    MediaTime last{-1};
    for (int i = 0; i < kPictures; ++i) {
        const auto frame = source->read({});
        REQUIRE(frame);
        CHECK(number_in(frame->image) == i);
        CHECK(frame->time > last);
        last = frame->time;
    }
}

TEST_CASE("a sender that stalls is given up within the read timeout") {
    const std::string video = made_video("mpegts");
    const LoopbackServer server([&](const Connection& c) {
        broadcast(c, video);
        c.stall();
    });
    SourceOptions options = impatient();
    options.connect_timeout = std::chrono::seconds(5);
    const auto source = VideoReader::open_stream(server.url("/live"), options);
    const auto read_on = [&] {
        while (source->read({})) {
        }
    };
    CHECK_THROWS_WITH(read_on(), Contains("/live") && Contains("sent nothing for too long; check"));
}

TEST_CASE("a sender that never answers is given up within the connect timeout") {
    const LoopbackServer server([](const Connection& c) { c.stall(); });
    CHECK_THROWS_WITH(VideoReader::open_stream(server.url("/live"), impatient()),
                      Contains("did not send a video in time; check"));
}

TEST_CASE("an answer without a video is given up within the connect timeout") {
    const LoopbackServer server([](const Connection& c) {
        broadcast(c, "");
        c.stall();
    });
    CHECK_THROWS_WITH(VideoReader::open_stream(server.url("/live"), impatient()),
                      Contains("did not send a video in time; check"));
}

TEST_CASE("a camera on the network is read by RTSP, and given up when it stalls") {
    const std::string video = made_video("mpegts");
    const LoopbackServer server([&](const Connection& c) {
        send_by_rtsp(c, video);
        c.stall();
    });
    SourceOptions options = impatient();
    options.connect_timeout = std::chrono::seconds(5);
    options.read_timeout = milliseconds(500);
    const auto source = VideoReader::open_stream(rtsp_url(server), options);
    CHECK(source->info().kind == SourceKind::stream);
    int count = 0;
    const auto read_on = [&] {
        while (source->read({})) ++count;
    };
    CHECK_THROWS_WITH(read_on(), Contains("/live") && Contains("sent nothing for too long; check"));
    CHECK(count > kCount / 2);
}

TEST_CASE("RTSP that is never answered, or with garbage, is given up within the connect timeout") {
    const LoopbackServer silent([](const Connection& c) { c.stall(); });
    CHECK_THROWS_WITH(VideoReader::open_stream(rtsp_url(silent), impatient()),
                      Contains("did not send a video in time; check"));
    const LoopbackServer other([](const Connection& c) {
        c.receive();
        c.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n" + std::string(9, 'x'));
        c.stall();
    });
    CHECK_THROWS_WITH(VideoReader::open_stream(rtsp_url(other), impatient()),
                      Contains("did not send a video in time; check"));
}

TEST_CASE("a refused connection is said") {
    const std::string port = std::to_string(closed_port());
    CHECK_THROWS_WITH(VideoReader::open_stream("http://127.0.0.1:" + port + "/a", impatient()),
                      Contains("cannot be reached") && Contains("; check"));
    CHECK_THROWS_WITH(VideoReader::open_stream("rtsp://127.0.0.1:" + port + "/a", impatient()),
                      Contains("cannot be reached") && Contains("; check"));
}

TEST_CASE("a server's refusal is said") {
    const LoopbackServer server([](const Connection& c) {
        c.receive();
        c.send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    });
    CHECK_THROWS_WITH(VideoReader::open_stream(server.url("/a"), impatient()), Contains("404"));
}

TEST_CASE("garbage is said to be no video") {
    const LoopbackServer server([](const Connection& c) {
        c.receive();
        c.send("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n" + std::string(9000, 'x'));
    });
    CHECK_THROWS_WITH(VideoReader::open_stream(server.url("/a"), impatient()),
                      Contains("not a video; check"));
}

TEST_CASE("a recording whose sender breaks off gives its beginning and then an error") {
    const std::string video = made_video("mpegts");
    const LoopbackServer server([&](const Connection& c) {
        c.receive();
        c.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(2 * video.size()) +
               "\r\n\r\n" + video);
    });
    SourceOptions options = impatient();
    options.connect_timeout = std::chrono::seconds(5);
    const auto source = VideoReader::open_stream(server.url("/a"), options);
    int count = 0;
    const auto read_on = [&] {
        while (source->read({})) ++count;
    };
    CHECK_THROWS_WITH(read_on(), Contains("; check the sender"));
    CHECK(count > kCount / 2);
}

TEST_CASE("a stop ends connecting and reading without waiting for the deadline") {
    const std::string video = made_video("mpegts");
    const LoopbackServer server([&](const Connection& c) {
        broadcast(c, video);
        c.stall();
    });
    SourceOptions patient;
    patient.connect_timeout = patient.read_timeout = std::chrono::hours(1);
    std::stop_source stop;
    SECTION("reading") {
        patient.connect_timeout = std::chrono::seconds(5);
        const auto source = VideoReader::open_stream(server.url("/live"), patient);
        const std::jthread reader([&] {
            while (source->read(stop.get_token())) {
            }
        });
        stop.request_stop();
    }
    SECTION("connecting") {
        const LoopbackServer silent([](const Connection& c) { c.stall(); });
        const std::jthread opener([&] {
            CHECK_THROWS_WITH(
                VideoReader::open_stream(silent.url("/live"), patient, stop.get_token()),
                Contains("was cancelled"));
        });
        stop.request_stop();
    }
}
