// Wrong: between the question and the number somebody leaves: number 0 in line.
// Verdict: assertion_failed, clients come while others leave
#include <atomic>
#include <functional>
#include <string>

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

    // For each client that comes, always by the same thread.
    void welcome(Client& client) {
        if (present_ >= pool_.workers())
            client.say("wait: you are number " +
                       std::to_string(present_ - pool_.workers() + 1) + " in line");
        ++present_;
        pool_.post([this, &client] {
            const Leaving at_the_end{present_};
            client.say("hello " + client.its_address());
            try {
                client.talk();
            } catch (...) {
                // it broke off
            }
        });
    }

  private:
    struct Leaving {
        std::atomic<int>& present;
        ~Leaving() { --present; }
    };

    Pool& pool_;
    std::atomic<int> present_{0};
};
