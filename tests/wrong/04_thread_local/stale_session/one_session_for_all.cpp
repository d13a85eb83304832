// Wrong: without thread_local all threads have one session.
// Verdict: data_race, two threads serve at the same time
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>

class Viewers {
  public:
    void sign_on(const std::string& name) {
        const std::lock_guard lock{mutex_};
        names_.insert(name);
    }
    void sign_off(const std::string& name) {
        const std::lock_guard lock{mutex_};
        names_.erase(name);
    }
    std::set<std::string> all() const {
        const std::lock_guard lock{mutex_};
        return names_;
    }

  private:
    mutable std::mutex mutex_;
    std::set<std::string> names_;  // guarded by mutex_
};

struct Session {
    std::string viewer;
    int frames = 0;  // that were sent
};

std::optional<Session> session;  // empty: the thread serves nobody

class SignedOn {
  public:
    SignedOn(Viewers& viewers, const std::string& name) : viewers_{viewers} {
        session.emplace(Session{name});
        viewers_.sign_on(name);
    }
    ~SignedOn() {
        viewers_.sign_off(session->viewer);
        session.reset();
    }
    SignedOn(const SignedOn&) = delete;
    SignedOn& operator=(const SignedOn&) = delete;

  private:
    Viewers& viewers_;
};

// Returns how many frames were sent to this viewer.
int show(Viewers& viewers, const std::string& name, int frames,
         const std::function<void(int)>& send) {
    if (session) throw std::logic_error{"this thread serves " + session->viewer};
    const SignedOn until_the_end{viewers, name};
    for (int number = 1; number <= frames; ++number) {
        send(number);
        ++session->frames;
    }
    return session->frames;
}
