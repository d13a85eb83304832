// A real browser for a test: headless Chromium, steered through chromedriver's WebDriver
// interface. Source: https://www.w3.org/TR/webdriver2/
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/support/run_program.hpp"

namespace lockstep::test {

class Browser {
  public:
    // Where one of the two programs is missing, a test can say that it skips.
    static bool is_installed();

    Browser();   // blocks until it runs; throws std::runtime_error when it does not
    ~Browser();  // nothing of it is left
    Browser(const Browser&) = delete;
    Browser& operator=(const Browser&) = delete;

    // Each throws std::runtime_error with chromedriver's words when it fails.
    void open(const std::string& url);
    void open_tab(const std::string& url);                // and goes there
    void go_to_tab(std::size_t index);                    // 0 is the first
    nlohmann::json run(const std::string& javascript);    // what it returns
    std::string picture_of(const std::string& selector);  // a screenshot, as PNG
    std::string picture();                                // of the whole window

  private:
    nlohmann::json command(const std::string& path, const nlohmann::json& body);
    nlohmann::json ask(const std::string& path, const char* method = "GET",
                       const std::string& body = {});

    TemporaryFolder profile_;
    RunningProgram driver_;
    std::string session_;  // "http://127.0.0.1:39041/session/…"
    std::vector<std::string> tabs_;
};

}  // namespace lockstep::test
