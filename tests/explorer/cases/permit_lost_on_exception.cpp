// One oven. A cake that burns throws, and the oven is never free again.
#include <stdexcept>
#include <thread>

#include <semaphore.h>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

class Oven {
  public:
    Oven() { ::sem_init(&free_, 0, 1); }
    ~Oven() { ::sem_destroy(&free_); }
    void enter() { ::sem_wait(&free_); }
    void leave() { ::sem_post(&free_); }

  private:
    sem_t free_;
};

struct InOven {
    explicit InOven(Oven& which) : oven{which} { oven.enter(); }
    ~InOven() { oven.leave(); }
    Oven& oven;
};

void bake(int minutes) {
    if (minutes > 60) throw std::runtime_error{"the cake is burnt"};
}

void bake_two(void (*bake_in)(Oven&, int)) {
    Oven oven;
    const auto bake_for = [&](int minutes) {
        try {
            bake_in(oven, minutes);
        } catch (const std::runtime_error&) {
        }
    };
    std::jthread one{bake_for, 90}, two{bake_for, 40};
}

void wrong() {
    bake_two([](Oven& oven, int minutes) {
        oven.enter();
        bake(minutes);
        oven.leave();  // wrong: skipped when bake() throws
    });
}

void right() {
    bake_two([](Oven& oven, int minutes) {
        const InOven here{oven};
        bake(minutes);
    });
}

}  // namespace

const Case permit_lost_on_exception{"semaphore lost on an exception", wrong, right,
                                    ExplorerVerdict::deadlock,
                                    "what is taken by hand is not given back by a throw"};

}  // namespace lockstep::cases
