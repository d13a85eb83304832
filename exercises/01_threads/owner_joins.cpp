// A Recorder has a thread that writes down a stock's prices until stop(). But between its
// start and its stop() something may throw, say a refused order. Then nobody calls
// stop(), and the whole program ends.
// TODO: when a Recorder dies its thread has ended, whether stop() was called or not. Mend
// the class; its public functions keep their meaning.
// Read again: "The code", A class that owns its thread, in lessons/01_threads/README.md.
#include <functional>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

// Blocks until there is a price. Empty: none is left, and somebody asks to stop.
using NextPrice = std::function<std::optional<double>(std::stop_token)>;

class Recorder {
  public:
    explicit Recorder(NextPrice next) : next_{std::move(next)} {
        thread_ = std::thread{[this] { record(); }};
    }
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    void stop() {  // blocks until the thread has ended
        asked_.request_stop();
        thread_.join();
    }
    const std::vector<double>& prices() const { return prices_; }  // after stop()

  private:
    void record() {
        while (const auto price = next_(asked_.get_token())) prices_.push_back(*price);
    }

    NextPrice next_;
    std::vector<double> prices_;  // written by thread_, read after its join
    std::stop_source asked_;
    std::thread thread_;
};
