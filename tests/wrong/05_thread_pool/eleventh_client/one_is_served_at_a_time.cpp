// Wrong: a lock is held as long as a client talks, so the others wait.
// Verdict: deadlock, clients are served at the same time
#include <atomic>
#include <chrono>
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

struct Client {
    virtual std::string our_address() const = 0;
    virtual std::string its_address() const = 0;
    virtual void say(const std::string& line) = 0;  // may take an hour
    virtual void talk() = 0;  // until the client leaves; throws when it breaks off
    virtual ~Client() = default;
};

struct Pool {
    virtual int workers() const = 0;
    virtual void post(std::function<void()> task) = 0;  // runs when a worker is free
    virtual ~Pool() = default;
};

class Reception {
  public:
    explicit Reception(Pool& pool) : pool_{pool} {}

    void welcome(Client& client) {
        int ahead;
        {
            const std::lock_guard lock{mutex_};
            ahead = ++here_ - pool_.workers();
        }
        if (ahead > 0)
            client.say("wait: you are number " + std::to_string(ahead) + " in line");
        pool_.post([this, &client] {
            const Leaving leaving{*this};
            const std::lock_guard l{talking_};
            client.say("hello " + client.its_address());
            try {
                client.talk();
            } catch (...) {
            }
        });
    }

  private:
    struct Leaving {
        Reception& reception;
        ~Leaving() {
            const std::lock_guard lock{reception.mutex_};
            --reception.here_;
        }
    };
    Pool& pool_;
    std::mutex mutex_;
    int here_ = 0;
    std::mutex talking_;
};
