#include "common/interrupt.hpp"

#include <initializer_list>
#include <system_error>

#include <pthread.h>

namespace lockstep {
namespace {

// Sent by the destructor, to the watcher alone: there is nothing more to wait for.
int end_signal() {
    return SIGRTMIN;
}

sigset_t set_of(std::initializer_list<int> signals) {
    sigset_t set;
    sigemptyset(&set);
    for (int signal : signals) sigaddset(&set, signal);
    return set;
}

int wait_for_one_of(const sigset_t& signals) {
    int signal = 0;
    while (sigwait(&signals, &signal) == EINTR) continue;
    return signal;
}

}  // namespace

Interrupt::Interrupt() {
    const sigset_t blocked = set_of({SIGINT, SIGTERM, end_signal()});
    const int error = pthread_sigmask(SIG_BLOCK, &blocked, &former_mask_);
    if (error != 0) throw std::system_error{error, std::generic_category(), "signals"};
    sigaction(SIGINT, nullptr, &former_int_);
    sigaction(SIGTERM, nullptr, &former_term_);
    watcher_ = std::thread{[this] { wait_for_signals(); }};
}

Interrupt::~Interrupt() {
    pthread_kill(watcher_.native_handle(), end_signal());
    watcher_.join();
    sigaction(SIGINT, &former_int_, nullptr);
    sigaction(SIGTERM, &former_term_, nullptr);
    pthread_sigmask(SIG_SETMASK, &former_mask_, nullptr);
}

int Interrupt::exit_code() const {
    const int signal = signal_;
    return signal == 0 ? 0 : 128 + signal;
}

// All threads block both signals, so a signal stays pending until this one takes it.
void Interrupt::wait_for_signals() {
    const int signal = wait_for_one_of(set_of({SIGINT, SIGTERM, end_signal()}));
    if (signal == end_signal()) return;
    signal_ = signal;

    // From here on a signal ends the process, as if nobody had asked for it. This comes
    // before the stop request, whose callbacks run on this thread and may block.
    const sigset_t deadly = set_of({SIGINT, SIGTERM});
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    pthread_sigmask(SIG_UNBLOCK, &deadly, nullptr);

    source_.request_stop();
    wait_for_one_of(set_of({end_signal()}));
}

}  // namespace lockstep
