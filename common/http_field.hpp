// One line of a header: "Content-Type: text/csv".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lockstep {

struct HttpField {
    std::string name;        // lower case
    std::string_view value;  // of the line, without blanks around it
};

// Nothing when the line is no field. "name : value" is none: RFC 9112, section 5.1.
std::optional<HttpField> parse_http_field(std::string_view line);

std::string lower_case(std::string_view text);  // of ASCII letters
std::string_view trimmed(std::string_view text);

}  // namespace lockstep
