#include "common/http_transfer.hpp"

#include <algorithm>
#include <exception>
#include <stdexcept>
#include <utility>

#include <sys/socket.h>

#include "common/visible_text.hpp"

namespace lockstep {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

namespace {

const CURLcode libcurl_start = curl_global_init(CURL_GLOBAL_DEFAULT);

// libcurl takes 0 for "no limit".
long at_least_one(milliseconds time) {
    return static_cast<long>(std::max<milliseconds::rep>(1, time.count()));
}

// No child process inherits it.
curl_socket_t open_socket(void*, curlsocktype, curl_sockaddr* address) {
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

}  // namespace

bool is_this_machine(const std::string& host) {
    return host == "localhost" || host == "::1" || host.starts_with("127.");
}

HttpTransfer::HttpTransfer(const std::string& host, DownloadLimits limits,
                           std::stop_token stop)
    : limits_{limits},
      stop_{std::move(stop)},
      multi_{curl_multi_init()},
      fields_{curl_slist_append(nullptr, "Accept-Encoding: identity")},
      easy_{curl_easy_init()},
      on_stop_{stop_, [this] { curl_multi_wakeup(multi_.get()); }} {
    if (libcurl_start != CURLE_OK || !multi_ || !fields_ || !easy_)
        throw std::runtime_error{"libcurl cannot start: no memory or descriptor is left"};
    const auto set = [this](CURLoption option, auto value) {
        curl_easy_setopt(easy_.get(), option, value);
    };
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1});
    set(CURLOPT_PATH_AS_IS, 1L);
    set(CURLOPT_HTTPHEADER, fields_.get());
    if (is_this_machine(host)) set(CURLOPT_PROXY, "");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, at_least_one(limits_.connect));
    set(CURLOPT_TIMEOUT_MS, at_least_one(limits_.total));
    set(CURLOPT_ERRORBUFFER, words_.data());
    set(CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    set(CURLOPT_PREREQFUNCTION, &connected);
    set(CURLOPT_PREREQDATA, this);
    set(CURLOPT_HEADERFUNCTION, &receive<&HttpAnswer::take_line>);
    set(CURLOPT_HEADERDATA, this);
    set(CURLOPT_WRITEFUNCTION, &receive<&HttpAnswer::take_bytes>);
    set(CURLOPT_WRITEDATA, this);
}

int HttpTransfer::connected(void* self, char*, char*, int, int) {
    auto& transfer = *static_cast<HttpTransfer*>(self);
    transfer.is_connected_ = true;
    transfer.heard_ = Clock::now();
    return CURL_PREREQFUNC_OK;
}

// Anything but `size` makes libcurl give up.
template <bool (HttpAnswer::*take)(std::string_view)>
std::size_t HttpTransfer::receive(char* bytes, std::size_t, std::size_t size,
                                  void* self) {
    auto& transfer = *static_cast<HttpTransfer*>(self);
    transfer.heard_ = Clock::now();
    try {
        if ((transfer.answer_->*take)({bytes, size})) return size;
    } catch (const std::exception&) {
        // No memory is left. C code cannot hand it on.
    }
    return CURL_WRITEFUNC_ERROR;
}

CURLcode HttpTransfer::get(const std::string& url, HttpAnswer& answer) {
    answer_ = &answer;
    is_connected_ = fell_silent_ = false;
    words_.fill('\0');
    curl_easy_setopt(easy_.get(), CURLOPT_URL, url.c_str());
    curl_multi_add_handle(multi_.get(), easy_.get());
    const auto code = until_over();
    curl_multi_remove_handle(multi_.get(), easy_.get());  // ends what is not over
    return code;
}

CURLcode HttpTransfer::until_over() {
    while (!stop_.stop_requested()) {
        int running = 0;
        if (curl_multi_perform(multi_.get(), &running) != CURLM_OK) break;
        int more = 0;
        const auto* message = curl_multi_info_read(multi_.get(), &more);
        if (message != nullptr) return message->data.result;
        // All other limits are libcurl's business.
        milliseconds patience = std::chrono::hours{1};
        if (is_connected_)
            patience = std::min(patience, std::chrono::ceil<milliseconds>(
                                              heard_ + limits_.read - Clock::now()));
        fell_silent_ = patience.count() <= 0;
        if (fell_silent_) return CURLE_OPERATION_TIMEDOUT;
        curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(patience.count()),
                        nullptr);
    }
    return CURLE_ABORTED_BY_CALLBACK;
}

int HttpTransfer::system_error() const {
    long error = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_OS_ERRNO, &error);
    return static_cast<int>(error);
}

std::string HttpTransfer::words(CURLcode code) const {
    return visible(words_[0] != '\0' ? words_.data() : curl_easy_strerror(code));
}

}  // namespace lockstep
