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

template <class Number>
requires std::is_arithmetic_v<Number> std::string in_words(Number number) {
    std::string words = std::to_string(number);
    if (words.find('.') == std::string::npos) return words;
    words.erase(words.find_last_not_of('0') + 1);  // 9.500000
    return words.ends_with('.') ? words + '0' : words;
}

// What is in a container: {{1, 2}, {3}} is "1, 2 | 3".
template <class Container>
requires requires(const Container& all) {
    all.begin(), all.end();
} &&(!std::is_convertible_v<Container, std::string>)std::string
    in_words(const Container& all) {
    constexpr bool nested = !std::is_arithmetic_v<typename Container::value_type> &&
                            !std::is_same_v<typename Container::value_type, std::string>;
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
