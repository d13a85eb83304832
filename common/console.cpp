#include "common/console.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <optional>
#include <system_error>

#include <pthread.h>
#include <unistd.h>

#include "common/colours.hpp"
#include "common/lanes.hpp"
#include "common/screen.hpp"
#include "common/visible_text.hpp"

namespace lockstep {
namespace {

using screen::Stream;

const auto program_start = std::chrono::steady_clock::now();

// Each a plain number that no other data depends on: relaxed is enough, and no partner is
// needed.
std::atomic<std::size_t> threads_seen{0};
std::atomic<std::size_t> name_width{10};  // the widest name so far

// Written once, before other threads start. Never destroyed, as the screen.
std::optional<Lanes>& lanes() {
    static auto& the_only = *new std::optional<Lanes>;
    return the_only;
}

bool is_first_thread() {
    return ::gettid() == ::getpid();
}

struct Speaker {
    // The first thread speaks in the terminal's own colour, the others in one each.
    std::size_t number =
        is_first_thread() ? 0 : threads_seen.fetch_add(1, std::memory_order_relaxed) + 1;
    std::string name = number == 0 ? "main" : fmt::format("thread {}", number);
};
thread_local Speaker speaker;

void widen_names(std::size_t width) {
    std::size_t widest = name_width.load(std::memory_order_relaxed);
    while (width > widest &&
           !name_width.compare_exchange_weak(widest, width, std::memory_order_relaxed)) {
    }
}

std::string seconds_since_start() {
    const std::chrono::duration<double> since =
        std::chrono::steady_clock::now() - program_start;
    return fmt::format("{:{}.3f}", since.count(), lanes() ? 7 : 0);  // lanes need columns
}

std::string stamped(std::string_view text, bool in_colour) {
    const std::string name = visible(speaker.name);
    const std::size_t width = name_width.load(std::memory_order_relaxed);
    std::string line = fmt::format("{}  {}", pad(name, width), visible(text));
    if (in_colour && speaker.number > 0) line = coloured(line, speaker.number - 1);
    return fmt::format("{}  {}\n", seconds_since_start(), line);
}

std::string in_its_lane(std::string_view text, bool in_colour) {
    const std::string name = visible(speaker.name);
    const auto lane = lanes()->lane_of(name);
    if (!lane) return stamped(text, in_colour);
    return lanes()->rows(seconds_since_start(), name, *lane, visible(text), in_colour);
}

std::string plain(std::string_view text) {
    std::string lines = visible(text, "\n\t");
    if (lines.empty() || lines.back() != '\n') lines += '\n';
    return lines;
}

// What cannot be put together (no memory) is not said.
template <class Compose>
void say_on(Stream stream, Compose compose) {
    try {
        screen::write(stream, compose());
    } catch (...) {
    }
}

}  // namespace

void name_thread(std::string name) {
    // The first thread's name is the process's: ps and kill must go on finding the
    // program.
    if (!is_first_thread())
        ::pthread_setname_np(::pthread_self(), name.substr(0, 15).c_str());
    widen_names(std::min<std::size_t>(display_width(visible(name)), 20));
    speaker.name = std::move(name);
}

std::string thread_name() {
    return speaker.name;
}

namespace console {

void use_lanes(std::vector<std::string> names) {
    lanes().emplace(std::move(names));
    screen::write(Stream::out, lanes()->header());
}

void write_line(std::string_view text) {
    say_on(Stream::out, [&] {
        const bool in_colour = screen::wants_colour(Stream::out);
        return lanes() ? in_its_lane(text, in_colour) : stamped(text, in_colour);
    });
}

void write_error(std::string_view text) {
    say_on(Stream::error,
           [&] { return stamped(text, screen::wants_colour(Stream::error)); });
}

void write_plain(std::string_view text) {
    say_on(Stream::out, [&] { return plain(text); });
}

void write_plain_error(std::string_view text) {
    say_on(Stream::error, [&] { return plain(text); });
}

std::string failure() {
    const int error = screen::failure();
    return error == 0 || error == EPIPE ? "" : std::generic_category().message(error);
}

}  // namespace console
}  // namespace lockstep
