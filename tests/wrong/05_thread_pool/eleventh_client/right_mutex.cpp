// Right: the number under a mutex that is not held while anybody speaks.
// Verdict: passed
#include <functional>
#include <mutex>
#include <string>

struct Client {
    virtual std::string our_address() const = 0;
    virtual std::string its_address() const = 0;
    virtual void say(const std::string& line) = 0;
    virtual void talk() = 0;
    virtual ~Client() = default;
};

struct Pool {
    virtual int workers() const = 0;
    virtual void post(std::function<void()> task) = 0;
    virtual ~Pool() = default;
};

class Reception {
  public:
    explicit Reception(Pool& pool) : pool_{pool} {}

    void welcome(Client& client) {
        std::unique_lock lock{mutex_};
        const int place = ++present_ - pool_.workers();
        lock.unlock();
        if (place > 0)
            client.say("wait: you are number " + std::to_string(place) + " in line");
        pool_.post([this, &client] {
            const Leaving at_the_end{*this};
            client.say("hello " + client.its_address());
            client.talk();
        });
    }

  private:
    struct Leaving {
        Reception& reception;
        ~Leaving() {
            const std::lock_guard lock{reception.mutex_};
            --reception.present_;
        }
    };

    Pool& pool_;
    std::mutex mutex_;
    int present_ = 0;  // clients that are served or wait
};
