#include "common/visible_text.hpp"

#include <cmath>

#include <doctest/doctest.h>

#include "common/colours.hpp"

using namespace lockstep;

TEST_CASE("control characters become visible escapes") {
    CHECK(visible("a\nb\rc\td") == "a\\nb\\rc\\td");
    CHECK(visible("\x1b[2J\x07") == "\\x1b[2J\\x07");
    CHECK(visible(std::string_view{"\0\x7f", 2}) == "\\x00\\x7f");
    CHECK(visible("\xc2\x9b"
                  "31m") == "\\u009b31m");  // the one-character form of ESC [
    CHECK(visible("\xe2\x80\xae"
                  "txt") == "\\u202etxt");  // writes from right to left
}

TEST_CASE("bytes that are not UTF-8 become visible escapes") {
    CHECK(visible("\xff\xfe") == "\\xff\\xfe");
    CHECK(visible("\xe6\x94") == "\\xe6\\x94");           // cut short
    CHECK(visible("\xc0\x8a") == "\\xc0\\x8a");           // a line feed, too long
    CHECK(visible("\xe0\x82\x9b") == "\\xe0\\x82\\x9b");  // CSI, too long
    CHECK(visible("\xed\xa0\x80") == "\\xed\\xa0\\x80");  // half of a surrogate pair
    CHECK(visible("\xf4\x90\x80\x80") == "\\xf4\\x90\\x80\\x80");  // beyond Unicode
}

TEST_CASE("ordinary text and kept characters stay as they are") {
    CHECK(visible("C:\\data \xe6\x94\xb6\xe7\x9b\x98 \xf0\x9f\x93\x88") ==
          "C:\\data \xe6\x94\xb6\xe7\x9b\x98 \xf0\x9f\x93\x88");
    CHECK(visible("a\nb\tc\r", "\n\t") == "a\nb\tc\\r");
}

TEST_CASE("a Chinese character takes two columns and an accent none") {
    CHECK(display_width("abc") == 3);
    CHECK(display_width("\xc3\xa9t\xc3\xa9") == 3);
    CHECK(display_width("e\xcc\x81") == 1);
    CHECK(display_width("\xe6\x94\xb6\xe7\x9b\x98") == 4);
    CHECK(pad("\xe6\x94\xb6", 4) == "\xe6\x94\xb6  ");
    CHECK(cut("\xe6\x94\xb6\xe7\x9b\x98", 3) == "\xe6\x94\xb6");
}

TEST_CASE("wrapping breaks at spaces and long words anywhere") {
    using Lines = std::vector<std::string>;
    CHECK(wrap("", 8) == Lines{""});
    CHECK(wrap("eight ok", 8) == Lines{"eight ok"});
    CHECK(wrap("one two three", 8) == Lines{"one two", "three"});
    CHECK(wrap("a very_long_word", 8) == Lines{"a", "very_lon", "g_word"});
    CHECK(wrap("\xe6\x94\xb6\xe7\x9b\x98\xe4\xbb\xb7", 5) ==
          Lines{"\xe6\x94\xb6\xe7\x9b\x98", "\xe4\xbb\xb7"});
    CHECK(wrap("trailing    ", 8) == Lines{"trailing"});
}

namespace {

double linear(int channel) {
    const double c = channel / 255.0;
    return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

// Of a code from the cube of 6 by 6 by 6 that starts at 16.
double luminance(int code) {
    const auto level = [](int step) { return step == 0 ? 0 : 55 + 40 * step; };
    const int cube = code - 16;
    return 0.2126 * linear(level(cube / 36)) + 0.7152 * linear(level(cube / 6 % 6)) +
           0.0722 * linear(level(cube % 6));
}

double contrast(double lighter, double darker) {
    return (lighter + 0.05) / (darker + 0.05);
}

}  // namespace

TEST_CASE("every colour is readable on black and on white") {
    CHECK(contrast(luminance(231), luminance(16)) == doctest::Approx(21));
    for (const int code : readable_colours) {
        CAPTURE(code);
        REQUIRE(code >= 16);
        REQUIRE(code <= 231);
        CHECK(contrast(luminance(code), 0) >= 4);
        CHECK(contrast(1, luminance(code)) >= 4);
    }
}
