// What learners read, from exercises/messages/LANGUAGE/. One file holds lines "key: text"
// and, below "[section]", more of them. An indented line continues the text; one that is
// indented by more than four is code and stays a line of its own; an empty one among
// indented ones begins a paragraph. Lines that begin with # are comments.
#pragma once

#include <filesystem>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lockstep::learn {

class Messages {
  public:
    Messages() = default;
    static Messages parse(std::string_view text);

    // Empty when there is none. The section "" is what stands before the first one.
    const std::string& find(const std::string& section, const std::string& key) const;
    bool has_section(const std::string& section) const;
    // The text with each {name} replaced; the key itself where there is none, so that a
    // gap is seen and nothing is lost.
    std::string say(const std::string& key,
                    std::initializer_list<std::pair<std::string_view, std::string>>
                        values = {}) const;

    void put_over(const Messages& others);  // theirs replace ours

  private:
    std::map<std::string, std::map<std::string, std::string>> sections_;
};

// The languages that were asked for by LOCKSTEP_LANG or else LANG, most wanted first:
// "zh_CN.UTF-8" gives zh-CN, zh. English is always understood and not in the list.
std::vector<std::string> wanted_languages();

// A file in English with all that is there of it in a wanted language put over it.
// `folder` is exercises/messages. A file that is missing is empty.
Messages load_messages(const std::filesystem::path& folder,
                       const std::filesystem::path& file);

}  // namespace lockstep::learn
