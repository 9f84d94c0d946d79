#include "app/hub/pull_model.h"

#include <fstream>
#include <regex>
#include <system_error>

#include "app/hub/file_hash.h"
#include "app/hub/http_client.h"
#include "app/hub/hub_listing.h"
#include "app/model_store.h"
#include "engine/core/error.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr const char* kHub = "https://huggingface.co";
constexpr std::size_t kMostListingBytes = 8U << 20;
constexpr const char* kAgain = "run it again, it goes on from there";

struct HubAddress {
    std::string endpoint;  // without a slash at its end
    std::string token;
};

HubAddress hub_address(const Environment& environment) {
    HubAddress address{environment("HF_ENDPOINT").value_or(kHub),
                       environment("HF_TOKEN").value_or("")};
    while (address.endpoint.ends_with('/')) address.endpoint.pop_back();
    if (!address.endpoint.starts_with("https://") && !address.endpoint.starts_with("http://")) {
        throw Error(kPull, address.endpoint, "HF_ENDPOINT is no address of a server",
                    "unset it, or set it to https://…");
    }
    if (address.token.find_first_of("\r\n \t") != std::string::npos) {
        throw Error(kPull, "", "HF_TOKEN has spaces or line breaks in it", "set it again");
    }
    return address;
}

void check_options(const PullOptions& options) {
    static const std::regex id(R"([A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95})");
    static const std::regex revision(R"([\w.][\w./-]{0,127})");
    if (!std::regex_match(options.model, id)) {
        throw Error(kPull, options.model, "it is not OWNER/NAME",
                    "name it as its page on the Hub does");
    }
    if (!std::regex_match(options.revision, revision) ||
        options.revision.find("..") != std::string::npos) {
        throw Error(kPull, options.revision, "it is not a branch, tag or commit");
    }
}

void check_status(const HttpAnswer& answer, const std::string& model, bool token,
                  const std::string& page) {
    const long status = answer.status;
    if (status == 200 || status == 206) return;
    if (answer.error_code == "GatedRepo" || status == 403) {
        throw Error(kPull, model, "its owner gives access only to those who ask",
                    "ask at " + page + ", then set HF_TOKEN to a token of yours");
    }
    if (status == 401) {
        throw Error(kPull, model,
                    token ? "there is no such model, or HF_TOKEN has no access to it"
                          : "there is no such model, or it is private",
                    token ? "check the name and the token"
                          : "check the name; for a private one set HF_TOKEN");
    }
    if (status == 404) {
        throw Error(kPull, model, "there is no such model, revision or file", "check the name");
    }
    throw Error(kPull, model, "the server answered with status " + std::to_string(status),
                status == 429 || status >= 500 ? "try again later" : "check HF_ENDPOINT");
}

// The fetched part of one file; kept whatever happens, so that the next try goes on.
class PartialFile {
  public:
    PartialFile(fs::path path, const HubFile& file, const std::string& model)
        : path_(std::move(path)), file_(file), model_(model) {
        std::error_code none;
        const std::uintmax_t size = fs::file_size(path_, none);
        size_ = none ? 0 : size;
        if (none) std::ofstream created(path_);  // also an empty file has a hash
    }

    std::uint64_t size() const { return size_; }
    // Where the next bytes belong: as much as is there, or the start.
    void begin_at(std::uint64_t from) {
        if (from != size_) size_ = 0;
        out_.open(path_, std::ios::binary | (size_ > 0 ? std::ios::app : std::ios::trunc));
    }
    void append(std::string_view bytes) {
        if (file_.size > 0 && size_ + bytes.size() > file_.size) {
            throw Error(kPull, model_, file_.name + " is longer than the server said", kRestart);
        }
        out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        out_.flush();
        if (!out_) {
            throw Error(kPull, path_.string(), "cannot be written", "make room, and run it again");
        }
        size_ += bytes.size();
    }
    void close() { out_.close(); }
    void forget() {
        close();
        std::error_code ignored;
        fs::remove(path_, ignored);
        size_ = 0;
    }

    static constexpr const char* kRestart = "try again; if it stays so, check HF_ENDPOINT";

  private:
    const fs::path path_;
    const HubFile& file_;
    const std::string& model_;
    std::ofstream out_;
    std::uint64_t size_ = 0;
};

// One pull: where from, where to.
class Pull {
  public:
    Pull(const Paths& paths, const Environment& environment, const PullOptions& options,
         JobToken& job)
        : options_(options), address_(hub_address(environment)), job_(job) {
        std::string folder = options.model;
        folder.replace(folder.find('/'), 1, "--");
        staging_ = paths.data / "models" / (".pull-" + folder);
    }

    fs::path fetch_all() {
        const HubListing listing = fetch_listing();
        prepare_staging(listing);
        for (const HubFile& file : listing.files) {
            fetch_file(listing, file);
            done_ += file.size;
        }
        return staging_;
    }

  private:
    std::string page() const { return address_.endpoint + "/" + options_.model; }

    HubListing fetch_listing() {
        job_.publish({"Asking for " + options_.model, -1});
        std::string text;
        const HttpRequest request{address_.endpoint + "/api/models/" + options_.model +
                                      "/revision/" + options_.revision + "?blobs=true",
                                  address_.token, 0};
        const HttpAnswer answer = client_.get(
            request, [](const HttpAnswer&) {},
            [&](std::string_view bytes) {
                if (text.size() + bytes.size() > kMostListingBytes) {
                    throw Error(kPull, options_.model, "the server's answer is too long",
                                "check HF_ENDPOINT");
                }
                text += bytes;
            },
            job_.stop());
        check_status(answer, options_.model, !address_.token.empty(), page());
        if (!answer.broken.empty()) {
            throw Error(kPull, options_.model, "the connection ended early: " + answer.broken,
                        "try again");
        }
        return listing_from_json(text, options_.model);
    }

    // Parts that were fetched before are kept, but never mixed with another commit's.
    void prepare_staging(const HubListing& listing) {
        std::error_code error;
        std::string commit;
        std::ifstream(staging_ / "commit") >> commit;
        if (commit != listing.commit) fs::remove_all(staging_, error);
        fs::create_directories(staging_, error);
        std::ofstream(staging_ / "commit") << listing.commit;
        const fs::space_info space = fs::space(staging_, error);
        if (error) {
            throw Error(kPull, staging_.string(), error.message(),
                        "check the folder's permissions");
        }
        // Once fetched it is copied to its place.
        if (space.available < 2 * listing.bytes()) {
            throw Error(kPull, options_.model,
                        "it needs " + std::to_string(2 * listing.bytes() >> 20) +
                            " MB of free space, and there are " +
                            std::to_string(space.available >> 20),
                        "make room");
        }
        total_ = listing.bytes();
    }

    void fetch_file(const HubListing& listing, const HubFile& file) {
        const fs::path target = staging_ / file.name;
        if (fs::exists(target)) return;  // it was checked when it got this name
        const fs::path part = staging_ / (file.name + ".part");
        PartialFile body(part, file, options_.model);
        std::string hash = file.hash;
        const bool complete = file.size > 0 && body.size() == file.size && !hash.empty();
        if (!complete) hash = fetch_body(listing, file, body);
        if (hash.empty()) {
            throw Error(kPull, options_.model, "the server gives no hash of " + file.name,
                        "use another HF_ENDPOINT");
        }
        if (!has_hash(part, hash)) {
            body.forget();
            throw Error(kPull, options_.model, file.name + " arrived damaged: its hash differs",
                        PartialFile::kRestart);
        }
        fs::rename(part, target);
    }

    // Returns the hash that the file must have.
    std::string fetch_body(const HubListing& listing, const HubFile& file, PartialFile& body) {
        for (;;) {
            const std::uint64_t before = body.size();
            const HttpAnswer answer = request_body(listing, file, body);
            body.close();
            if (answer.status == 416 && before > 0) {  // there is nothing after what we have
                body.forget();
                continue;
            }
            check_status(answer, options_.model, !address_.token.empty(), page());
            const bool short_of = file.size > 0 && body.size() < file.size;
            if (answer.broken.empty() && !short_of) {
                if (!file.hash.empty()) return file.hash;
                return is_hash(answer.etag) ? answer.etag : "";
            }
            // As long as it gets on, it goes on.
            if (body.size() <= before) {
                throw Error(kPull, options_.model,
                            "the connection ended before " + file.name + " was whole", kAgain);
            }
        }
    }

    HttpAnswer request_body(const HubListing& listing, const HubFile& file, PartialFile& body) {
        const HttpRequest request{page() + "/resolve/" + listing.commit + "/" + file.name,
                                  address_.token, body.size()};
        return client_.get(
            request,
            [&](const HttpAnswer& answer) {
                if (answer.is_page) {
                    throw Error(kPull, options_.model,
                                "the server sent a web page instead of " + file.name,
                                "check HF_ENDPOINT, and whether a proxy wants a login");
                }
                body.begin_at(answer.from);
            },
            [&](std::string_view bytes) {
                body.append(bytes);
                const auto got = static_cast<double>(done_ + body.size());
                job_.publish({"Fetching " + file.name,
                              total_ == 0 ? -1 : got / static_cast<double>(total_)});
            },
            job_.stop());
    }

    const PullOptions& options_;
    const HubAddress address_;
    JobToken& job_;
    HttpClient client_;
    fs::path staging_;
    std::uint64_t done_ = 0;  // bytes of files that are complete
    std::uint64_t total_ = 0;
};

}  // namespace

ModelInfo pull_model(const Paths& paths, const Environment& environment, const PullOptions& options,
                     JobToken& job) {
    check_options(options);
    const std::string name =
        options.name.value_or(options.model.substr(options.model.find('/') + 1));
    check_new_name(paths, name, options.replace);
    const fs::path fetched = Pull(paths, environment, options, job).fetch_all();
    job.publish({"Checking the model", -1});
    ModelInfo model = import_model(paths, fetched, name, options.replace);
    std::error_code ignored;
    fs::remove_all(fetched, ignored);
    return model;
}

}  // namespace spotter
