#include "common/text_encoding.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <iconv.h>

#include "common/csv.hpp"

namespace lockstep {

namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr std::string_view utf16le_mark = "\xFF\xFE";
constexpr std::string_view utf16be_mark = "\xFE\xFF";

// What iconv calls it, and what messages call it.
struct Encoding {
    std::string iconv_name;
    std::string shown;
};

const Encoding utf8{"UTF-8", "UTF-8"};
const Encoding guessed_gbk{"GB18030", "GBK, nor is the text UTF-8"};

std::string normalised(std::string_view charset) {
    std::string name;
    for (char c : charset) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (std::strchr(" \t\"'", c) == nullptr) name += c;
    }
    return name;
}

Encoding encoding_of(const std::string& charset, std::string_view bytes) {
    for (const char* name :
         {"gb2312", "gbk", "gb18030", "x-gbk", "cp936", "gb_2312-80"}) {
        if (charset == name) return {"GB18030", "GBK"};
    }
    for (const char* name :
         {"iso-8859-1", "iso8859-1", "latin1", "windows-1252", "cp1252"}) {
        if (charset == name) return {"WINDOWS-1252", "windows-1252"};
    }
    if (charset == "utf-8" || charset == "utf8") return utf8;
    if (charset == "us-ascii" || charset == "ascii") return {"US-ASCII", "ASCII"};
    if (charset == "utf-16") {
        return {bytes.starts_with(utf16be_mark) ? "UTF-16BE" : "UTF-16LE", "UTF-16"};
    }
    return {charset, charset};
}

Encoding encoding_of_unnamed(std::string_view bytes) {
    if (bytes.starts_with(utf8_mark)) return utf8;
    if (bytes.starts_with(utf16le_mark)) return {"UTF-16LE", "UTF-16"};
    if (bytes.starts_with(utf16be_mark)) return {"UTF-16BE", "UTF-16"};
    return find_invalid_utf8(bytes) == std::string_view::npos ? utf8 : guessed_gbk;
}

[[noreturn]] void fail(std::string_view before, char bad, const Encoding& encoding) {
    auto byte = static_cast<unsigned char>(bad);
    throw CsvError{1 + count_line_ends(before),
                   fmt::format("byte 0x{:02X} cannot be {}", byte, encoding.shown)};
}

class Converter {
  public:
    explicit Converter(Encoding from) : from_{std::move(from)} {
        // Only letters, digits and the like: iconv gives other characters a meaning of
        // its own.
        bool plain =
            std::all_of(from_.iconv_name.begin(), from_.iconv_name.end(), [](char c) {
                return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       (c >= '0' && c <= '9') || std::strchr("-_.:+", c) != nullptr;
            });
        if (plain) iconv_ = iconv_open("UTF-8", from_.iconv_name.c_str());
        if (iconv_ == invalid) {
            throw std::runtime_error{fmt::format(
                "the charset \"{}\" is not one that iconv knows", from_.shown)};
        }
    }
    ~Converter() { iconv_close(iconv_); }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    std::string convert(std::string bytes) {
        std::string text;
        char* in = bytes.data();
        std::size_t left = bytes.size();
        while (left > 0 && step(&in, &left, text) == E2BIG) {
        }
        if (left > 0) fail(text, *in, from_);
        step(nullptr, nullptr, text);  // a character that waited for what might follow it
        return text;
    }

  private:
    // Returns 0, or errno: E2BIG when there is more to do, else `in` points at the bad
    // byte.
    int step(char** in, std::size_t* left, std::string& text) {
        std::array<char, 16384> part;
        char* out = part.data();
        std::size_t room = part.size();
        std::size_t result = iconv(iconv_, in, left, &out, &room);
        int error = result == static_cast<std::size_t>(-1) ? errno : 0;
        text.append(part.data(), out);
        return error;
    }

    inline static const iconv_t invalid = reinterpret_cast<iconv_t>(-1);
    Encoding from_;
    iconv_t iconv_ = invalid;
};

// How many bytes the sequence at `at` has; 0 when it is not well-formed.
// Source: The Unicode Standard, table 3-7.
std::size_t utf8_sequence(std::string_view text, std::size_t at) {
    auto byte = [&](std::size_t i) -> unsigned {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
    };
    auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned lead = byte(0);
    const unsigned second = byte(1);
    if (lead < 0x80) return 1;
    if (lead < 0xC2 || lead > 0xF4 || !follows(1)) return 0;
    if (lead < 0xE0) return 2;
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) || !follows(2))
        return 0;
    if (lead < 0xF0) return 3;
    if ((lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F) || !follows(3))
        return 0;
    return 4;
}

bool eight_ascii(const char* at) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    return (word & 0x8080808080808080U) == 0;
}

}  // namespace

std::string to_utf8(std::string bytes, std::string_view http_charset) {
    const std::string charset = normalised(http_charset);
    const Encoding encoding =
        charset.empty() ? encoding_of_unnamed(bytes) : encoding_of(charset, bytes);
    std::string text;
    if (encoding.iconv_name == utf8.iconv_name) {
        text = std::move(bytes);
        std::size_t bad = find_invalid_utf8(text);
        if (bad != std::string::npos) fail(text.substr(0, bad), text[bad], encoding);
    } else {
        text = Converter{encoding}.convert(std::move(bytes));
    }
    if (text.starts_with(utf8_mark)) text.erase(0, utf8_mark.size());
    return text;
}

std::size_t find_invalid_utf8(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        while (at + 8 <= text.size() && eight_ascii(text.data() + at)) at += 8;
        if (at == text.size()) break;
        std::size_t length = utf8_sequence(text, at);
        if (length == 0) return at;
        at += length;
    }
    return std::string_view::npos;
}

std::size_t count_line_ends(std::string_view text) {
    std::size_t lines = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool carriage_return = text[i] == '\r' && !text.substr(i).starts_with("\r\n");
        if (text[i] == '\n' || carriage_return) ++lines;
    }
    return lines;
}

}  // namespace lockstep
