// Right: a std::thread, and a destructor that stops what was not stopped.
// Verdict: passed
#include <functional>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

using NextPrice = std::function<std::optional<double>(std::stop_token)>;

class Recorder {
  public:
    explicit Recorder(NextPrice next) : next_{std::move(next)} {
        thread_ = std::thread{[this] { record(); }};
    }
    ~Recorder() {
        if (thread_.joinable()) stop();
    }
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    void stop() {
        asked_.request_stop();
        thread_.join();
    }
    const std::vector<double>& prices() const { return prices_; }

  private:
    void record() {
        while (const auto price = next_(asked_.get_token())) prices_.push_back(*price);
    }

    NextPrice next_;
    std::vector<double> prices_;
    std::stop_source asked_;
    std::thread thread_;
};
