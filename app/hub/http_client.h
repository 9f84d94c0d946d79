#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

namespace spotter {

struct HttpRequest {
    std::string url;
    std::string token;       // sent as "Authorization: Bearer" to the first host alone; empty: none
    std::uint64_t from = 0;  // first byte that is wanted
};

// What a server answered, after redirects.
struct HttpAnswer {
    long status = 0;  // 0: there was no answer
    std::uint64_t from =
        0;  // of the file, where the body begins; less than asked for: the whole file came
    std::string etag;        // of the file: the first answer's X-Linked-Etag, else the last ETag
    std::string error_code;  // the Hub's X-Error-Code: "GatedRepo", "RepoNotFound"
    bool is_page = false;    // it is HTML, by its Content-Type
    // Why the body is not whole; empty when it is. Then asking for the rest may help.
    std::string broken;
};

// Fetches over HTTP and HTTPS with what the environment says about proxies. Redirects never lead to
// another protocol than these, nor from HTTPS to HTTP. One thread at a time.
class HttpClient {
  public:
    HttpClient();
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    // Bytes of the body come to `sink`, only of an answer with status 200 or 206; `begin` is told
    // before the first. When one throws, so does this. Throws Cancelled once `stop` is requested,
    // and Error when no server was reached or the address or a redirect is not allowed.
    HttpAnswer get(const HttpRequest& request, const std::function<void(const HttpAnswer&)>& begin,
                   const std::function<void(std::string_view)>& sink, const std::stop_token& stop);

  private:
    struct Transfer;
    void set_up(const HttpRequest& request);

    struct FreeCurl {
        void operator()(void* handle) const noexcept;
    };
    std::unique_ptr<void, FreeCurl> curl_;
};

}  // namespace spotter
