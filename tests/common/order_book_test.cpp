#include "common/order_book.hpp"

#include <stdexcept>
#include <string>

#include <doctest/doctest.h>

namespace {

using lockstep::order_book_to_xml;

std::string book_error(const std::string& json) {
    try {
        order_book_to_xml("ethbtc", json);
    } catch (const std::runtime_error& failure) {
        return failure.what();
    }
    return "no error";
}

std::string book_with_asks(const std::string& asks) {
    return R"({"timestamp": 1530197213, "bids": [], "asks": )" + asks + "}";
}

}  // namespace

TEST_CASE("an order book becomes XML with a timestamp and asks and bids") {
    CHECK(order_book_to_xml("ethbtc", R"({"timestamp": 1530197213,
                                          "asks": [["0.00120", "30.5"], ["0.0013", "7"]],
                                          "bids": [["0.0011", "2"]]})") ==
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<data>\n"
          "\t<timestamp>1530197213</timestamp>\n"
          "\t<asks>\n"
          "\t\t<item>\n"
          "\t\t\t<price>0.00120</price>\n"
          "\t\t\t<volume>30.5</volume>\n"
          "\t\t</item>\n"
          "\t\t<item>\n"
          "\t\t\t<price>0.0013</price>\n"
          "\t\t\t<volume>7</volume>\n"
          "\t\t</item>\n"
          "\t</asks>\n"
          "\t<bids>\n"
          "\t\t<item>\n"
          "\t\t\t<price>0.0011</price>\n"
          "\t\t\t<volume>2</volume>\n"
          "\t\t</item>\n"
          "\t</bids>\n"
          "</data>\n");
}

TEST_CASE("an order book may hold JSON numbers instead of strings") {
    std::string xml = order_book_to_xml("ethbtc", book_with_asks("[[0.0012, 30]]"));
    CHECK(xml.find("<price>0.0012</price>") != std::string::npos);
    CHECK(xml.find("<volume>30</volume>") != std::string::npos);
}

TEST_CASE("text that is not JSON is an error with the market and the place") {
    CHECK(book_error("<html>") == "ethbtc: not JSON from line 1 character 1 on");
    CHECK(book_error("{\"a\":\n 1 x}") == "ethbtc: not JSON from line 2 character 4 on");
    CHECK(book_error("{\"\xE6\x97\xA5\" x}") ==
          "ethbtc: not JSON from line 1 character 6 on");
    CHECK(book_error("{} {}") == "ethbtc: not JSON from line 1 character 4 on");
    CHECK(book_error("\"\xFF\"") == "ethbtc: not JSON from line 1 character 2 on");
    CHECK(book_error("") == "ethbtc: the JSON ends too early");
    CHECK(book_error("{\"timestamp\": 1530197213, ") ==
          "ethbtc: the JSON ends too early");
}

TEST_CASE("an order book with a part missing is an error that names the part") {
    CHECK(book_error(R"({"asks": [], "bids": []})") ==
          "ethbtc: \"timestamp\" is missing");
    CHECK(book_error(R"({"timestamp": 1, "bids": []})") == "ethbtc: \"asks\" is missing");
    CHECK(book_error(R"({"timestamp": 1, "asks": []})") == "ethbtc: \"bids\" is missing");
    CHECK(book_error("[]") == "ethbtc: the JSON is not an object with asks and bids");
    CHECK(book_error("null") == "ethbtc: the JSON is not an object with asks and bids");
}

TEST_CASE(
    "an order book item that is not a pair of numbers is an error that counts to it") {
    CHECK(book_error(book_with_asks(R"([["1", "2"], ["1"]])")) ==
          "ethbtc: asks, item 2: not a pair of price and volume");
    CHECK(book_error(book_with_asks(R"([["1", "2", "3"]])")) ==
          "ethbtc: asks, item 1: not a pair of price and volume");
    CHECK(book_error(book_with_asks(R"([{"price": "1", "volume": "2"}])")) ==
          "ethbtc: asks, item 1: not a pair of price and volume");
    CHECK(book_error(book_with_asks("{}")) == "ethbtc: \"asks\" is not a list");
    CHECK(book_error(R"({"timestamp": null, "asks": [], "bids": []})") ==
          "ethbtc: the timestamp is not a number of zero or more");
    for (const char* bad :
         {"\"\"", "\"abc\"", "\"1,5\"", "\"1 \"", "\"-1\"", "-1", "\"nan\"", "\"inf\"",
          "\"1e999\"", "null", "[\"1\"]", "\"\\u0000\""}) {
        CHECK(book_error(book_with_asks("[[" + std::string{bad} + ", 1]]")) ==
              "ethbtc: asks, item 1: the price is not a number of zero or more");
        CHECK(book_error(book_with_asks("[[1, " + std::string{bad} + "]]")) ==
              "ethbtc: asks, item 1: the volume is not a number of zero or more");
    }
    CHECK(book_error(book_with_asks("[[1e999, 1]]")) ==
          "ethbtc: a number in the JSON is too large");
}

TEST_CASE("an error answer of the exchange is reported with its message") {
    CHECK(book_error(R"({"error": {"code": 1001, "message": "no such market"}})") ==
          "ethbtc: the exchange answers with an error: \"no such market\"");
    CHECK(book_error(R"({"error": "busy\nnow"})") ==
          "ethbtc: the exchange answers with an error: \"busy\\nnow\"");
    CHECK(book_error(R"({"error": 7})") ==
          "ethbtc: the exchange answers with an error: without a message");
}

TEST_CASE("deeply nested JSON does not exhaust the stack") {
    const std::string open(1'000'000, '[');
    const std::string close(1'000'000, ']');
    CHECK(book_error(open) == "ethbtc: the JSON ends too early");
    CHECK(book_error(open + close) ==
          "ethbtc: the JSON is not an object with asks and bids");
    CHECK(book_error(book_with_asks("[[" + open + close + ", 1]]")) ==
          "ethbtc: asks, item 1: the price is not a number of zero or more");
}

TEST_CASE("an order book of unreasonable size is refused") {
    CHECK(book_error(std::string(17U << 20U, ' ')) == "ethbtc: more than 16 MiB of JSON");
}
