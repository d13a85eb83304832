#include "lessons/01_threads/stock_thread.hpp"

#include <utility>

#include "common/console.hpp"
#include "lessons/01_threads/programs/failure.hpp"

namespace lockstep {

StockThread::StockThread(const Job& job, std::string sid)
    : job_{job}, sid_{std::move(sid)}, thread_{[this] { run(); }} {}

std::exception_ptr StockThread::join() {
    thread_.join();
    return failure_;
}

void StockThread::run() noexcept {
    name_thread("stock " + sid_);
    keep_exception(failure_, [this] { handle(job_, sid_); });
}

}  // namespace lockstep
