#include "tests/explorer/messages.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <vector>

#include "tests/explorer/embedded.hpp"

namespace lockstep::explorer {
namespace {

std::string_view without_space_around(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") + 1 - first);
}

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

// "zh_CN.UTF-8" may be in zh_CN.txt, or in zh.txt.
std::vector<std::string> files_for(const std::string& language) {
    if (language.find('/') != language.npos) return {language};
    const std::string folder = std::string{messages_folder} + "/";
    const auto country = language.substr(0, language.find('.'));
    return {folder + country + ".txt",
            folder + country.substr(0, country.find('_')) + ".txt"};
}

Messages messages_for(const std::string& language, bool asked_for) {
    for (const auto& name : files_for(language)) {
        std::ifstream file{name};
        if (!file) continue;
        const std::string text{std::istreambuf_iterator<char>{file}, {}};
        try {
            return read_messages(text, name);
        } catch (const std::invalid_argument& error) {
            fmt::print(stderr, "lockstep: {}: English is used\n", error.what());
            return {};
        }
    }
    if (asked_for)
        fmt::print(stderr, "lockstep: LOCKSTEP_LANG: there is no {}: English is used\n",
                   files_for(language).back());
    return {};
}

Messages messages_of_the_user() {
    const auto asked = variable("LOCKSTEP_LANG");
    const auto language = asked.empty() ? variable("LANG") : asked;
    // "C" and "POSIX" are no languages, and English needs no file.
    if (language.empty() || language == "POSIX" || language == "C" ||
        language.starts_with("C.") || language.starts_with("en"))
        return {};
    return messages_for(language, !asked.empty());
}

}  // namespace

Messages read_messages(std::string_view text, const std::string& file) {
    Messages all;
    for (int number = 1; !text.empty(); ++number) {
        const auto end = text.find('\n');
        const auto line = without_space_around(text.substr(0, end));
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
        if (line.empty() || line.front() == '#') continue;
        const auto equals = line.find('=');
        const auto key = without_space_around(line.substr(0, equals));
        if (equals == line.npos || key.empty())
            throw std::invalid_argument{
                fmt::format("{}:{}: not of the form: key = text", file, number)};
        all[std::string{key}] = without_space_around(line.substr(equals + 1));
    }
    return all;
}

const Messages& english_messages() {
    static const Messages all = read_messages(english, "messages/en.txt");
    return all;
}

const Messages& messages() {
    static const Messages all = messages_of_the_user();
    return all;
}

std::string say_with(Key key, fmt::format_args fields) {
    const auto translated = messages().find(key.text);
    try {
        if (translated != messages().end())
            return fmt::vformat(translated->second, fields);
    } catch (const fmt::format_error&) {  // a field that does not exist
    }
    const auto found = english_messages().find(key.text);
    if (found == english_messages().end())
        throw std::logic_error{"no message for " + std::string{key.text}};
    return fmt::vformat(found->second, fields);
}

}  // namespace lockstep::explorer
