// The pool does not say how many clients it has, so the reception counts: up when one
// comes, down when its task ends, however it ends. The workers count down while the
// acceptor counts up, so the number is atomic; a lock held during say() would make all
// wait for one client. The client is told before its task is posted: then nobody else
// can be speaking to it.
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
        const int place = ++present_ - pool_.workers();
        if (place > 0)
            client.say("wait: you are number " + std::to_string(place) + " in line");
        pool_.post([this, &client] {
            const Leaving at_the_end{present_};
            client.say("hello " + client.its_address());
            client.talk();
        });
    }

  private:
    struct Leaving {
        std::atomic<int>& present;
        ~Leaving() { --present; }
    };

    Pool& pool_;
    std::atomic<int> present_{0};  // clients that are served or wait
};
