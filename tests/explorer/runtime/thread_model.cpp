// Threads: created, joined, ended, each with its thread-local destructors.
#include <cerrno>
#include <climits>

#include "tests/explorer/runtime/scheduler.hpp"
#include "tests/explorer/runtime/stacks.hpp"

namespace lockstep::explorer {
namespace {

// The last that a thread does is to run the destructors of pthread keys, in rounds. Ours
// comes back until the last round: by then all others, and C++'s thread_local objects,
// are gone, and all that was still under control.
pthread_key_t end_of_thread_key;

void at_end_of_thread(void* rounds) {
    const auto round = reinterpret_cast<std::intptr_t>(rounds);
    if (round < PTHREAD_DESTRUCTOR_ITERATIONS) {
        ::pthread_setspecific(end_of_thread_key, reinterpret_cast<void*>(round + 1));
        return;
    }
    Thread& me = *current;
    me.inside = true;
    scheduler->end_thread(me);
}

[[gnu::constructor]] void make_key() {
    ::pthread_key_create(&end_of_thread_key, at_end_of_thread);
}

void* run(void* self) {
    Thread& me = *static_cast<Thread*>(self);
    current = &me;
    me.inside = true;
    me.baton.take();
    ::pthread_setspecific(end_of_thread_key, reinterpret_cast<void*>(1));
    begin_stack(me, nullptr);
    scheduler->note(me, What::begin, nullptr);
    me.inside = false;
    return me.result = me.function(me.argument);
}

bool has_ended(const void* thread) {
    return static_cast<const Thread*>(thread)->ended;
}

}  // namespace
}  // namespace lockstep::explorer

// ---- What the program calls ----

using namespace lockstep::explorer;

extern "C" {

int pthread_create(pthread_t* handle, const pthread_attr_t* attributes,
                   void* (*function)(void*), void* argument) {
    const Controlled me;
    if (!me) return REAL(pthread_create)(handle, attributes, function, argument);
    Thread& child = scheduler->add_thread(*me);
    child.function = function;
    child.argument = argument;
    stack_reaches(*me, __builtin_frame_address(0));
    const auto* own_stack = attributes_of(child);
    const int error = own_stack == nullptr
                          ? ENOMEM
                          : REAL(pthread_create)(&child.handle, own_stack, run, &child);
    if (error != 0)
        scheduler->fail(Verdict::not_supported, &*me, nullptr, "no more threads");
    *handle = child.handle;
    if (Event* event = scheduler->note(*me, What::create, nullptr))
        event->other = static_cast<std::uint64_t>(child.id);
    scheduler->perform(*me, {.what = What::create, .alone = true});
    (*me).is_just_chosen = false;  // the child could be chosen now
    return 0;
}

int pthread_join(pthread_t handle, void** result) {
    const Controlled me;
    Thread* child = me ? scheduler->find(handle) : nullptr;
    if (child == nullptr) return REAL(pthread_join)(handle, result);
    scheduler->perform(*me, {.what = What::join,
                             .object = child,
                             .order = &child->ended_order,
                             .ready = has_ended,
                             .about = child,
                             .alone = true});
    if (Event* event = scheduler->note(*me, What::join, nullptr))
        event->other = static_cast<std::uint64_t>(child->id);
    (*me).clock.join(child->clock);
    child->joined = true;
    return REAL(pthread_join)(handle, result);
}

int pthread_detach(pthread_t handle) noexcept {
    const Controlled me;
    Thread* thread = me ? scheduler->find(handle) : nullptr;
    if (thread == nullptr) return REAL(pthread_detach)(handle);
    thread->detached = true;  // really it is joined when the schedule is over
    return 0;
}
}
