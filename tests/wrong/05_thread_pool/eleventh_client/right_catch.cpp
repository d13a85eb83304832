// Right: the exception ends in the task.
// Verdict: passed
#include <atomic>
#include <exception>
#include <functional>
#include <iostream>
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
        const int place = ++present_ - pool_.workers();
        if (place > 0)
            client.say("wait: you are number " + std::to_string(place) + " in line");
        pool_.post([this, &client] {
            client.say("hello " + client.its_address());
            try {
                client.talk();
            } catch (const std::exception& error) {
                std::cerr << client.its_address() + ": " + error.what() + "\n";
            }
            --present_;
        });
    }

  private:
    Pool& pool_;
    std::atomic<int> present_{0};  // clients that are served or wait
};
