// Wrong: the thread is the first member, so the others die while it still runs.
// Verdict: data_race, a recorder that an exception passes ends its thread
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
        thread_ =
            std::jthread{[this](std::stop_token asked) { record(std::move(asked)); }};
    }
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    void stop() {
        thread_.request_stop();
        thread_.join();
    }
    const std::vector<double>& prices() const { return prices_; }

  private:
    void record(const std::stop_token& asked) {
        while (const auto price = next_(asked)) prices_.push_back(*price);
    }

    std::jthread thread_;
    NextPrice next_;
    std::vector<double> prices_;
};
