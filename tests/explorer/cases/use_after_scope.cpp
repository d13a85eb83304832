// A guest asks for the bill, waits for a second, and leaves. The waiter answers somebody
// who has gone.
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "tests/explorer/cases/case.hpp"

using namespace std::chrono_literals;

namespace lockstep::cases {
namespace {

struct Question {
    std::mutex mutex;
    std::condition_variable changed;
    bool answered = false;  // guarded by mutex

    void answer() {
        std::scoped_lock lock{mutex};
        answered = true;
        changed.notify_one();
    }
    void wait() {
        std::unique_lock lock{mutex};
        changed.wait_for(lock, 1s, [this] { return answered; });
    }
};

void wrong() {
    std::jthread waiter;
    Question question;  // wrong: ends before the waiter does
    waiter = std::jthread{[&] { question.answer(); }};
    question.wait();
}

void right() {
    std::jthread waiter;
    const auto question = std::make_shared<Question>();  // ends with who is last
    waiter = std::jthread{[question] { question->answer(); }};
    question->wait();
}

}  // namespace

const Case use_after_scope{"use after scope end", wrong, right,
                           ExplorerVerdict::destroyed_object,
                           "a thread that outlives a scope must not refer to it"};

}  // namespace lockstep::cases
