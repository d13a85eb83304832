#include "common/faulty_stream.hpp"

#include <string_view>
#include <utility>

namespace lockstep {
namespace {

constexpr std::string_view garbage = "\x01\x02 this is not HTTP \xff\xfe\r\n\r\n";
constexpr std::chrono::milliseconds between_drops{50};
constexpr std::chrono::hours for_ever{1};  // in truth until the exchange's deadline

}  // namespace

void FaultyStream::inflict(std::optional<Fault> fault) {
    fault_ = fault;
    head_is_written_ = false;
}

ssize_t FaultyStream::write(const char* bytes, std::size_t size) {
    if (!fault_) return BoundedStream::write(bytes, size);
    switch (*fault_) {
    case Fault::not_found:
    case Fault::server_error:
        return BoundedStream::write(bytes, size);
    case Fault::close:
        return give_up(End::closed);
    case Fault::garbage:
        BoundedStream::write(garbage.data(), garbage.size());
        return give_up(End::closed);
    case Fault::cut_short:
        return cut_short(bytes, size);
    case Fault::drip:
        return drip(bytes, size);
    case Fault::never:
        return say_nothing_more();
    }
    return -1;
}

ssize_t FaultyStream::cut_short(const char* bytes, std::size_t size) {
    if (!std::exchange(head_is_written_, true)) return BoundedStream::write(bytes, size);
    BoundedStream::write(bytes, size / 2);
    return give_up(End::closed);
}

ssize_t FaultyStream::drip(const char* bytes, std::size_t size) {
    if (!std::exchange(head_is_written_, true)) return BoundedStream::write(bytes, size);
    for (std::size_t sent = 0; sent + 1 < size; ++sent)
        if (BoundedStream::write(bytes + sent, 1) < 0 || !pause(between_drops)) return -1;
    return say_nothing_more();  // the last byte never comes
}

// Ends when the client leaves: then there is something to read, if only the end.
ssize_t FaultyStream::say_nothing_more() {
    wait_for_bytes({for_ever, deadline()});
    return give_up(End::closed);
}

}  // namespace lockstep
