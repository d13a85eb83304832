// Right: it counts free workers down instead of clients up.
// Verdict: passed
#include <atomic>
#include <functional>
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
        const int place = -(--free_);
        if (place > 0)
            client.say("wait: you are number " + std::to_string(place) + " in line");
        pool_.post([this, &client] {
            const Leaving at_the_end{free_};
            client.say("hello " + client.its_address());
            client.talk();
        });
    }

  private:
    struct Leaving {
        std::atomic<int>& free;
        ~Leaving() { ++free; }
    };

    Pool& pool_;
    std::atomic<int> free_{pool_.workers()};  // below 0: so many wait
};
