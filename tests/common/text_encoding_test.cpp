#include "common/text_encoding.hpp"

#include <stdexcept>
#include <string>

#include <doctest/doctest.h>

#include "common/csv.hpp"

namespace {

using lockstep::find_invalid_utf8;
using lockstep::to_utf8;

constexpr auto nowhere = std::string_view::npos;

// 日期 and 收盘价, the way GB2312 and UTF-8 write them.
const std::string date_gbk = "\xC8\xD5\xC6\xDA";
const std::string date_utf8 = "\xE6\x97\xA5\xE6\x9C\x9F";
const std::string close_gbk = "\xCA\xD5\xC5\xCC\xBC\xDB";
const std::string close_utf8 = "\xE6\x94\xB6\xE7\x9B\x98\xE4\xBB\xB7";

std::string encoding_error(const std::string& bytes, std::string_view charset = {}) {
    try {
        to_utf8(bytes, charset);
    } catch (const std::runtime_error& failure) {
        return failure.what();
    }
    return "no error";
}

}  // namespace

TEST_CASE("text in UTF-8 stays as it is") {
    CHECK(to_utf8("") == "");
    CHECK(to_utf8("Date,Close\n") == "Date,Close\n");
    CHECK(to_utf8(date_utf8 + ',' + close_utf8) == date_utf8 + ',' + close_utf8);
    CHECK(to_utf8(date_utf8, "utf-8") == date_utf8);
}

TEST_CASE("text that is not UTF-8 is read as GBK") {
    CHECK(to_utf8(date_gbk + ",1\n") == date_utf8 + ",1\n");
    CHECK(to_utf8(close_gbk) == close_utf8);
}

TEST_CASE("the charset of the HTTP answer decides first") {
    const std::string both =
        "\xC2\xA1";  // an inverted exclamation mark in UTF-8, 隆 in GBK
    CHECK(to_utf8(both) == both);
    CHECK(to_utf8(both, "utf-8") == both);
    CHECK(to_utf8(both, "gb2312") == "\xE9\x9A\x86");
    CHECK(to_utf8(both, "iso-8859-1") == "\xC3\x82\xC2\xA1");
}

TEST_CASE("charset names may be in any case and quoted") {
    for (const char* name :
         {"gb2312", "GB2312", "\"gbk\"", " GBK ", "'gb18030'", "x-gbk", "CP936"}) {
        CHECK(to_utf8(date_gbk, name) == date_utf8);
    }
    CHECK(to_utf8("\x87\xE5", "GB2312") == "\xE5\x9B\xA7");  // only GBK has it
    CHECK(to_utf8("\x80", "Windows-1252") == "\xE2\x82\xAC");
    CHECK(to_utf8("\x93", "latin1") == "\xE2\x80\x9C");
    CHECK(to_utf8("Date", "US-ASCII") == "Date");
    CHECK(to_utf8("\xA4\xE9", "Big5") == "\xE6\x97\xA5");
    CHECK(to_utf8(date_gbk, "\"\"") == date_utf8);
}

TEST_CASE("a byte order mark names the encoding and is removed") {
    CHECK(to_utf8("\xEF\xBB\xBF" + date_utf8) == date_utf8);
    CHECK(to_utf8("\xEF\xBB\xBF" + date_utf8, "utf-8") == date_utf8);
    CHECK(to_utf8(std::string("\xFF\xFE\xE5\x65,\0", 6)) == "\xE6\x97\xA5,");
    CHECK(to_utf8(std::string("\xFE\xFF\x65\xE5\0,", 6)) == "\xE6\x97\xA5,");
    CHECK(to_utf8(std::string("\xFE\xFF\x65\xE5\0,", 6), "UTF-16") == "\xE6\x97\xA5,");
    CHECK(to_utf8(std::string("\xE5\x65,\0", 4), "utf-16") == "\xE6\x97\xA5,");
}

TEST_CASE("a long text in GBK is converted whole") {
    std::string gbk;
    std::string utf8;
    for (int i = 0; i < 30000; ++i) {
        gbk += close_gbk + ',';
        utf8 += close_utf8 + ',';
    }
    CHECK(to_utf8(gbk) == utf8);
    CHECK(to_utf8('x' + gbk, "gbk") == 'x' + utf8);
}

TEST_CASE("bytes that do not fit their encoding are an error with the line") {
    CHECK(encoding_error("a\n" + date_gbk + "\r\n\xFF\n") ==
          "line 3: byte 0xFF cannot be GBK, nor is the text UTF-8");
    CHECK(encoding_error("a\rb\r\x80\n", "gb2312") == "line 3: byte 0x80 cannot be GBK");
    CHECK(encoding_error("a\n" + date_gbk, "utf-8") ==
          "line 2: byte 0xC8 cannot be UTF-8");
    CHECK(encoding_error("\xEF\xBB\xBF" + date_gbk) ==
          "line 1: byte 0xC8 cannot be UTF-8");
    CHECK(encoding_error("a\n\nb\xE9", "us-ascii") ==
          "line 3: byte 0xE9 cannot be ASCII");
    CHECK(encoding_error(date_gbk + "\n\xC8", "gbk") ==
          "line 2: byte 0xC8 cannot be GBK");
    CHECK_THROWS_AS(to_utf8("\xFF", "gbk"), lockstep::CsvError);
}

TEST_CASE("a charset that nobody knows is an error that names it") {
    CHECK(encoding_error("a", "klingon") ==
          "the charset \"klingon\" is not one that iconv knows");
    CHECK(encoding_error("a", "gbk//ignore") ==
          "the charset \"gbk//ignore\" is not one that iconv knows");
}

TEST_CASE("only well-formed UTF-8 is valid") {
    for (const char* good :
         {"", "a", "\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF",
          "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
        CHECK(find_invalid_utf8(good) == nowhere);
        CHECK(find_invalid_utf8("seven.." + std::string{good} + "and more") == nowhere);
    }
    CHECK(find_invalid_utf8("\xC0\x80") == 0);                  // overlong
    CHECK(find_invalid_utf8("a\xC1\xBF") == 1);                 // overlong
    CHECK(find_invalid_utf8("ab\xE0\x9F\xBF") == 2);            // overlong
    CHECK(find_invalid_utf8("eight...\xF0\x8F\xBF\xBF") == 8);  // overlong
    CHECK(find_invalid_utf8("\xED\xA0\x80") == 0);              // a surrogate
    CHECK(find_invalid_utf8("\xED\xBF\xBF") == 0);              // a surrogate
    CHECK(find_invalid_utf8("\xF4\x90\x80\x80") == 0);          // above U+10FFFF
    CHECK(find_invalid_utf8("\xF5\x80\x80\x80") == 0);
    CHECK(find_invalid_utf8("\x80") == 0);        // nothing to continue
    CHECK(find_invalid_utf8("ab\xE6\x97") == 2);  // cut short
    CHECK(find_invalid_utf8("\xC2"
                            "a") == 0);
    CHECK(find_invalid_utf8("\xE6\x97"
                            "a") == 0);
    CHECK(find_invalid_utf8("\xF0\x90\x80"
                            "a") == 0);
}

TEST_CASE("every kind of line end counts once") {
    CHECK(lockstep::count_line_ends("") == 0);
    CHECK(lockstep::count_line_ends("a\nb\r\nc\rd") == 3);
    CHECK(lockstep::count_line_ends("\r\r\n\n\r") == 4);
}
