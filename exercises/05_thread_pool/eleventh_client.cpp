// A pool serves clients, one on each worker. When all workers are taken the next client
// waits, and nobody tells it. And all are greeted with the same address: ours.
// TODO: fill in Reception. Who finds all workers taken is told before welcome() comes
// back: "wait: you are number 1 in line", the next one 2. Who is served is greeted with
// its own address. Who has left makes room. Nobody has to wait while another is spoken
// to. Read again: "The code" in lessons/05_thread_pool/README.md.
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
        pool_.post([&client] {
            client.say("hello " + client.our_address());
            client.talk();
        });
    }

  private:
    Pool& pool_;
};
