// The page that lockstep-explore --html writes, in a real browser.
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include <doctest/doctest.h>

#include "tests/browser/browser.hpp"
#include "tests/support/contains.hpp"
#include "tests/support/run_program.hpp"

using lockstep::test::Browser;
using lockstep::test::contains;
using lockstep::test::lacks;
using lockstep::test::run_program;
using lockstep::test::TemporaryFolder;

namespace {

bool can_run() {
    const bool can = Browser::is_installed();
    if (!can) MESSAGE("chromium or chromedriver is not installed: skipped");
    return can;
}

// Of the two who eat with the same forks.
class DinnerPage {
  public:
    DinnerPage() {
        const auto result =
            run_program({LOCKSTEP_EXPLORE, "--html", path(), LOCKSTEP_EXPLORED_DINNER});
        REQUIRE(result.exit_code == 1);
    }
    std::string path() const { return folder_.path() + "/dinner.html"; }
    std::string text() const {
        std::ifstream file{path()};
        return {std::istreambuf_iterator<char>{file}, {}};
    }

  private:
    TemporaryFolder folder_;
};

// Where a person looks, and what a person does.
class Reader {
  public:
    explicit Reader(const DinnerPage& page) { browser_.open("file://" + page.path()); }

    std::string text_of(const std::string& selector) {
        const auto text =
            browser_.run("const found = document.querySelector('" + selector +
                         "'); return found ? found.textContent : ''");
        return text.get<std::string>();
    }
    void press(const std::string& key) {
        browser_.run("document.dispatchEvent(new KeyboardEvent('keydown', {key: '" + key +
                     "', bubbles: true}))");
    }
    void click(const std::string& selector) {
        browser_.run("document.querySelector('" + selector + "').click()");
    }
    int rows_seen() {
        return browser_
            .run("return [...document.querySelectorAll('#rows tr')].filter((row) => "
                 "getComputedStyle(row).display !== 'none').length")
            .get<int>();
    }
    bool reason_is_seen() {
        return browser_.run("return !document.getElementById('reason').hidden")
            .get<bool>();
    }
    bool is_wider_than_the_window() {
        return browser_
            .run("return document.documentElement.scrollWidth > window.innerWidth")
            .get<bool>();
    }
    // For people: LOCKSTEP_SCREENSHOTS names a folder.
    void keep(const std::string& name) {
        if (const char* folder = std::getenv("LOCKSTEP_SCREENSHOTS"))
            std::ofstream{std::string{folder} + "/" + name} << browser_.picture();
    }

  private:
    Browser browser_;
};

}  // namespace

TEST_CASE("the page needs nothing from outside") {
    const DinnerPage page;
    CHECK(lacks(page.text(), "http://"));
    CHECK(lacks(page.text(), "https://"));
    CHECK(lacks(page.text(), "<script src"));
}

TEST_CASE("one steps through a schedule with the keys and sees who holds and who waits") {
    if (!can_run()) return;
    const DinnerPage page;
    Reader reader{page};
    CHECK(contains(reader.text_of("#now"), "Nothing has happened yet"));
    CHECK(contains(reader.text_of("#step"), "step 0 of "));
    reader.press("ArrowRight");
    CHECK(contains(reader.text_of("#now"), "main starts plato"));
    CHECK(contains(reader.text_of("#now"), "dinner.cpp:20"));
    CHECK(contains(reader.text_of("tr.now"), "starts plato"));
    CHECK_FALSE(reader.reason_is_seen());
    reader.press("End");
    CHECK(reader.reason_is_seen());
    CHECK(contains(reader.text_of("#reason"), "deadlock: no thread can go on"));
    const auto states = reader.text_of("#states");
    CHECK(contains(states,
                   "plato: holds left_fork; waits for mutex right_fork, which kant"));
    CHECK(contains(states,
                   "kant: holds right_fork; waits for mutex left_fork, which plato"));
    CHECK_FALSE(reader.is_wider_than_the_window());
    reader.keep("schedule_end.png");
    reader.press("ArrowLeft");
    CHECK_FALSE(reader.reason_is_seen());
    reader.keep("schedule.png");
    reader.press("Home");
    CHECK(contains(reader.text_of("#step"), "step 0 of "));
    reader.press("ArrowLeft");
    CHECK(contains(reader.text_of("#step"), "step 0 of "));
}

TEST_CASE("the buttons do as the keys") {
    if (!can_run()) return;
    const DinnerPage page;
    Reader reader{page};
    reader.click("#next");
    reader.click("#next");
    CHECK(contains(reader.text_of("#now"), "main starts kant"));
    reader.click("#back");
    CHECK(contains(reader.text_of("#now"), "main starts plato"));
    reader.click("#last");
    CHECK(reader.reason_is_seen());
    reader.click("#first");
    CHECK(contains(reader.text_of("#step"), "step 0 of "));
}

TEST_CASE("what comes next can be hidden for a class to predict") {
    if (!can_run()) return;
    const DinnerPage page;
    Reader reader{page};
    reader.press("ArrowRight");
    const int all = reader.rows_seen();
    CHECK(all > 3);
    CHECK(reader.text_of("#predict").empty());
    reader.click("#hide");
    CHECK(reader.rows_seen() == 1);
    CHECK(contains(reader.text_of("#predict"), "Who is next"));
    reader.press("ArrowRight");
    CHECK(reader.rows_seen() == 2);
    reader.keep("schedule_hidden.png");
    reader.press("End");
    CHECK(reader.rows_seen() == all);
    CHECK(reader.text_of("#predict").empty());
}
