#include "tests/browser/browser.hpp"

#include <cstdint>
#include <cstdlib>
#include <exception>
#include <memory>
#include <stdexcept>
#include <thread>

#include <curl/curl.h>

namespace lockstep::test {

using nlohmann::json;

namespace {

RunOptions for_the_driver() {
    RunOptions options;
    options.limit = std::chrono::seconds{150};  // the whole test case
    return options;
}

// chromedriver says: "ChromeDriver was started successfully on port 39041."
int wait_for_port(RunningProgram& driver) {
    const std::string before = "started successfully on port ";
    if (!driver.wait_for_output(before))
        throw std::runtime_error{"chromedriver does not start: " + driver.wait().err};
    for (;;) {
        const auto output = driver.output_so_far();
        const auto at = output.find(before) + before.size();
        if (output.find('.', at) != output.npos) return std::atoi(output.c_str() + at);
        std::this_thread::yield();  // the line is being written
    }
}

json capabilities(const std::string& profile) {
    const json arguments{"--headless",
                         "--no-sandbox",
                         "--disable-gpu",
                         "--disable-quic",
                         "--no-first-run",
                         "--disable-background-networking",
                         "--disable-component-update",
                         "--disable-sync",
                         "--disable-dev-shm-usage",
                         "--window-size=1200,720",
                         "--user-data-dir=" + profile};
    const json options{{"args", arguments}};
    return {{"capabilities", {{"alwaysMatch", {{"goog:chromeOptions", options}}}}}};
}

std::string from_base64(const std::string& text) {
    static const std::string digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const auto digit = digits.find(c);
        if (digit == digits.npos) continue;  // padding
        bits = bits << 6U | static_cast<std::uint32_t>(digit);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        bytes += static_cast<char>(bits >> count & 0xffU);
    }
    return bytes;
}

std::size_t append(char* bytes, std::size_t, std::size_t size, void* text) {
    static_cast<std::string*>(text)->append(bytes, size);
    return size;
}

}  // namespace

bool Browser::is_installed() {
    const auto found =
        run_program({"sh", "-c", "command -v chromium && command -v chromedriver"});
    return found.exit_code == 0;
}

Browser::Browser() : driver_{{"chromedriver", "--port=0"}, for_the_driver()} {
    const int port = wait_for_port(driver_);
    session_ = "http://127.0.0.1:" + std::to_string(port) + "/session";
    const auto begun = command("", capabilities(profile_.path() + "/profile"));
    session_ += "/" + begun.at("sessionId").get<std::string>();
    tabs_.push_back(ask("/window").get<std::string>());
}

Browser::~Browser() {
    try {
        ask("", "DELETE");  // closes Chromium, all of it
    } catch (const std::exception&) {
        // chromedriver is gone; what it started ends with it.
    }
}

json Browser::command(const std::string& path, const json& body) {
    return ask(path, "POST", body.dump());
}

json Browser::ask(const std::string& path, const char* method, const std::string& body) {
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> http{curl_easy_init(),
                                                                   curl_easy_cleanup};
    const auto set = [&](CURLoption option, auto value) {
        curl_easy_setopt(http.get(), option, value);
    };
    std::string answer;
    set(CURLOPT_URL, (session_ + path).c_str());
    set(CURLOPT_PROXY, "");
    set(CURLOPT_TIMEOUT, 60L);
    if (!body.empty()) set(CURLOPT_POSTFIELDS, body.c_str());
    set(CURLOPT_CUSTOMREQUEST, method);
    set(CURLOPT_WRITEFUNCTION, &append);
    set(CURLOPT_WRITEDATA, &answer);
    const auto code = curl_easy_perform(http.get());
    if (code != CURLE_OK)
        throw std::runtime_error{std::string{"chromedriver does not answer: "} +
                                 curl_easy_strerror(code)};
    long status = 0;
    curl_easy_getinfo(http.get(), CURLINFO_RESPONSE_CODE, &status);
    auto value = json::parse(answer).at("value");
    if (status != 200) throw std::runtime_error{value.value("message", answer)};
    return value;
}

void Browser::open(const std::string& url) {
    command("/url", {{"url", url}});
}

void Browser::open_tab(const std::string& url) {
    tabs_.push_back(
        command("/window/new", {{"type", "tab"}}).at("handle").get<std::string>());
    go_to_tab(tabs_.size() - 1);
    open(url);
}

void Browser::go_to_tab(std::size_t index) {
    command("/window", {{"handle", tabs_.at(index)}});
}

json Browser::run(const std::string& javascript) {
    return command("/execute/sync", {{"script", javascript}, {"args", json::array()}});
}

std::string Browser::picture_of(const std::string& selector) {
    const auto element =
        command("/element", {{"using", "css selector"}, {"value", selector}});
    const auto id = element.begin().value().get<std::string>();
    return from_base64(ask("/element/" + id + "/screenshot").get<std::string>());
}

std::string Browser::picture() {
    return from_base64(ask("/screenshot").get<std::string>());
}

}  // namespace lockstep::test
