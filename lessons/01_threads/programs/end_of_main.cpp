#include "lessons/01_threads/programs/end_of_main.hpp"

#include <functional>
#include <string_view>
#include <thread>

#include "common/console.hpp"
#include "lessons/01_threads/programs/failure.hpp"

namespace lockstep {

namespace {

// Work that has an end. Nobody asks this thread to stop: main waits.
void keep_book(const Job& job, std::exception_ptr& failure) {
    name_thread("clerk");
    keep_exception(failure, [&] { handle(job, job.ids.front()); });
    say("the book is written");
}

// Work without an end. std::jthread makes the stop_token; the downloader takes it too, so
// that a stop also ends a wait for the server.
void watch_prices(std::stop_token stop, const Job& job, std::exception_ptr& failure) {
    name_thread("ticker");
    say("asking for {} again and again", job.ids.back());
    keep_exception(failure, [&] {
        Downloader downloader{job.url, job.limits, stop};
        while (!stop.stop_requested() && downloader.get(job.ids.back()).ok()) {
        }
    });
    say("I tidy up and leave");
}

constexpr std::string_view no_daemon = R"(
Python waits for every thread at the end, except for daemon threads: those it cuts off.
C++ has neither. When main returns, the process ends and takes every thread with it,
wherever it is: in the middle of a line, of a file, of a lock.

  joined             main waits. The work is whole.
  jthread            its destructor asks the thread to stop (stop_token), then joins.
  neither            std::terminate: see  lesson01 broken not_joined
  detached           nobody owns the thread, so nobody can join it. It is Python's daemon,
                     with one thing added: while it still runs, main's variables and the
                     program's globals are destroyed under it. Lockstep never detaches.
)";

}  // namespace

void end_of_main(const Job& job) {
    Failures failures(2);
    {
        std::jthread ticker{watch_prices, std::cref(job), std::ref(failures[1])};
        std::jthread clerk{keep_book, std::cref(job), std::ref(failures[0])};
        job.pace.hand_over("main joins the clerk: it waits until the clerk is done");
        clerk.join();
        say("the clerk has been joined");
        job.pace.hand_over("main asks the ticker to stop, and joins it");
        say("here main ends: the ticker is asked to stop");
    }  // ~jthread: request_stop(), then join()
    say("the ticker has been joined");
    say_plain("{}", no_daemon);
    throw_first(failures);
}

}  // namespace lockstep
