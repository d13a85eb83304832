// Which encoding bytes from the web are in, and the same text in UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace lockstep {

// Decides in this order: the charset of the HTTP answer (empty: none was named), a byte order
// mark, UTF-8 if every byte fits it, else GBK (which contains GB2312). The byte order mark is
// removed. Throws CsvError with the line number at bytes that the encoding cannot hold, and
// std::runtime_error for a charset nobody knows.
std::string to_utf8(std::string bytes, std::string_view http_charset = {});

}  // namespace lockstep
