// Which encoding bytes from the web are in, and the same text in UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lockstep {

// Decides in this order: the charset of the HTTP answer (empty: none was named), a byte
// order mark, UTF-8 if every byte fits it, else GBK (which contains GB2312). The byte
// order mark is removed. Throws CsvError with the line number at bytes that the encoding
// cannot hold, and std::runtime_error for a charset nobody knows.
//
// As browsers do, gb2312 and gbk are read as GB18030, which contains them, and iso-8859-1
// as windows-1252. Source: https://encoding.spec.whatwg.org/#names-and-labels
std::string to_utf8(std::string bytes, std::string_view http_charset = {});

// Where the first byte is that does not belong to well-formed UTF-8; npos: nowhere.
// Overlong forms, surrogates and numbers above U+10FFFF are not well-formed.
std::size_t find_invalid_utf8(std::string_view text);

// CRLF, LF and a lone CR each end one line.
std::size_t count_line_ends(std::string_view text);

}  // namespace lockstep
