// How Lockstep writes XML: declared as UTF-8, indented with tabs. The only file that
// brings in pugixml; nobody but common/ includes it.
#pragma once

#include <string>
#include <string_view>

#include <pugixml.hpp>

namespace lockstep {

// <name>text</name> at the end of `parent`.
void append_text(pugi::xml_node parent, const char* name, std::string_view text);

// The document as a file's contents. A carriage return is written as &#13;, since a
// reader would take a plain one for a line feed.
std::string save(pugi::xml_document& document);

}  // namespace lockstep
