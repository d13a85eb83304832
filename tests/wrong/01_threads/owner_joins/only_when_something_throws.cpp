// Wrong: a block that ends without an exception and without stop() ends the program.
// Verdict: exception_escaped, a recorder that nobody stops ends its thread
#include <exception>
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
    ~Recorder() {
        // Something has thrown between the start and stop().
        if (std::uncaught_exceptions() > 0 && thread_.joinable()) stop();
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
