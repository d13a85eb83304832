// A fixed number of threads that run what others submit, first in, first out.
//
// Any thread may call anything, a task too. submit() waits while the queue is full; on a
// worker it does not wait but runs the new task itself, at once, so a pool never blocks
// on its own queue. A task must not wait for another task of the same pool. Nothing is
// lost at the end: the destructor runs all that is queued; cancel() drops it instead. The
// pool must not be destroyed by one of its own tasks.
#pragma once

#include <cstddef>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "common/console.hpp"
#include "lessons/02_queue/blocking_queue.hpp"
#include "lessons/05_thread_pool/chunks.hpp"

namespace lockstep {

// ThreadPool, below, is made of the queue of lesson 02; fast_thread_pool.hpp of a faster
// one.
template <template <class> class Queue, class Task>
class PoolOf {
  public:
    explicit PoolOf(std::size_t workers, std::size_t capacity = 1024) : queue_{capacity} {
        if (workers == 0) throw std::invalid_argument{"a pool of 0 workers does nothing"};
        try {
            while (workers_.size() < workers)
                workers_.emplace_back(&PoolOf::work, this, workers_.size() + 1);
        } catch (...) {  // no more threads: end those that are there
            drain();
            throw;
        }
    }
    ~PoolOf() { drain(); }
    PoolOf(const PoolOf&) = delete;
    PoolOf& operator=(const PoolOf&) = delete;

    // The future holds what f(args...) returns or throws. Callable and arguments are
    // copied or moved in, as std::thread does it. Throws std::runtime_error after drain()
    // or cancel().
    template <class F, class... Args>
    [[nodiscard]] auto submit(F&& f, Args&&... args) {
        auto work = package(std::forward<F>(f), std::forward<Args>(args)...);
        auto result = work.get_future();
        give(Task{std::move(work)});
        return result;
    }

    // Never waits: nothing when the queue is full or the pool was shut down.
    template <class F, class... Args>
    [[nodiscard]] auto try_submit(F&& f, Args&&... args) {
        auto work = package(std::forward<F>(f), std::forward<Args>(args)...);
        std::optional result{work.get_future()};
        if (!queue_.try_push(Task{std::move(work)})) result.reset();
        return result;
    }

    // For who wants no future: on_failure is called with what f threw, as an
    // exception_ptr, on the worker's thread. It must not throw.
    template <class F, class OnFailure>
    void post(F&& f, OnFailure&& on_failure) {
        give(Task{package([run = std::forward<F>(f),
                           tell = std::forward<OnFailure>(on_failure)]() mutable {
            try {
                run();
            } catch (...) {
                [&]() noexcept { tell(std::current_exception()); }();
            }
        })});
    }

    // f of each input, in the order of the inputs. The calling thread works too, so it
    // may be a task of this pool. All inputs are dealt with, then the exception of the
    // first that failed is thrown, first in the order of the inputs.
    template <class F, class Inputs>
    [[nodiscard]] auto map(F&& f, const Inputs& inputs) {
        const auto chunks = std::make_shared<Chunks<F, Inputs>>(f, inputs, size() + 1);
        try {
            for (std::size_t helpers = chunks->useful_helpers(); helpers > 0; --helpers)
                if (!queue_.try_push(Task{package([chunks] { chunks->work(); })})) break;
        } catch (...) {
            // No memory for one more. Those that are queued use f and inputs already, so
            // we must not leave: we go on with fewer.
        }
        chunks->work();
        return chunks->results();
    }

    // Refuses new tasks, runs what is queued, blocks until all workers have ended. A task
    // must not call it, nor cancel(): that throws std::logic_error.
    void drain() {
        must_not_be_a_worker();
        queue_.close();
        join();
    }

    // Refuses new tasks and drops those that have not begun: their futures throw
    // std::future_error (broken_promise). Blocks until the running ones have ended.
    // Returns how many were dropped.
    std::size_t cancel() {
        must_not_be_a_worker();
        queue_.close();
        std::size_t dropped = 0;
        while (queue_.try_pop()) ++dropped;
        join();
        return dropped;
    }

    std::size_t size() const { return workers_.size(); }

  private:
    template <class F, class... Args>
    static auto package(F&& f, Args&&... args) {
        using Result = std::invoke_result_t<std::decay_t<F>, std::decay_t<Args>...>;
        return std::packaged_task<Result()>{
            [f = std::decay_t<F>(std::forward<F>(f)),
             ... args = std::decay_t<Args>(std::forward<Args>(args))]() mutable {
                return std::invoke(std::move(f), std::move(args)...);
            }};
    }

    void give(Task task) {
        const bool may_wait = pool_of_this_thread != this;
        if (may_wait ? queue_.push(std::move(task)) : queue_.try_push(std::move(task)))
            return;
        if (queue_.closed()) throw std::runtime_error{"the pool takes no more tasks"};
        // The queue is full, and the worker that could wait is what empties it.
        task();  // NOLINT(bugprone-use-after-move): a push that fails moves nothing
    }

    void work(std::size_t number) {
        name_thread(fmt::format("worker {}", number));
        pool_of_this_thread = this;
        while (auto task = queue_.pop()) (*task)();
    }

    void must_not_be_a_worker() const {
        if (pool_of_this_thread == this)
            throw std::logic_error{"a task cannot wait for the end of its own pool"};
    }

    void join() {
        const std::lock_guard lock{joining_};
        for (auto& worker : workers_)
            if (worker.joinable()) worker.join();
    }

    // What lesson 04 is about: each thread has one, and a worker sets its own.
    static inline thread_local const PoolOf* pool_of_this_thread = nullptr;

    Queue<Task> queue_;
    std::mutex joining_;                 // one at a time joins the workers
    std::vector<std::jthread> workers_;  // last: they use the queue
};

// A std::packaged_task<void()> can hold what can only be moved; a std::function cannot.
using ThreadPool = PoolOf<BlockingQueue, std::packaged_task<void()>>;

}  // namespace lockstep
