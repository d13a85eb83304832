#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {

std::vector<const Case*> all_cases() {
    return {&lost_wake_up,
            &if_instead_of_while,
            &notify_before_flag,
            &flag_outside_mutex,
            &missed_notify_all,
            &wrong_condition,
            &queue_closed_silently,
            &lock_order,
            &self_deadlock,
            &check_then_act,
            &racy_counter,
            &philosophers,
            &starved_writer,
            &double_checked_locking,
            &unsafe_publication,
            &store_buffering,
            &broken_spin_lock,
            &aba_stack,
            &sleep_as_synchronisation,
            &single_use_barrier,
            &permit_lost_on_exception,
            &unguarded_stop_flag,
            &promise_never_set,
            &wait_without_stop_token,
            &use_after_scope,
            &use_after_free,
            &lost_tail,
            &set_then_clear,
            &two_ticks_late,
            &slot_lost_on_exception,
            &one_end_mark_for_two,
            &library_semaphore};
}

}  // namespace lockstep::cases
