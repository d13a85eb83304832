#include "lessons/01_threads/programs/serial.hpp"

#include "lessons/01_threads/programs/failure.hpp"

namespace lockstep {

void one_after_another(const Job& job) {
    Failures failures(job.ids.size());
    for (std::size_t i = 0; i < job.ids.size(); ++i) {
        job.pace.hand_over("main handles " + job.ids[i]);
        keep_exception(failures[i], [&] { handle(job, job.ids[i]); });
    }
    throw_first(failures);
}

}  // namespace lockstep
