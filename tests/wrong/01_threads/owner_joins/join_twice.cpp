// Wrong: after stop() the destructor joins once more, which throws.
// Verdict: exception_escaped, a stopped recorder has all prices and dies in peace
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
    ~Recorder() { stop(); }
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
