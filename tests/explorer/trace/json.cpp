#include "tests/explorer/trace/json.hpp"

#include <nlohmann/json.hpp>

namespace lockstep::explorer {
namespace {

using Json = nlohmann::ordered_json;  // the same text for the same trace

void add_place(Json& to, const TracePlace& place) {
    if (place.line == 0) return;
    to["place"] = {{"file", place.file}, {"line", place.line}, {"source", place.source}};
}

Json json_of(const TraceThread& thread, std::size_t number) {
    Json json{{"thread", number}, {"name", thread.name}, {"ended", thread.ended}};
    if (!thread.stands.empty()) json["stands"] = thread.stands;
    add_place(json, thread.place);
    return json;
}

Json json_of(const TraceWaiting& waiting) {
    Json json{{"thread", waiting.thread}, {"text", waiting.text}};
    if (!waiting.object.empty()) json["object"] = waiting.object;
    if (!waiting.held_by.empty()) json["held_by"] = waiting.held_by;
    return json;
}

Json json_of(const TraceEvent& event) {
    Json json{{"thread", event.thread}, {"kind", event.kind}, {"text", event.text}};
    if (event.preempts) json["preempts"] = true;
    if (!event.object.empty()) {
        json["object"] = event.object;
        json["object_kind"] = event.object_kind;
    }
    if (!event.value.empty()) {
        json["value"] = event.value;
        json["other_value"] = event.before;
    }
    add_place(json, event.place);
    json["holds"] = Json::array();
    for (const TraceHolding& holding : event.holds)
        json["holds"].push_back(
            {{"object", holding.object}, {"threads", holding.threads}});
    json["waits"] = Json::array();
    for (const TraceWaiting& waiting : event.waits)
        json["waits"].push_back(json_of(waiting));
    return json;
}

}  // namespace

std::string to_json(const Trace& trace) {
    Json json{{"format", "lockstep-trace"}, {"version", 1},
              {"name", trace.name},         {"verdict", trace.verdict},
              {"reason", trace.reason},     {"replay", trace.replay},
              {"output", trace.output},     {"left_out", trace.left_out},
              {"threads", Json::array()},   {"events", Json::array()}};
    for (std::size_t i = 0; i < trace.threads.size(); ++i)
        json["threads"].push_back(json_of(trace.threads[i], i));
    for (const TraceEvent& event : trace.events) json["events"].push_back(json_of(event));
    // What a program printed need not be UTF-8.
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lockstep::explorer
