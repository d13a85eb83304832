#include "common/lanes.hpp"

#include <sstream>

#include <doctest/doctest.h>

#include "common/visible_text.hpp"

using namespace lockstep;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream{text};
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

}  // namespace

TEST_CASE("rows of lanes fill 80 columns and no more") {
    for (std::size_t count = 1; count <= 7; ++count) {
        const std::vector<std::string> names{"one",  "two", "three", "four",
                                             "five", "six", "seven"};
        const Lanes lanes{
            {names.begin(), names.begin() + static_cast<std::ptrdiff_t>(count)}};
        std::string all = lanes.header();
        all += lanes.rows("0.312", "one", 0,
                          std::string(100, 'x') + " \xe6\x94\xb6\xe7\x9b\x98", false);
        for (const std::string& line : lines_of(all)) {
            CAPTURE(line);
            CHECK(display_width(line) <= 80);
            CHECK(display_width(line) > 80 - count);
        }
    }
}

TEST_CASE("text wraps inside its lane and the time stands once") {
    const Lanes lanes{{"download", "converter", "packer"}};
    CHECK(lines_of(lanes.rows("0.312", "converter", 1, "writes 000007.xml and says so",
                              false)) ==
          std::vector<std::string>{"  0.312 |                       | writes 000007.xml "
                                   "and |                       ",
                                   "        |                       | says so            "
                                   "   |                       "});
}

TEST_CASE("a thread speaks in the lane that its name begins with") {
    const Lanes lanes{{"down", "download", "packer"}};
    CHECK(lanes.lane_of("download 000007") == 1);
    CHECK(lanes.lane_of("down 1") == 0);
    CHECK(lanes.lane_of("packer") == 2);
    CHECK_FALSE(lanes.lane_of("pack").has_value());
    CHECK_FALSE(lanes.lane_of("main").has_value());
}

TEST_CASE("what a name has beyond its lane is said first unless the text says it") {
    const Lanes lanes{{"download", "packer"}};
    const auto says = [&](const std::string& thread, const std::string& text) {
        return lanes.rows("0.1", thread, 0, text, false);
    };
    CHECK(says("download 000007", "arrives").find("| 000007: arrives ") !=
          std::string::npos);
    CHECK(says("download 000007", "000007 arrives").find("| 000007 arrives ") !=
          std::string::npos);
    CHECK(says("download", "arrives").find("| arrives ") != std::string::npos);
}

TEST_CASE("colour covers only the lane that speaks") {
    const Lanes lanes{{"download", "packer"}};
    const std::string row = lanes.rows("0.1", "packer", 1, "packs", true);
    CHECK(row.find("| \x1b[38;5;130mpacks ") != std::string::npos);
    CHECK(row.find("\x1b[0m\n") != std::string::npos);
    CHECK(row.find("\x1b[") == row.find("\x1b[38;5;130m"));
}
