#include "common/csv.hpp"

#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

namespace {

using lockstep::CsvError;
using lockstep::CsvTable;
using Cells = std::vector<std::string>;

Cells cells(std::span<const std::string_view> row) {
    return {row.begin(), row.end()};
}

// The header first.
std::vector<Cells> table(std::string text) {
    CsvTable parsed = CsvTable::parse(std::move(text));
    std::vector<Cells> rows{cells(parsed.header())};
    for (std::size_t i = 0; i < parsed.rows(); ++i) rows.push_back(cells(parsed.row(i)));
    return rows;
}

std::string csv_error(std::string text) {
    try {
        CsvTable::parse(std::move(text));
    } catch (const CsvError& failure) {
        std::string what = failure.what();
        CHECK(what.starts_with("line " + std::to_string(failure.line()) + ": "));
        return what;
    }
    return "no error";
}

}  // namespace

TEST_CASE("a csv table has a header and rows of cells") {
    CHECK(table("Date,Close\n2024-07-19,10.37\n2024-07-22,10.23\n") ==
          std::vector<Cells>{
              {"Date", "Close"}, {"2024-07-19", "10.37"}, {"2024-07-22", "10.23"}});
}

TEST_CASE("the last csv line needs no end") {
    CHECK(table("a,b\n1,2") == std::vector<Cells>{{"a", "b"}, {"1", "2"}});
    CHECK(table("a,b\n1,") == std::vector<Cells>{{"a", "b"}, {"1", ""}});
    CHECK(table("a,b\n1,\"\"") == std::vector<Cells>{{"a", "b"}, {"1", ""}});
}

TEST_CASE("csv lines end with LF or CRLF or a lone CR") {
    const std::vector<Cells> expected{{"a", "b"}, {"1", "2"}, {"3", "4"}};
    CHECK(table("a,b\n1,2\n3,4\n") == expected);
    CHECK(table("a,b\r\n1,2\r\n3,4\r\n") == expected);
    CHECK(table("a,b\r1,2\r3,4\r") == expected);
    CHECK(table("a,b\r\n1,2\n3,4\r") == expected);
}

TEST_CASE("quoted csv cells hold commas and quotes and line ends") {
    CHECK(table("a,\"b\"\n\"1,5\",\"say \"\"ten\"\"\"\n\"two\r\nlines\",\"\"\n") ==
          std::vector<Cells>{{"a", "b"}, {"1,5", "say \"ten\""}, {"two\r\nlines", ""}});
    CHECK(table("a,b\n\"\"\"\",\"\"\"\"\"\"\n") ==
          std::vector<Cells>{{"a", "b"}, {"\"", "\"\""}});
}

TEST_CASE("a quote inside an unquoted csv cell is a character like any other") {
    CHECK(table("a,b\n5\" disk, \"x\"\n") ==
          std::vector<Cells>{{"a", "b"}, {"5\" disk", " \"x\""}});
}

TEST_CASE("spaces belong to the csv cell") {
    CHECK(table("Date, Close \n\t,  \n") ==
          std::vector<Cells>{{"Date", " Close "}, {"\t", "  "}});
}

TEST_CASE("a byte order mark is not part of the first csv cell") {
    CHECK(table("\xEF\xBB\xBF"
                "a,b\n") == std::vector<Cells>{{"a", "b"}});
    CHECK(table("\xEF\xBB\xBF\"a,\",b\n") == std::vector<Cells>{{"a,", "b"}});
}

TEST_CASE("blank csv lines are skipped but keep their number") {
    CsvTable parsed = CsvTable::parse("\n\r\na,b\n\n1,2\n\"x\ny\",4\n\n5,6\n\n");
    CHECK(cells(parsed.header()) == Cells{"a", "b"});
    REQUIRE(parsed.rows() == 3);
    CHECK(parsed.line_of(0) == 5);
    CHECK(parsed.line_of(1) == 6);
    CHECK(parsed.line_of(2) == 9);
}

TEST_CASE("an empty quoted cell is a csv row of its own") {
    CHECK(table("a\n\"\"\n\n1\n") == std::vector<Cells>{{"a"}, {""}, {"1"}});
}

TEST_CASE("a csv header alone is a table without rows") {
    CHECK(CsvTable::parse("a,b,c").rows() == 0);
    CHECK(CsvTable::parse("a,b,c\r\n").header().size() == 3);
}

TEST_CASE("csv cells stay valid when the table is moved") {
    for (const std::string& text :
         {std::string{"a\nb"}, "a\n" + std::string(5000, 'x')}) {
        CsvTable first = CsvTable::parse(text);
        CsvTable second{std::move(first)};
        CsvTable third = CsvTable::parse("c\nd");
        third = std::move(second);
        CHECK(third.header()[0] == "a");
        CHECK(third.row(0)[0] == text.substr(2));
    }
}

TEST_CASE("a ragged csv row is an error with its line") {
    CHECK(csv_error("a,b,c\n1,2,3\n1,2\n") == "line 3: 2 cells, the header has 3");
    CHECK(csv_error("a,b,c\n1,2,3,\n") == "line 2: 4 cells, the header has 3");
    CHECK(csv_error("a,b\n\"1\n2\",3\n\nx\n") == "line 5: 1 cell, the header has 2");
    CHECK(csv_error("a,b\r\"1\r2\",3\r\rx\r") == "line 5: 1 cell, the header has 2");
    CHECK(csv_error("a,b\r\n\"1\r\n2\",3\r\n\r\nx\r\n") ==
          "line 5: 1 cell, the header has 2");
}

TEST_CASE("an unclosed csv quote is an error with the line that opened it") {
    CHECK(csv_error("a,b\n1,2\n\"3,4\n5,6\n") ==
          "line 3: a quote is opened here and never closed");
    CHECK(csv_error("a,b\n1,2\n3,\"4\"\"\n5,6") ==
          "line 3: a quote is opened here and never closed");
    CHECK(csv_error("a,b\n1,2\n3,\"4\n\"\"\n5,6") ==
          "line 3: a quote is opened here and never closed");
    CHECK(csv_error("\"") == "line 1: a quote is opened here and never closed");
}

TEST_CASE("text after a closing csv quote is an error") {
    CHECK(csv_error("a,b\n\"1\"x,2\n") == "line 2: text after a closing quote");
    CHECK(csv_error("a,b\n\"1\n1\" ,2\n") == "line 3: text after a closing quote");
}

TEST_CASE("bytes that are not UTF-8 are a csv error with their line") {
    CHECK(csv_error("a,b\n1,\xD6\xD0\n") == "line 2: byte 0xD6 is not UTF-8");
    CHECK(csv_error("a,b\r1,2\r\n\"x\n\xFF\"\n") == "line 4: byte 0xFF is not UTF-8");
}

TEST_CASE("a NUL byte is a csv error with its line") {
    CHECK(csv_error(std::string("a,b\n1,\0\n", 8)) ==
          "line 2: a NUL byte: this is not a text file");
}

TEST_CASE("an empty csv file is an error") {
    for (const char* text : {"", "\n", "\r\n\r\n", "\xEF\xBB\xBF", "\xEF\xBB\xBF\n"}) {
        CHECK(csv_error(text) == "line 1: the file is empty, not even a header");
    }
}
