// Right: a new latch for each race.
// Verdict: passed
#include <latch>
#include <memory>

class Start {
  public:
    void wait() { signal_->wait(); }
    void give() { signal_->count_down(); }
    void next_race() { signal_ = std::make_unique<std::latch>(1); }

  private:
    std::unique_ptr<std::latch> signal_ = std::make_unique<std::latch>(1);
};
