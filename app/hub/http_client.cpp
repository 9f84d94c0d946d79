#include "app/hub/http_client.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <exception>

#include <curl/curl.h>

#include "app/version.h"
#include "engine/core/error.h"
#include "engine/core/job.h"

namespace spotter {
namespace {

constexpr const char* kStep = "fetch";
constexpr long kMostRedirects = 5;
constexpr long kConnectSeconds = 30;
constexpr long kStalledSeconds = 60;

std::string without_space(std::string_view text) {
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) {
        text.remove_prefix(1);
    }
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) {
        text.remove_suffix(1);
    }
    return std::string(text);
}

// `W/"abc"` -> `abc`.
std::string plain_etag(std::string_view text) {
    std::string etag = without_space(text);
    if (etag.starts_with("W/")) etag.erase(0, 2);
    std::erase(etag, '"');
    return etag;
}

// The first byte of "bytes 5-9/10".
std::uint64_t range_start(std::string_view text) {
    const std::string range = without_space(text);
    const std::size_t digit = range.find_first_of("0123456789");
    std::uint64_t start = 0;
    if (digit != std::string::npos) {
        std::from_chars(range.data() + digit, range.data() + range.size(), start);
    }
    return start;
}

}  // namespace

// One request as its callbacks see it.
struct HttpClient::Transfer {
    CURL* curl = nullptr;
    HttpAnswer answer;
    const std::function<void(const HttpAnswer&)>& begin;
    const std::function<void(std::string_view)>& sink;
    const std::stop_token& stop;
    bool linked = false;  // the etag is the one that was linked
    bool begun = false;
    std::exception_ptr failure;

    void header(std::string_view line) {
        if (line.starts_with("HTTP/")) {  // of a new answer
            answer.from = 0;
            answer.is_page = false;
        }
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) return;
        std::string name(line.substr(0, colon));
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        const std::string_view value = line.substr(colon + 1);
        if (name == "x-linked-etag") {
            answer.etag = plain_etag(value);
            linked = true;
        }
        if (name == "etag" && !linked) answer.etag = plain_etag(value);
        if (name == "x-error-code") answer.error_code = without_space(value);
        if (name == "content-range") answer.from = range_start(value);
        if (name == "content-type") answer.is_page = without_space(value).starts_with("text/html");
    }

    // False ends the transfer.
    bool body(std::string_view bytes) {
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer.status);
        if (answer.status != 200 && answer.status != 206) return true;
        try {
            if (!begun) begin(answer);
            begun = true;
            sink(bytes);
            return true;
        } catch (...) {
            failure = std::current_exception();
            return false;
        }
    }

    static std::size_t on_header(char* data, std::size_t, std::size_t size, void* self) {
        static_cast<Transfer*>(self)->header({data, size});
        return size;
    }
    static std::size_t on_body(char* data, std::size_t, std::size_t size, void* self) {
        return static_cast<Transfer*>(self)->body({data, size}) ? size : 0;
    }
    static int on_progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
        return static_cast<Transfer*>(self)->stop.stop_requested() ? 1 : 0;
    }
};

void HttpClient::FreeCurl::operator()(void* handle) const noexcept {
    curl_easy_cleanup(handle);
}

HttpClient::HttpClient() : curl_(curl_easy_init()) {
    if (!curl_) throw Error(kStep, "", "libcurl cannot be started");
}

HttpClient::~HttpClient() = default;

// What every request has: who asks, what it may be led to, and how long it may take.
void HttpClient::set_up(const HttpRequest& request) {
    CURL* curl = curl_.get();
    curl_easy_reset(curl);
    const bool secure = request.url.starts_with("https:");
    curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(curl, CURLOPT_USERAGENT, ("spotter/" + program_version()).c_str());
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, secure ? "https" : "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(curl, CURLOPT_MAXREDIRS, kMostRedirects);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, kStalledSeconds);
    if (!request.token.empty()) {
        curl_easy_setopt(curl, CURLOPT_HTTPAUTH, CURLAUTH_BEARER);
        curl_easy_setopt(curl, CURLOPT_XOAUTH2_BEARER, request.token.c_str());
    }
    const std::string range = std::to_string(request.from) + "-";
    if (request.from > 0) curl_easy_setopt(curl, CURLOPT_RANGE, range.c_str());
}

HttpAnswer HttpClient::get(const HttpRequest& request,
                           const std::function<void(const HttpAnswer&)>& begin,
                           const std::function<void(std::string_view)>& sink,
                           const std::stop_token& stop) {
    CURL* curl = curl_.get();
    Transfer transfer{curl, {}, begin, sink, stop, false, false, {}};
    set_up(request);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &Transfer::on_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &transfer);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &Transfer::on_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &Transfer::on_progress);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &transfer);

    const CURLcode result = curl_easy_perform(curl);
    if (transfer.failure) std::rethrow_exception(transfer.failure);
    if (stop.stop_requested()) throw Cancelled();
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &transfer.answer.status);
    switch (result) {
        case CURLE_OK:
            break;
        case CURLE_UNSUPPORTED_PROTOCOL:
            throw Error(kStep, request.url, "it leads to an address that is not fetched from",
                        "check HF_ENDPOINT");
        case CURLE_TOO_MANY_REDIRECTS:
            throw Error(kStep, request.url, "it leads from one address to another without end",
                        "check HF_ENDPOINT");
        default:
            transfer.answer.broken = curl_easy_strerror(result);
            if (transfer.answer.status == 0) {
                throw Error(kStep, request.url, transfer.answer.broken,
                            "check the network, https_proxy and HF_ENDPOINT");
            }
    }
    return transfer.answer;
}

}  // namespace spotter
