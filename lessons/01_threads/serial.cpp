#include "lessons/01_threads/serial.hpp"

#include "lessons/01_threads/failure.hpp"

namespace lockstep {

void one_after_another(const Job& job) {
    Failures failures(job.ids.size());
    for (std::size_t i = 0; i < job.ids.size(); ++i) {
        job.pace.hand_over("main handles " + job.ids[i]);
        handle_and_keep(job, job.ids[i], failures[i]);
    }
    throw_first(failures);
}

}  // namespace lockstep
