// Lets one controlled thread run at a time, and chooses at each visible operation who is
// next.
//
// A thread calls perform() before each visible operation and comes back when it is its
// turn and the operation can go. So blocking is one thing: an operation that is not
// ready. When none is ready and no time-out is pending, it is a deadlock.
#pragma once

#include <deque>
#include <random>
#include <string_view>
#include <vector>

#include "tests/explorer/runtime/board.hpp"
#include "tests/explorer/runtime/thread.hpp"

namespace lockstep::explorer {

class Scheduler {
  public:
    explicit Scheduler(Board& board);

    // ---- Of one schedule; the calling thread becomes thread 0 ----
    void begin();
    void finish();  // blocks until all others have ended
    void wait_for_the_others();

    // ---- For the models of mutexes, condition variables, … ----
    Outcome perform(Thread& me, const Operation& operation);
    // Called now and then by a thread that only reads and writes memory: it may be asking
    // for what another one has to write first.
    void let_others_go(Thread& me);
    // One of `options`; bit i of `costly`: option i costs 1.
    int choose(int options, std::uint64_t costly);
    // For a person who picks: what option i of the next choose() means.
    void explain(int option, std::uint64_t meaning, std::size_t size = 0);
    // An effect that needs no turn of its own, such as unlocking.
    void touch(Thread& me, What what, Order& order, bool writes);
    Event* note(Thread& me, What what, const void* object);  // null unless recording

    // A row for an access to memory, while recording; its number.
    std::size_t note_access(Thread& me, What what, const void* address, std::size_t size,
                            bool atomic);

    Thread& add_thread(Thread& parent);
    void end_thread(Thread& me);  // hands the baton on and returns
    Thread* find(pthread_t handle);

    [[noreturn]] void fail(Verdict verdict, const Thread* thread, const void* object,
                           std::string_view text = {});

    std::uint64_t number() const { return number_; }  // of this schedule
    std::uint32_t step() const { return steps_; }     // of this schedule, so far
    Nanoseconds now() const { return now_; }
    void let_pass(Nanoseconds time) { now_ += time; }
    Board& board() { return board_; }
    std::deque<Thread>& threads() { return threads_; }

  private:
    struct Turn {
        Thread* thread;
        Outcome outcome = Outcome::ready;
        bool costs = false;
        bool unfair = false;  // it comes before somebody who is to come before it
        bool early = false;   // it wakes although nothing has happened
    };
    bool can_go(const Thread& thread) const;
    std::uint64_t all_that_can_go() const;
    bool time_can_pass() const;
    void give_way_if_asked(Thread& me);
    static bool goes_at_once(const Thread& me);
    void has_its_turn(const Turn& turn);
    const std::vector<Turn>& possible_turns(Thread& me);
    void let_time_pass();
    void let_a_loop_ask_again();
    void add_early(Thread& thread);
    Turn next_turn(Thread& me);
    int preferred(const std::vector<Turn>& turns);
    int decide(int options, std::uint64_t costly, int preferred);
    void prune_if_seen(const Thread& me);
    void hand_over(Thread& me, const Turn& turn);
    void describe_standing();
    void mark_blocked();
    void ask(int options, bool of_turns);

    Board& board_;
    std::deque<Thread> threads_;  // a deque: they stay where they are
    std::vector<Turn> turns_;     // of the choice at hand
    Nanoseconds now_ = 0;
    std::uint32_t steps_ = 0;
    int early_wakes_left_ = 0;
    int cost_ = 0;  // of the choices so far
    std::uint64_t number_ = 0;
    bool pruned_ = false;
    bool preempts_ = false;  // the choice at hand took the turn from somebody
    std::mt19937_64 random_;
};

// There is one while a body is explored.
extern Scheduler* scheduler;

}  // namespace lockstep::explorer
