#include "tests/explorer/trace/sources.hpp"

#include <algorithm>

#include "tests/explorer/messages.hpp"
#include "tests/explorer/trace/source_files.hpp"

namespace lockstep::explorer {
namespace {

using Places = std::map<void*, std::vector<Place>>;

// "pop" for "lockstep::BlockingQueue<int>::pop(std::stop_token)".
std::string short_function(const std::string& name) {
    std::string bare;
    int within = 0;  // template arguments
    for (const char c : name) {
        if (c == '(' && within == 0) break;
        if (c == '<') ++within;
        if (within == 0) bare += c;
        if (c == '>') --within;
    }
    return bare.substr(bare.find_last_of(": ") + 1);
}

std::vector<void*> addresses_in(const Board& board) {
    std::vector<void*> all;
    const auto add = [&](const auto& frames, std::size_t depth) {
        all.insert(all.end(), frames.begin(),
                   frames.begin() + static_cast<std::ptrdiff_t>(depth));
    };
    for (std::size_t i = 0; i < board.event_count; ++i)
        add(board.events[i].frames, board.events[i].depth);
    for (const Standing& standing : board.failure.standing)
        add(standing.frames, standing.depth);
    return all;
}

// The program stays where it is loaded: what was looked up once stays right.
const Places& look_up(std::vector<void*> addresses) {
    static Places known;
    std::sort(addresses.begin(), addresses.end());
    addresses.erase(std::unique(addresses.begin(), addresses.end()), addresses.end());
    std::erase_if(addresses, [](void* address) { return known.contains(address); });
    if (!addresses.empty()) known.merge(find_places(addresses));
    return known;
}

}  // namespace

Sources::Sources(const Board& board, std::vector<std::string> libraries)
    : places_{look_up(addresses_in(board))}, libraries_{std::move(libraries)} {}

bool Sources::is_a_librarys(const Place& place) const {
    return std::ranges::any_of(libraries_, [&](const std::string& part) {
        return place.file.find(part) != std::string::npos;
    });
}

bool Sources::is_the_learners(const Place& place) const {
    return place.known() && !place.file.starts_with("/usr/") &&
           place.file.find("tests/explorer/explore.hpp") == std::string::npos &&
           !is_a_librarys(place);
}

std::string Sources::call_of(const Event& event) const {
    std::string call;
    any_place(event.frames, event.depth, [&](const Place& place) {
        if (is_a_librarys(place)) call = place.function;
        return is_the_learners(place);
    });
    return short_function(call);
}

// Each place from the innermost on, until one is accepted. Behind the body's own frames
// come ours, which have none, and then whoever called explore().
template <class Frames, class Accept>
void Sources::any_place(const Frames& frames, std::size_t depth, Accept accept) const {
    bool within_body = false;
    for (std::size_t i = 0; i < depth; ++i) {
        const auto found = places_.find(frames[i]);
        if (found == places_.end() && within_body) return;
        if (found == places_.end()) continue;
        within_body = true;
        for (const Place& place : found->second)
            if (accept(place)) return;
    }
}

template <class Frames>
TracePlace Sources::learners_place(const Frames& frames, std::size_t depth) const {
    TracePlace found;
    any_place(frames, depth, [&](const Place& place) {
        if (!is_the_learners(place)) return false;
        found = {place.file, place.line, line_in(place.file, place.line)};
        if (has_changed(place.file)) found.source = say("trace.source_changed"_key);
        return true;
    });
    return found;
}

TracePlace Sources::of(const Event& event) const {
    auto place = learners_place(event.frames, event.depth);
    if (event.what != What::create || !place.source.starts_with('}')) return place;
    place.line = opening_line(place.file, place.line);
    place.source = line_in(place.file, place.line);
    return place;
}

TracePlace Sources::of(const Standing& standing) const {
    return learners_place(standing.frames, standing.depth);
}

template <class Frames>
SourceLine Sources::learners_line(const Frames& frames, std::size_t depth) const {
    SourceLine line;
    any_place(frames, depth, [&](const Place& place) {
        if (!is_the_learners(place)) {
            line.through.push_back(place.function);
            return false;
        }
        line.text = line_in(place.file, place.line);
        line.before = line_in(place.file, place.line - 1);
        return true;
    });
    return line;
}

SourceLine Sources::line_of(const Event& event) const {
    return learners_line(event.frames, event.depth);
}

SourceLine Sources::line_of(const Standing& standing) const {
    return learners_line(standing.frames, standing.depth);
}

bool Sources::is_inner_work(const Event& event) const {
    bool inner = false;
    any_place(event.frames, event.depth, [&](const Place& place) {
        inner = inner || place.function.find("_Stop_state") != std::string::npos ||
                place.function.find("_Sp_counted") != std::string::npos;
        return is_the_learners(place);
    });
    return inner;
}

}  // namespace lockstep::explorer
