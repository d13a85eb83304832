#include "tests/explorer/trace/names.hpp"

#include <algorithm>
#include <tuple>

#include "tests/explorer/messages.hpp"
#include "tests/explorer/trace/data_symbols.hpp"
#include "tests/explorer/trace/event_words.hpp"
#include "tests/explorer/trace/source_names.hpp"

namespace lockstep::explorer {

const char* kind_of(What what) {
    switch (what) {
    case What::lock:
    case What::try_lock:
    case What::unlock:
    case What::lock_shared:
    case What::try_lock_shared:
    case What::unlock_shared:
        return "mutex";
    case What::wait:
    case What::wake:
    case What::notify_one:
    case What::notify_all:
        return "condition";
    case What::acquire:
    case What::signal:
        return "semaphore";
    case What::arrive:
        return "barrier";
    case What::once:
        return "once";
    case What::read:
    case What::write:
        return "memory";
    default:
        return "atomic";
    }
}

namespace {

Key numbered(std::string_view kind) {
    if (kind == "mutex") return "object.mutex"_key;
    if (kind == "condition") return "object.condition"_key;
    if (kind == "semaphore") return "object.semaphore"_key;
    if (kind == "barrier") return "object.barrier"_key;
    if (kind == "latch") return "object.latch"_key;
    if (kind == "future") return "object.future"_key;
    if (kind == "once") return "object.once"_key;
    if (kind == "memory") return "object.memory"_key;
    return "object.atomic"_key;
}

Key named(std::string_view kind) {
    if (kind == "mutex") return "object.mutex.named"_key;
    if (kind == "condition") return "object.condition.named"_key;
    if (kind == "semaphore") return "object.semaphore.named"_key;
    if (kind == "barrier") return "object.barrier.named"_key;
    if (kind == "latch") return "object.latch.named"_key;
    if (kind == "future") return "object.future.named"_key;
    return "object.named"_key;
}

// Of the variable itself, so that a part of a larger one does not get the whole one's
// name. 0: any.
std::size_t size_of_kind(std::string_view kind, std::size_t seen) {
    if (kind == "mutex") return sizeof(pthread_mutex_t);
    if (kind == "condition") return sizeof(pthread_cond_t);
    return seen;
}

bool is_plain(What what) {
    return what == What::read || what == What::write;
}

// In `[&] { ++counter; }` not only counter is read, but before it the place where the
// lambda keeps counter's address.
bool may_be_a_reference(const Event& event, const SourceLine& line) {
    if (!is_plain(event.what) || event.size < sizeof(void*)) return false;
    const bool of_a_lambda = line.text.find('[') != std::string::npos;
    return event.what == What::write ? of_a_lambda : event.value > 0xffffffffU;
}

// "rang" and "box.rang" may be one; "from.mutex" and "to.mutex" are not one name.
bool is_end_of(const std::string& part, const std::string& name) {
    if (!name.ends_with(part)) return false;
    const auto before = name.size() - part.size();
    return before == 0 || name[before - 1] == '.' || name[before - 1] == '>';
}

// What the library is made of, by what it is to its user.
const char* kind_through(const SourceLine& line) {
    for (const auto& function : line.through) {
        if (function.find("counting_semaphore") != std::string::npos) return "semaphore";
        if (function.find("std::latch") != std::string::npos) return "latch";
        if (function.find("std::barrier") != std::string::npos) return "barrier";
        if (function.find("future") != std::string::npos ||
            function.find("std::promise") != std::string::npos)
            return "future";
    }
    return nullptr;
}

bool is_a_thread(What what) {
    return what == What::begin || what == What::create || what == What::join ||
           what == What::end;
}

}  // namespace

Names::Names(const Board& board, const Sources& sources, bool whole_program) {
    name_threads(board, sources, whole_program);
    for (const bool plain : {false, true})
        for (std::size_t i = 0; i < board.event_count; ++i) {
            const Event& event = board.events[i];
            if (event.object == nullptr || is_a_thread(event.what)) continue;
            if (is_plain(event.what) == plain) collect(event, sources.line_of(event));
        }
    for (const Standing& one : board.failure.standing)
        if (one.exists && !one.ended && one.object != nullptr && !is_a_thread(one.what))
            collect({.what = one.what, .object = one.object}, sources.line_of(one));
    if (board.failure.object != nullptr) objects_[board.failure.object];
    doubt_what_is_called_alike();
}

// ---- Threads ----

void Names::name_threads(const Board& board, const Sources& sources, bool whole_program) {
    threads_.push_back(whole_program ? say("thread.main"_key) : say("thread.body"_key));
    std::map<std::string, std::vector<std::size_t>> made_by_line;
    for (std::size_t i = 0; i < board.event_count; ++i) {
        const Event& event = board.events[i];
        threads_.resize(std::max(threads_.size(), event.thread + std::size_t{1}));
        if (event.what != What::create) continue;
        const auto child = static_cast<std::size_t>(event.other);
        threads_.resize(std::max(threads_.size(), child + 1));
        made_by_line[sources.of(event).source].push_back(child);
    }
    for (int i = 0; i < max_threads; ++i)
        if (board.failure.standing[static_cast<std::size_t>(i)].exists)
            threads_.resize(std::max(threads_.size(), static_cast<std::size_t>(i) + 1));
    // A line that makes as many threads as it declares makes them in that order.
    std::map<std::string, int> uses;
    std::vector<std::string> found(threads_.size());
    for (const auto& [line, made] : made_by_line) {
        const auto names = threads_in(line);
        for (std::size_t i = 0; names.size() == made.size() && i < made.size(); ++i)
            ++uses[found[made[i]] = names[i]];
    }
    for (std::size_t i = 1; i < threads_.size(); ++i)
        threads_[i] = !found[i].empty() && uses[found[i]] == 1 && found[i] != threads_[0]
                          ? found[i]
                          : say("thread.number"_key, fmt::arg("number", i));
}

const std::string& Names::thread(int number) const {
    return threads_.at(static_cast<std::size_t>(number));
}

// ---- Objects ----

void Names::collect(const Event& event, const SourceLine& line) {
    Object& one = objects_[event.object];
    const char* through = is_plain(event.what) ? nullptr : kind_through(line);
    const char* kind = through == nullptr ? kind_of(event.what) : through;
    if (*one.kind == '\0') {
        one.kind = kind;
        use_symbol(event.object, size_of_kind(kind, event.size));
    }
    // A mutex is also memory, to its constructor.
    if (is_plain(event.what) && one.kind != std::string_view{kind}) return;
    if (one.in_doubt || data_symbols().contains(event.object)) return;
    if (may_be_a_reference(event, line)) return;
    const auto name = object_in(line, event.what);
    if (name.empty()) return;
    if (one.name.empty()) one.name = one.full_name = name;
    const auto& longer = name.size() > one.full_name.size() ? name : one.full_name;
    const auto& shorter = name.size() < one.name.size() ? name : one.name;
    one.in_doubt = !is_end_of(one.full_name, longer) || !is_end_of(name, longer);
    std::tie(one.name, one.full_name) =
        one.in_doubt ? std::pair<std::string, std::string>{} : std::pair{shorter, longer};
}

void Names::use_symbol(const void* object, std::size_t size) {
    const auto symbol = data_symbols().find(object);
    if (symbol == data_symbols().end()) return;
    if (size == 0 || symbol->second.size == size)
        objects_[object].name = symbol->second.name;
}

// Two mutexes named mutex_, of two queues: neither name says which.
void Names::doubt_what_is_called_alike() {
    std::map<std::string, int> uses;
    for (const auto& [address, one] : objects_) ++uses[one.name];
    for (auto& [address, one] : objects_) {
        if (uses[one.name] < 2) continue;
        one.name = one.full_name == one.name ? "" : one.full_name;
    }
    uses.clear();
    for (const auto& [address, one] : objects_) ++uses[one.name];
    for (auto& [address, one] : objects_)
        if (uses[one.name] > 1) one.name.clear();
}

std::string Names::object(const void* object) {
    Object& one = objects_[object];
    if (!one.name.empty()) return one.name;
    if (one.number == 0) one.number = ++counts_[one.kind];
    return say(numbered(one.kind), fmt::arg("number", one.number));
}

std::string Names::object_with_kind(const void* object) {
    const Object& one = objects_[object];
    return one.name.empty() ? this->object(object)
                            : say(named(one.kind), fmt::arg("name", one.name));
}

bool Names::has_name(const void* object) const {
    const auto found = objects_.find(object);
    return found != objects_.end() && !found->second.name.empty();
}

// Addresses differ from run to run.
std::string Names::value(std::uint64_t value, std::uint8_t size) {
    constexpr std::uint64_t lowest = 0x10000000000, end = 0x800000000000;
    if (size != sizeof(void*) || value < lowest || value >= end)
        return value_in_words(value, size);
    const auto found = objects_.find(reinterpret_cast<const void*>(value));
    // A member at the front of a structure has its address too.
    const bool known = found != objects_.end() && !found->second.name.empty() &&
                       found->second.full_name.find_first_of(".>") == std::string::npos;
    if (known) return "&" + found->second.name;
    const auto number =
        addresses_.try_emplace(value, addresses_.size() + 1).first->second;
    return say("value.address"_key, fmt::arg("number", number));
}

const char* Names::kind(const void* object) const {
    const auto found = objects_.find(object);
    return found == objects_.end() ? "" : found->second.kind;
}

}  // namespace lockstep::explorer
