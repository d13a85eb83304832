#include "common/xml.hpp"

#include <string>

#include <doctest/doctest.h>

namespace {

using lockstep::CsvTable;
using lockstep::to_xml;
using lockstep::xml_name;

std::string xml(std::string csv) {
    return to_xml(CsvTable::parse(std::move(csv)));
}

// A document with one row and one column called "a".
std::string one_cell(const std::string& content) {
    std::string element = content.empty() ? "<a />" : "<a>" + content + "</a>";
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<data>\n\t<row>\n\t\t" + element +
           "\n\t</row>\n</data>\n";
}

std::string xml_error(std::string csv) {
    try {
        xml(std::move(csv));
    } catch (const lockstep::CsvError& failure) {
        return failure.what();
    }
    return "no error";
}

}  // namespace

TEST_CASE("a csv table becomes rows of tagged cells") {
    CHECK(xml("Date,Adj Close\n2024-07-19,10.37\n2024-07-22,\n") ==
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<data>\n"
          "\t<row>\n"
          "\t\t<Date>2024-07-19</Date>\n"
          "\t\t<AdjClose>10.37</AdjClose>\n"
          "\t</row>\n"
          "\t<row>\n"
          "\t\t<Date>2024-07-22</Date>\n"
          "\t\t<AdjClose />\n"
          "\t</row>\n"
          "</data>\n");
}

TEST_CASE("a csv header without rows becomes empty data") {
    CHECK(xml("a,b\n") == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<data />\n");
}

TEST_CASE("header cells of the same name are both written in their order") {
    CHECK(xml("a,a\n1,2\n").find("\t\t<a>1</a>\n\t\t<a>2</a>\n") != std::string::npos);
}

TEST_CASE("what XML would change in a cell is escaped") {
    CHECK(xml("a\n<&>\n") == one_cell("&lt;&amp;&gt;"));
    CHECK(xml("a\n]]>\n") == one_cell("]]&gt;"));
    CHECK(xml("a\n\"one\r\ntwo\rthree\nfour\"\n") ==
          one_cell("one&#13;\ntwo&#13;three\nfour"));
    CHECK(xml("a\n\"\"\"it's\"\"\"\n") == one_cell("\"it's\""));
    CHECK(xml("a\n\"\"\n") == one_cell(""));
}

TEST_CASE("blanks of a cell are kept") {
    CHECK(xml("a\n  \n") == one_cell("  "));
    CHECK(xml("a\n \tx \n") == one_cell(" \tx "));
    CHECK(xml("a\n\"\n\"\n") == one_cell("\n"));
}

TEST_CASE("a character that XML cannot hold is an error with the line of its row") {
    CHECK(xml_error("a\nx\n\x01\n") ==
          "line 3: XML cannot hold the control character 0x01");
    CHECK(xml_error("a\n\"x\ny\x1F\"\n") ==
          "line 2: XML cannot hold the control character 0x1F");
    CHECK(xml_error("a\n\xEF\xBF\xBE\n") ==
          "line 2: XML cannot hold the character U+FFFE");
    CHECK(xml_error("a\nx\xEF\xBF\xBF\n") ==
          "line 2: XML cannot hold the character U+FFFF");
    CHECK(xml_error("a\n\xEF\xBF\xBD\x7F\xC2\x85\xF0\x9F\x90\x82\t\n") == "no error");
}

TEST_CASE("spaces are removed from tags") {
    CHECK(xml_name("Adj Close", 7) == "AdjClose");
    CHECK(xml_name(" a  b ", 1) == "ab");
}

TEST_CASE("what XML does not allow in a name becomes an underscore") {
    CHECK(xml_name("a:b", 1) == "a_b");
    CHECK(xml_name("P/E (x)", 1) == "P_E_x_");
    CHECK(xml_name("100%", 1) == "_100_");
    CHECK(xml_name("\xE6\xB6\xA8\xE8\xB7\x8C%", 1) == "\xE6\xB6\xA8\xE8\xB7\x8C_");
    CHECK(xml_name("a\xEF\xBC\x88", 1) == "a_");  // a full-width bracket
    CHECK(xml_name("\xF0\x9F\x90\x82x", 1) ==
          "_x");  // beyond the plane that names may use
    CHECK(xml_name("a\tb\"c\x01", 1) == "a_b_c_");
}

TEST_CASE("a tag that would not begin with a letter gets an underscore in front") {
    CHECK(xml_name("1st", 1) == "_1st");
    CHECK(xml_name(" 1st", 1) == "_1st");
    CHECK(xml_name("-x", 1) == "_-x");
    CHECK(xml_name(".x", 1) == "_.x");
    CHECK(xml_name("_x", 1) == "_x");
    CHECK(xml_name("\xC3\xA9t\xC3\xA9", 1) == "\xC3\xA9t\xC3\xA9");
    CHECK(xml_name("e\xCC\x81", 1) == "e\xCC\x81");
}

TEST_CASE("an empty header cell is named after its column") {
    CHECK(xml_name("", 3) == "column3");
    CHECK(xml_name("   ", 12) == "column12");
    CHECK(xml("a,,c\n1,2,3\n").find("<column2>2</column2>") != std::string::npos);
}
