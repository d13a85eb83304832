#include "common/xml_document.hpp"

#include <stdexcept>

namespace lockstep {

namespace {

// pugixml writes carriage returns plainly, and none that do not come from a text.
class CarriageReturnEscaper : public pugi::xml_writer {
  public:
    explicit CarriageReturnEscaper(std::string& out) : out_{out} {}

    void write(const void* data, std::size_t size) override {
        std::string_view rest{static_cast<const char*>(data), size};
        for (auto found = rest.find('\r'); found != rest.npos; found = rest.find('\r')) {
            out_.append(rest.substr(0, found)).append("&#13;");
            rest.remove_prefix(found + 1);
        }
        out_.append(rest);
    }

  private:
    std::string& out_;
};

}  // namespace

void append_text(pugi::xml_node parent, const char* name, std::string_view text) {
    pugi::xml_node node = parent.append_child(name);
    if (text.empty()) return;
    if (!node.append_child(pugi::node_pcdata).set_value(text.data(), text.size())) {
        throw std::runtime_error{"no memory for the XML document"};
    }
}

std::string save(pugi::xml_document& document) {
    pugi::xml_node declaration = document.prepend_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    std::string text;
    CarriageReturnEscaper writer{text};
    document.save(writer, "\t", pugi::format_indent, pugi::encoding_utf8);
    return text;
}

}  // namespace lockstep
