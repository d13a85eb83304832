// libcurl, as far as a download needs it: asks a server again and again over one
// connection, within limits, until somebody stops it.
//
// A program must start libcurl before its second thread: whatever links this does so
// before main() begins. Sources: https://curl.se/libcurl/c/curl_global_init.html,
// https://curl.se/libcurl/c/curl_multi_wakeup.html
#pragma once

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include <curl/curl.h>

#include "common/downloader.hpp"
#include "common/http_answer.hpp"

namespace lockstep {

// The environment's proxies are not asked for it.
bool is_this_machine(const std::string& host);

// For one thread; another may only request the stop.
class HttpTransfer {
  public:
    // Throws std::runtime_error when no memory or descriptor is left.
    HttpTransfer(const std::string& host, DownloadLimits limits, std::stop_token stop);

    // Blocks until the answer is whole, is refused, or does not come.
    CURLcode get(const std::string& url, HttpAnswer& answer);

    // About the last get().
    bool is_connected() const { return is_connected_; }  // it came so far as to ask
    bool fell_silent() const { return fell_silent_; }    // for limits.read
    int system_error() const;                            // an errno, or 0
    std::string words(CURLcode code) const;              // libcurl's own

  private:
    template <auto release>
    struct Release {
        void operator()(auto* resource) const { release(resource); }
    };
    template <bool (HttpAnswer::*take)(std::string_view)>
    static std::size_t receive(char* bytes, std::size_t, std::size_t size, void* self);
    static int connected(void* self, char*, char*, int, int);
    CURLcode until_over();

    const DownloadLimits limits_;
    const std::stop_token stop_;
    const std::unique_ptr<CURLM, Release<curl_multi_cleanup>> multi_;
    const std::unique_ptr<curl_slist, Release<curl_slist_free_all>> fields_;
    const std::unique_ptr<CURL, Release<curl_easy_cleanup>> easy_;
    std::array<char, CURL_ERROR_SIZE> words_{};
    HttpAnswer* answer_ = nullptr;  // during get()
    bool is_connected_ = false;
    bool fell_silent_ = false;
    std::chrono::steady_clock::time_point heard_;  // the last bytes, or since we asked
    // Last: it wakes multi_, from any thread.
    const std::stop_callback<std::function<void()>> on_stop_;
};

}  // namespace lockstep
