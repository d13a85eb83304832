// Right: the thread is made later and owned by a pointer, the last member.
// Verdict: passed
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

using NextPrice = std::function<std::optional<double>(std::stop_token)>;

class Recorder {
  public:
    explicit Recorder(NextPrice next) : next_{std::move(next)} {
        thread_ = std::make_unique<std::jthread>(
            [this](std::stop_token asked) { record(std::move(asked)); });
    }
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    void stop() { thread_.reset(); }
    const std::vector<double>& prices() const { return prices_; }

  private:
    void record(const std::stop_token& asked) {
        while (const auto price = next_(asked)) prices_.push_back(*price);
    }

    NextPrice next_;
    std::vector<double> prices_;
    std::unique_ptr<std::jthread> thread_;
};
