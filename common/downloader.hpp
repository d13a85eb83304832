// Downloads one CSV or JSON text after another over HTTP or HTTPS.
//
// A failure is a value, never an exception: whoever asked for nine stocks still gets the
// other eight. Every wait is bounded: by the limits below, and by the stop_token. A
// redirect is not followed, it is a status like any other. When the server closed a kept
// connection, the request is repeated on a new one. The environment's proxies
// (http_proxy, no_proxy) count, but not for this machine.
//
// It stands on libcurl, which a program must start before its second thread: whatever
// links this does so before main() begins.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace lockstep {

struct DownloadError {
    enum class Kind {
        connect,     // nobody listens there, or not within the connect time-out
        timeout,     // too slow: a read took longer than `read`, or all of it longer than
                     // `total`
        status,      // an HTTP status other than 200
        broken,      // closed in the middle, cut short, or not HTTP
        too_large,   // more than `max_bytes`
        interrupted  // the stop_token asked for it
    };
    Kind kind;
    std::string text;  // "000007: 404 Not Found", "000003: no answer within 3 s"
};

// Either `error` is set, or the rest is the answer. With an error, `body` is what came
// before it happened: of a 404, what the server said about it.
struct Download {
    std::string id;
    std::string body;     // bytes as they came
    std::string charset;  // from the Content-Type, lower case, empty when none was named
    std::optional<DownloadError> error;

    bool ok() const { return !error; }
};

struct DownloadLimits {
    std::chrono::milliseconds connect{3000};
    std::chrono::milliseconds read{3000};  // for one piece after the other
    std::chrono::milliseconds total{10000};
    std::size_t max_bytes = 16U << 20U;
};

// Keeps its connection open from one download to the next. For one thread; a thread that
// downloads owns one.
class Downloader {
  public:
    // "http://127.0.0.1:8080/csv/{sid}.csv": {sid} is replaced by the id,
    // percent-encoded. Throws std::invalid_argument that shows the template when it
    // cannot be one, std::runtime_error when no memory or descriptor is left.
    explicit Downloader(const std::string& url_template, DownloadLimits limits = {},
                        std::stop_token stop = {});
    ~Downloader();
    Downloader(const Downloader&) = delete;
    Downloader& operator=(const Downloader&) = delete;

    // Blocks until the answer is whole, or one of the limits or the stop_token ends it.
    Download get(std::string_view id);

  private:
    struct Connection;
    std::unique_ptr<Connection> connection_;
};

}  // namespace lockstep
