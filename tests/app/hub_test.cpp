#include <filesystem>
#include <map>
#include <mutex>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "app/hub/file_hash.h"
#include "app/hub/pull_model.h"
#include "app/model_store.h"
#include "engine/core/error.h"
#include "tests/capture/http_server.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
namespace fs = std::filesystem;

namespace {

constexpr const char* kCommit = "0123456789abcdef0123456789abcdef01234567";

std::string answer(const std::string& status, const std::string& body,
                   const std::string& headers = "") {
    return "HTTP/1.1 " + status + "\r\n" + headers +
           "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" +
           body;
}

// A server that answers as the Hub does for one model, me/gym: the shipped one. A path can be
// given another answer.
class FakeHub {
  public:
    using Serve = std::function<void(const Connection&, const std::string& request)>;

    FakeHub() : server_([this](const Connection& connection) { serve(connection); }) {
        listing_["sha"] = kCommit;
        listing_["siblings"] = nlohmann::json::array();
        for (const auto& entry : fs::directory_iterator(shipped())) {
            const std::string name = entry.path().filename();
            files_[name] = bytes_of(entry.path());
            nlohmann::json sibling = {{"rfilename", name}, {"size", files_[name].size()}};
            sibling["blobId"] = file_hash(entry.path(), HashKind::git);
            if (name == "model.safetensors") {
                sibling["lfs"] = {{"sha256", file_hash(entry.path(), HashKind::sha256)},
                                  {"size", files_[name].size()}};
            }
            listing_["siblings"].push_back(sibling);
        }
        for (const char* other : {"pytorch_model.bin", "run.py", "../up.json", "a/config.json"}) {
            listing_["siblings"].push_back({{"rfilename", other}, {"size", 10}});
        }
    }

    static fs::path shipped() { return SPOTTER_TEST_DIR "/../assets/models/default"; }
    static std::string weights_path() {
        return std::string("/me/gym/resolve/") + kCommit + "/model.safetensors";
    }

    const std::string& weights() { return files_["model.safetensors"]; }
    nlohmann::json& listing() { return listing_; }
    void answer_listing(Serve serve) { serve_["/api/models/me/gym"] = std::move(serve); }
    void answer_weights(Serve serve) { serve_[weights_path()] = std::move(serve); }
    std::string url() const { return server_.url(""); }
    std::string url(const std::string& path) const { return server_.url(path); }
    std::vector<std::string> requests() {
        const std::scoped_lock lock(mutex_);
        return requests_;
    }

  private:
    void serve(const Connection& connection) {
        const std::string request = connection.receive();
        if (request.empty()) return;
        const std::string path = request.substr(4, request.find(' ', 4) - 4);
        {
            const std::scoped_lock lock(mutex_);
            requests_.push_back(request);
        }
        for (const auto& [begin, other] : serve_) {
            if (path.starts_with(begin)) return other(connection, request);
        }
        if (path == "/api/models/me/gym/revision/main?blobs=true") {
            connection.send(answer("200 OK", listing_.dump()));
            return;
        }
        const auto file = files_.find(path.substr(path.rfind('/') + 1));
        const bool here = path.starts_with(std::string("/me/gym/resolve/") + kCommit + "/");
        if (!here || file == files_.end()) {
            connection.send(answer("404 Not Found", "Entry not found"));
        } else {
            connection.send(answer("200 OK", file->second, "ETag: \"x\"\r\n"));
        }
    }

    std::map<std::string, std::string> files_;
    std::map<std::string, Serve> serve_;
    nlohmann::json listing_;
    std::mutex mutex_;
    std::vector<std::string> requests_;  // guarded by mutex_
    LoopbackServer server_;
};

struct Client {
    Client() {
        paths.data = folder / "data";
        paths.assets = SPOTTER_TEST_DIR "/../assets";
    }

    ModelInfo pull(const std::string& endpoint, const std::string& token = "",
                   const PullOptions& options = {"me/gym", {}, "main", false}) {
        JobToken job;
        const auto environment = [&](const char* name) -> std::optional<std::string> {
            if (std::string(name) == "HF_ENDPOINT") return endpoint;
            if (std::string(name) == "HF_TOKEN" && !token.empty()) return token;
            return std::nullopt;
        };
        return pull_model(paths, environment, options, job);
    }

    bool has_model() const { return fs::exists(paths.data / "models/gym"); }
    fs::path part() const { return paths.data / "models/.pull-me--gym/model.safetensors.part"; }

    const TempFolder folder;
    Paths paths;
};

// Serves `bytes` as it is asked: whole, or from where a range begins.
[[maybe_unused]] void serve_range(const Connection& connection, const std::string& request,
                                  const std::string& bytes) {
    const std::size_t range = request.find("Range: bytes=");
    const std::size_t from =
        range == std::string::npos ? 0 : std::stoul(request.substr(range + 13));
    const std::string part = bytes.substr(from);
    connection.send(answer(from == 0 ? "200 OK" : "206 Partial Content", part,
                           "Content-Range: bytes " + std::to_string(from) + "-" +
                               std::to_string(bytes.size() - 1) + "/" +
                               std::to_string(bytes.size()) + "\r\n"));
}

}  // namespace

#ifdef SPOTTER_TEST_TORCH
TEST_CASE("a model is pulled from the Hub: its configuration and safetensors alone") {
    FakeHub hub;
    Client client;
    const ModelInfo model = client.pull(hub.url());
    CHECK(model.name == "gym");
    CHECK(bytes_of(client.paths.data / "models/gym/model.safetensors") == hub.weights());
    CHECK(fs::exists(client.paths.data / "models/gym/spotter.json"));
    CHECK_FALSE(fs::exists(client.part().parent_path()));
    for (const std::string& request : hub.requests()) {
        CHECK_THAT(request,
                   !Contains("pytorch_model") && !Contains("run.py") && !Contains("up.json"));
        CHECK_THAT(request, !Contains("Authorization"));
    }
    CHECK_THROWS_WITH(client.pull(hub.url()), Contains("--force"));
    CHECK_NOTHROW(client.pull(hub.url() + "/", "", {"me/gym", "other", "main", false}));
}

TEST_CASE("what was fetched before is not fetched again") {
    FakeHub hub;
    Client client;
    const std::size_t half = hub.weights().size() / 2;
    hub.answer_weights([&](const Connection& connection, const std::string&) {
        const std::string announced = std::to_string(hub.weights().size());
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + announced + "\r\n\r\n" +
                        hub.weights().substr(0, half));
    });
    // Each try of that server starts anew, so nothing is gained.
    CHECK_THROWS_WITH(client.pull(hub.url()), Contains("ended before") && Contains("run it again"));
    CHECK_FALSE(client.has_model());
    REQUIRE(fs::exists(client.part()));
    CHECK(fs::file_size(client.part()) == half);

    hub.answer_weights([&](const Connection& connection, const std::string& request) {
        serve_range(connection, request, hub.weights());
    });
    client.pull(hub.url());
    CHECK(bytes_of(client.paths.data / "models/gym/model.safetensors") == hub.weights());
    std::string all;
    for (const std::string& request : hub.requests()) all += request;
    CHECK_THAT(all, Contains("Range: bytes=" + std::to_string(half) + "-"));
}

TEST_CASE("a connection that breaks again and again is used as long as it gets on") {
    FakeHub hub;
    Client client;
    hub.answer_weights([&](const Connection& connection, const std::string& request) {
        const std::size_t range = request.find("Range: bytes=");
        const std::size_t from =
            range == std::string::npos ? 0 : std::stoul(request.substr(range + 13));
        const std::size_t left = hub.weights().size() - from;
        connection.send((from == 0 ? "HTTP/1.1 200 OK\r\n" : "HTTP/1.1 206 Partial Content\r\n") +
                        std::string("Content-Range: bytes ") + std::to_string(from) + "-\r\n" +
                        "Content-Length: " + std::to_string(left) + "\r\n\r\n" +
                        hub.weights().substr(from, 1 << 20));
    });
    CHECK_NOTHROW(client.pull(hub.url()));
    CHECK(bytes_of(client.paths.data / "models/gym/model.safetensors") == hub.weights());
}

TEST_CASE("a token goes to the Hub and not to where it redirects") {
    FakeHub hub;
    FakeHub storage;
    Client client;
    hub.answer_weights([&](const Connection& connection, const std::string&) {
        connection.send(
            answer("302 Found", "", "Location: " + storage.url(FakeHub::weights_path()) + "\r\n"));
    });
    client.pull(hub.url(), "secret-token");
    CHECK_THAT(hub.requests().front(), Contains("Authorization: Bearer secret-token"));
    REQUIRE(storage.requests().size() == 1);
    CHECK_THAT(storage.requests().front(), !Contains("secret-token"));
}
#endif

TEST_CASE("damaged weights are thrown away and said") {
    FakeHub hub;
    Client client;
    hub.answer_weights([&](const Connection& connection, const std::string&) {
        std::string bytes = hub.weights();
        bytes[bytes.size() / 2] ^= 1;
        connection.send(answer("200 OK", bytes));
    });
    CHECK_THROWS_WITH(client.pull(hub.url()), Contains("model.safetensors arrived damaged"));
    CHECK_FALSE(client.has_model());
    CHECK_FALSE(fs::exists(client.part()));
}

TEST_CASE("a server that sends more than it announced is stopped") {
    FakeHub hub;
    Client client;
    hub.answer_weights([&](const Connection& connection, const std::string&) {
        connection.send(answer("200 OK", hub.weights() + std::string(1 << 20, 'x')));
    });
    CHECK_THROWS_WITH(client.pull(hub.url()), Contains("longer than the server said"));
    CHECK_FALSE(client.has_model());
}

TEST_CASE("a redirect to a file of this machine is not followed") {
    FakeHub hub;
    Client client;
    hub.answer_weights([](const Connection& connection, const std::string&) {
        connection.send(answer("302 Found", "", "Location: file:///etc/passwd\r\n"));
    });
    CHECK_THROWS_WITH(client.pull(hub.url()), Contains("not fetched from"));
    hub.answer_weights([](const Connection& connection, const std::string&) {
        connection.send(answer("302 Found", "", "Location: " + FakeHub::weights_path() + "\r\n"));
    });
    CHECK_THROWS_WITH(client.pull(hub.url()), Contains("without end"));
}

TEST_CASE("answers that are not the Hub's are named as such") {
    FakeHub hub;
    Client client;
    const auto listing = [&](const std::string& body) {
        hub.answer_listing([body](const Connection& connection, const std::string&) {
            connection.send(answer("200 OK", body));
        });
    };
    listing("<!doctype html><title>Log in</title>");
    CHECK_THROWS_WITH(client.pull(hub.url()), Contains("not the Hub's") && Contains("HF_ENDPOINT"));
    listing(R"({"sha":"main","siblings":[]})");
    CHECK_THROWS_WITH(client.pull(hub.url()), Contains("no commit"));
    listing(R"([1, 2])");
    CHECK_THROWS_WITH(client.pull(hub.url()), Contains("not the Hub's"));
    listing(std::string(9 << 20, ' '));
    CHECK_THROWS_WITH(client.pull(hub.url()), Contains("too long"));
}

TEST_CASE("a page instead of weights is no model") {
    FakeHub hub;
    Client client;
    std::string page = "<!doctype html><title>Log in</title>";
    std::string said = "Content-Type: text/html; charset=utf-8\r\n";
    std::string line = "the server sent a web page instead of model.safetensors; check HF_ENDPOINT";
    SECTION("as short as it is") {}
    SECTION("as long as the weights") {
        page.resize(hub.weights().size(), ' ');
    }
    SECTION("as long as the weights, and said to be a file") {
        page.resize(hub.weights().size(), ' ');
        said = "Content-Type: application/octet-stream\r\n";
        line = "model.safetensors arrived damaged";
    }
    hub.answer_weights([&](const Connection& connection, const std::string&) {
        connection.send(answer("200 OK", page, said));
    });
    CHECK_THROWS_WITH(client.pull(hub.url()), StartsWith("pull model: ") && Contains(line));
    CHECK_FALSE(client.has_model());
}

TEST_CASE("models that are no safetensors, or too large, are refused before they are fetched") {
    FakeHub hub;
    Client client;
    nlohmann::json& siblings = hub.listing()["siblings"];
    for (auto& sibling : siblings) {
        if (sibling["rfilename"] == "model.safetensors") sibling["lfs"]["size"] = 1ULL << 40;
    }
    CHECK_THROWS_WITH(client.pull(hub.url()), Contains("model.safetensors is too large"));
    siblings = {{{"rfilename", "config.json"}, {"size", 5}},
                {{"rfilename", "pytorch_model.bin"}, {"size", 5}}};
    CHECK_THROWS_WITH(client.pull(hub.url()), Contains("pickled"));
    siblings = {{{"rfilename", "README.md"}, {"size", 5}}};
    CHECK_THROWS_WITH(client.pull(hub.url()), Contains("no config.json"));
    CHECK(hub.requests().size() == 3);
}

TEST_CASE("who has no access is told how to get it") {
    FakeHub hub;
    Client client;
    const auto refuse = [&](const std::string& status, const std::string& headers = "") {
        hub.answer_listing([=](const Connection& connection, const std::string&) {
            connection.send(answer(status, "{}", headers));
        });
    };
    refuse("404 Not Found");
    CHECK_THROWS_WITH(client.pull(hub.url()), Contains("no such model"));
    refuse("401 Unauthorized", "X-Error-Code: RepoNotFound\r\n");
    CHECK_THROWS_WITH(client.pull(hub.url()), Contains("set HF_TOKEN"));
    CHECK_THROWS_WITH(client.pull(hub.url(), "token"), Contains("HF_TOKEN has no access"));
    refuse("503 Service Unavailable");
    CHECK_THROWS_WITH(client.pull(hub.url()), Contains("503") && Contains("try again later"));
    hub.answer_listing([&](const Connection& connection, const std::string&) {
        connection.send(answer("200 OK", hub.listing().dump()));
    });
    hub.answer_weights([](const Connection& connection, const std::string&) {
        connection.send(answer("403 Forbidden", "", "X-Error-Code: GatedRepo\r\n"));
    });
    CHECK_THROWS_WITH(client.pull(hub.url()), Contains("ask at") && Contains("/me/gym"));
    CHECK_THROWS_WITH(client.pull("http://127.0.0.1:" + std::to_string(closed_port())),
                      Contains("check the network"));
}

TEST_CASE("names, revisions and addresses that could mean something else are refused") {
    Client client;
    for (const char* model : {"gym", "../gym", "me/../gym", "me/gym/x", "me/gy m", "https://x/y"}) {
        CHECK_THROWS_WITH(client.pull("http://127.0.0.1", "", {model, {}, "main", false}),
                          Contains("not OWNER/NAME"));
    }
    CHECK_THROWS_AS(client.pull("http://127.0.0.1", "", {"me/gym", {}, "../x", false}), Error);
    CHECK_THROWS_WITH(client.pull("ftp://127.0.0.1"), Contains("HF_ENDPOINT"));
    CHECK_THROWS_WITH(client.pull("http://127.0.0.1", "a\r\nb"), Contains("HF_TOKEN"));
    CHECK_THROWS_WITH(client.pull("http://127.0.0.1", "", {"me/gym", "a/b", "main", false}),
                      Contains("letters, digits"));
}

TEST_CASE("a cancelled pull ends at once") {
    FakeHub hub;
    Client client;
    std::stop_source stop;
    hub.answer_weights([&](const Connection& connection, const std::string&) {
        stop.request_stop();
        connection.stall();
    });
    JobToken job(stop.get_token());
    const auto environment = [&](const char* name) -> std::optional<std::string> {
        if (std::string(name) == "HF_ENDPOINT") return hub.url();
        return std::nullopt;
    };
    CHECK_THROWS_AS(pull_model(client.paths, environment, {"me/gym", {}, "main", false}, job),
                    Cancelled);
    CHECK_FALSE(client.has_model());
}
