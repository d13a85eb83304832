// Expectations that tell, when they fail, what was seen instead:
//
//     expect_seen(archives, {3, 1}, "archives of 3 and 1");  // ...; seen: 3, 0, 1
#pragma once

#include <string>
#include <string_view>
#include <type_traits>

#include "tests/exercises/grader/grader.hpp"

namespace lockstep::grader {

inline std::string in_words(const std::string& text) {
    return text.empty() ? "nothing" : text;
}

inline std::string in_words(int number) {
    return std::to_string(number);
}

inline std::string in_words(double number) {
    std::string words = std::to_string(number);
    words.erase(words.find_last_not_of('0') + 1);  // 9.500000
    return words.ends_with('.') ? words + '0' : words;
}

// What is in a container: {{1, 2}, {3}} is "1, 2 | 3".
template <class Container>
std::string in_words(const Container& all) {
    using Element = typename Container::value_type;
    constexpr bool nested =
        !std::is_arithmetic_v<Element> && !std::is_same_v<Element, std::string>;
    std::string words;
    for (auto element = all.begin(); element != all.end(); ++element) {
        if (element != all.begin()) words += nested ? " | " : ", ";
        words += in_words(*element);
    }
    return words.empty() ? "nothing" : words;
}

// As expect(is == wanted, what).
template <class Value>
void expect_seen(const Value& is, const std::type_identity_t<Value>& wanted,
                 std::string_view what) {
    if (is == wanted) return;
    expect(false, std::string{what} + "; seen: " + in_words(is));
}

}  // namespace lockstep::grader
