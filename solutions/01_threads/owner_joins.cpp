// Whoever owns a thread joins it in the destructor, which runs however the block is left.
// std::jthread does just that, and before it joins it asks its own stop token, so the
// thread has to listen to that one. It is the last member: the others are made before it
// starts, and die after its join.
#include <functional>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

using NextPrice = std::function<std::optional<double>(std::stop_token)>;

class Recorder {
  public:
    explicit Recorder(NextPrice next)
        : next_{std::move(next)}, thread_{[this](std::stop_token asked) {
              record(std::move(asked));
          }} {}
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

    NextPrice next_;
    std::vector<double> prices_;  // written by thread_, read after its join
    std::jthread thread_;         // the last member
};
