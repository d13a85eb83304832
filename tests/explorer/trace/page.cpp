#include "tests/explorer/trace/page.hpp"

#include <string_view>
#include <utility>
#include <vector>

#include "tests/explorer/embedded.hpp"
#include "tests/explorer/messages.hpp"
#include "tests/explorer/trace/json.hpp"

namespace lockstep::explorer {
namespace {

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != text.npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

std::string in_html(std::string text) {
    text = replace_all(std::move(text), "&", "&amp;");
    text = replace_all(std::move(text), "<", "&lt;");
    return replace_all(std::move(text), "\"", "&quot;");
}

// Within a script element nothing may look like its end.
std::string in_script(std::string json) {
    return replace_all(std::move(json), "<", "\\u003c");
}

}  // namespace

std::string to_page(const Trace& trace) {
    // What the page's script fills in stays as it is.
    const auto objects = fmt::arg("objects", "{objects}");
    const auto step = fmt::arg("step", "{step}");
    const auto steps = fmt::arg("steps", "{steps}");
    const std::vector<std::pair<std::string_view, std::string>> words{
        {"@first@", say("page.first"_key)},
        {"@back@", say("page.back"_key)},
        {"@next@", say("page.next"_key)},
        {"@last@", say("page.last"_key)},
        {"@hide@", say("page.hide"_key)},
        {"@predict@", say("page.predict"_key)},
        {"@step@", say("page.step"_key, step, steps)},
        {"@holds@", say("page.holds"_key, objects)},
        {"@ended@", say("page.ended"_key)},
        {"@not_begun@", say("page.not_begun"_key)},
        {"@ready@", say("page.ready"_key)},
        {"@threads@", say("page.threads"_key)},
        {"@keys@", say("page.keys"_key)},
        {"@printed@", say("page.printed"_key)},
        {"@takes_the_turn@", say("page.takes_the_turn"_key)},
        {"@nothing@", say("page.nothing"_key)},
        {"@stuck@", say("page.stuck"_key)},
        {"@source@", say("trace.source"_key)},
    };
    std::string page{schedule_page};
    for (const auto& [mark, text] : words)
        page = replace_all(std::move(page), mark, in_html(text));
    page = replace_all(std::move(page), "@name@", in_html(trace.name));
    return replace_all(std::move(page), "@trace@", in_script(to_json(trace)));
}

}  // namespace lockstep::explorer
