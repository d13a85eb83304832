#include "common/manifest_lines.hpp"

#include <charconv>
#include <stdexcept>

#include <fmt/format.h>
#include <zlib.h>

namespace lockstep {
namespace {

bool needs_escape(char c) {
    return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '%';
}

std::string escape(std::string_view name) {
    std::string result;
    for (const char c : name) {
        if (needs_escape(c))
            result += fmt::format("%{:02x}", static_cast<unsigned char>(c));
        else
            result += c;
    }
    return result;
}

// The whole text as a number, or nothing.
template <class Number>
std::optional<Number> number_in(std::string_view text, int base = 10) {
    Number number{};
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), number, base);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<std::string> unescape(std::string_view text) {
    std::string name;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            name += text[i];
            continue;
        }
        const std::string_view digits = text.substr(i + 1, 2);
        const auto byte = number_in<unsigned char>(digits, 16);
        if (digits.size() != 2 || !byte) return std::nullopt;
        name += static_cast<char>(*byte);
        i += 2;
    }
    return name;
}

// One file in this folder, not hidden, with this ending.
bool is_plain_name(std::string_view name, std::string_view ending) {
    return name.size() > ending.size() && name.size() <= 255 && name.ends_with(ending) &&
           name.front() != '.' && name.find('/') == std::string_view::npos &&
           name.find('\0') == std::string_view::npos;
}

std::string checked(const std::string& name, std::string_view ending) {
    if (!is_plain_name(name, ending)) {
        throw std::runtime_error{fmt::format(
            "\"{}\" cannot be in a manifest: not the name of a {} file", name, ending)};
    }
    return escape(name);
}

std::optional<std::string> name_in(std::string_view word, std::string_view ending) {
    auto name = unescape(word);
    if (name && !is_plain_name(*name, ending)) name.reset();
    return name;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

void take_xml_line(const std::vector<std::string_view>& words, ManifestLines& lines) {
    if (words.size() != 4 || words[3].size() != 8) return;
    const auto name = name_in(words[1], ".xml");
    const auto size = number_in<std::size_t>(words[2]);
    const auto crc = number_in<std::uint32_t>(words[3], 16);
    if (!name || !size || !crc) return;
    auto& known = lines.fingerprints[*name];
    if (known.empty()) lines.xml_names.push_back(*name);
    known.push_back({*size, *crc});
}

void take_tgz_line(const std::vector<std::string_view>& words, ManifestLines& lines) {
    if (words.size() < 2) return;
    const auto archive = name_in(words[1], ".tgz");
    if (!archive) return;
    const auto [contents, is_new] = lines.contents.try_emplace(*archive);
    if (is_new) lines.archive_names.push_back(*archive);
    for (std::size_t i = 2; i < words.size(); ++i) {
        if (auto name = name_in(words[i], ".xml"))
            contents->second.push_back(std::move(*name));
    }
}

}  // namespace

Fingerprint fingerprint(std::string_view bytes) {
    const auto* data = reinterpret_cast<const Bytef*>(bytes.data());
    return {bytes.size(), static_cast<std::uint32_t>(crc32_z(0, data, bytes.size()))};
}

ManifestLines parse_manifest(std::string_view text) {
    // Behind the last line feed is nothing, or what a kill cut short.
    text = text.substr(0, text.rfind('\n') + 1);
    ManifestLines lines;
    for (const std::string_view line : split(text, '\n')) {
        const auto words = split(line, ' ');
        if (words[0] == "xml") take_xml_line(words, lines);
        if (words[0] == "tgz") take_tgz_line(words, lines);
    }
    return lines;
}

std::string xml_line(const std::string& name, const Fingerprint& print) {
    return fmt::format("xml {} {} {:08x}\n", checked(name, ".xml"), print.size,
                       print.crc);
}

std::string tgz_line(const std::string& name, std::span<const std::string> xml_names) {
    std::string line = "tgz " + checked(name, ".tgz");
    for (const std::string& xml_name : xml_names) line += " " + checked(xml_name, ".xml");
    return line + "\n";
}

std::optional<int> archive_number(std::string_view name) {
    if (!name.ends_with(".tgz")) return std::nullopt;
    name.remove_suffix(4);
    constexpr std::size_t most_digits = 9;  // so that there is an int above it
    if (name.empty() || name.size() > most_digits ||
        name.find_first_not_of("0123456789") != std::string_view::npos) {
        return std::nullopt;
    }
    return number_in<int>(name);
}

}  // namespace lockstep
