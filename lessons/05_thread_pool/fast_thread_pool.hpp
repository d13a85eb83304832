// ThreadPool with the same contract, for tasks that are over in no time.
//
// A worker that finds no task looks again for a while before it sleeps, and nobody is
// woken while nobody sleeps: that is lesson 02's FastQueue. And a task lies in the queue
// itself, not in memory of its own. The price: an idle worker burns a little time.
#pragma once

#include <cstddef>
#include <future>
#include <new>
#include <utility>

#include "lessons/02_queue/fast_queue.hpp"
#include "lessons/05_thread_pool/thread_pool.hpp"

namespace lockstep {

// Any std::packaged_task, in place: they are all of one size, whatever they hold.
class SmallTask {
  public:
    template <class Result>
    explicit SmallTask(std::packaged_task<Result()> work) : act_{&act<Result>} {
        static_assert(sizeof work <= sizeof place_);
        ::new (place_) std::packaged_task<Result()>{std::move(work)};
    }
    SmallTask(SmallTask&& other) noexcept : act_{std::exchange(other.act_, nullptr)} {
        if (act_ != nullptr) act_(Deed::move, other.place_, place_);
    }
    SmallTask& operator=(SmallTask&&) = delete;
    ~SmallTask() {
        if (act_ != nullptr) act_(Deed::destroy, place_, nullptr);
    }

    void operator()() { act_(Deed::run, place_, nullptr); }

  private:
    enum class Deed { run, move, destroy };  // move destroys what it leaves behind

    // The one function that knows what lies at `place`.
    template <class Result>
    static void act(Deed deed, std::byte* place, std::byte* to) {
        using Work = std::packaged_task<Result()>;
        Work& work = *std::launder(reinterpret_cast<Work*>(place));
        if (deed == Deed::run) return work();
        if (deed == Deed::move) ::new (to) Work{std::move(work)};
        work.~Work();  // NOLINT(bugprone-use-after-move): an empty one has an end too
    }

    void (*act_)(Deed, std::byte*, std::byte*);  // null: moved away
    alignas(
        std::packaged_task<void()>) std::byte place_[sizeof(std::packaged_task<void()>)];
};

// The next task often comes when somebody has read the result of the last, and who reads
// has to be woken first. A worker that sleeps by then has to be woken too: it looks
// longer.
template <class T>
class PatientQueue : public FastQueue<T> {
  public:
    explicit PatientQueue(std::size_t capacity) : FastQueue<T>{capacity, 256} {}
};

using FastThreadPool = PoolOf<PatientQueue, SmallTask>;

}  // namespace lockstep
