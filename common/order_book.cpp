#include "common/order_book.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/text_encoding.hpp"
#include "common/xml_document.hpp"

namespace lockstep {

namespace {

using Json = nlohmann::json;

// A book of a busy market has some ten thousand items.
constexpr std::size_t largest_book = 16U << 20U;

// Caught in order_book_to_xml, which adds the market.
class BadBook : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

std::string place(std::string_view json, std::size_t offset) {
    std::string_view before = json.substr(0, offset);
    std::string_view in_line =
        before.substr(before.find_last_of("\r\n") + 1);  // npos + 1 is 0
    auto begins_character = [](unsigned char byte) { return (byte & 0xC0U) != 0x80U; };
    return fmt::format(
        "line {} character {}", 1 + count_line_ends(before),
        1 + std::count_if(in_line.begin(), in_line.end(), begins_character));
}

Json parse(std::string_view json) {
    if (json.size() > largest_book) throw BadBook{"more than 16 MiB of JSON"};
    try {
        return Json::parse(json);
    } catch (const Json::parse_error& error) {
        // byte counts from 1; one past the end means that more was expected
        if (error.byte > json.size()) throw BadBook{"the JSON ends too early"};
        const std::size_t offset = error.byte > 0 ? error.byte - 1 : 0;
        throw BadBook{fmt::format("not JSON from {} on", place(json, offset))};
    } catch (const Json::exception&) {
        throw BadBook{"a number in the JSON is too large"};
    }
}

bool is_plain_number(const std::string& text) {
    double value = 0;
    const char* end = text.data() + text.size();
    auto [stop, error] = std::from_chars(text.data(), end, value);
    return error == std::errc{} && stop == end && std::isfinite(value) &&
           !std::signbit(value);
}

// The number as it stands in the JSON, without the quotes of a string.
std::string number(const Json& value, std::string_view what) {
    std::string text = value.is_string() ? value.get<std::string>() : "";
    if (value.is_number()) text = value.dump();
    if (!is_plain_number(text))
        throw BadBook{fmt::format("the {} is not a number of zero or more", what)};
    return text;
}

const Json& member(const Json& book, const char* name) {
    auto found = book.find(name);
    if (found == book.end()) throw BadBook{fmt::format("\"{}\" is missing", name)};
    return *found;
}

void append_item(pugi::xml_node list, const Json& item) {
    if (!item.is_array() || item.size() != 2)
        throw BadBook{"not a pair of price and volume"};
    pugi::xml_node node = list.append_child("item");
    append_text(node, "price", number(item[0], "price"));
    append_text(node, "volume", number(item[1], "volume"));
}

void append_list(pugi::xml_node data, const Json& book, const char* name) {
    const Json& items = member(book, name);
    if (!items.is_array()) throw BadBook{fmt::format("\"{}\" is not a list", name)};
    pugi::xml_node list = data.append_child(name);
    for (std::size_t i = 0; i < items.size(); ++i) {
        try {
            append_item(list, items[i]);
        } catch (const BadBook& error) {
            throw BadBook{fmt::format("{}, item {}: {}", name, i + 1, error.what())};
        }
    }
}

// What an exchange says instead of a book: {"error": "…"} or {"error": {"message": "…"}}.
void refuse_error_answer(const Json& book) {
    auto error = book.find("error");
    if (error == book.end()) return;
    const Json* message = &*error;
    if (error->is_object() && error->contains("message")) message = &(*error)["message"];
    // dump() keeps it to one line and quotes it
    std::string text = message->is_string() ? message->dump() : "without a message";
    throw BadBook{fmt::format("the exchange answers with an error: {}", text)};
}

pugi::xml_document document_of(const Json& book) {
    if (!book.is_object()) throw BadBook{"the JSON is not an object with asks and bids"};
    refuse_error_answer(book);
    pugi::xml_document document;
    pugi::xml_node data = document.append_child("data");
    append_text(data, "timestamp", number(member(book, "timestamp"), "timestamp"));
    append_list(data, book, "asks");
    append_list(data, book, "bids");
    return document;
}

}  // namespace

std::string order_book_to_xml(std::string_view market, std::string_view json) {
    try {
        pugi::xml_document document = document_of(parse(json));
        return save(document);
    } catch (const BadBook& error) {
        throw std::runtime_error{fmt::format("{}: {}", market, error.what())};
    }
}

}  // namespace lockstep
