// Wrong: the guard of a visit that is refused ends the one that goes on.
// Verdict: crash, who is being served loses nothing to another
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

thread_local std::optional<Session> session;  // empty: the thread serves nobody

// From its coming to its leaving.
class Visit {
  public:
    Visit(Viewers& viewers, const std::string& name) : viewers_{viewers}, name_{name} {}
    ~Visit() {
        viewers_.sign_off(name_);
        session.reset();
    }
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;

  private:
    Viewers& viewers_;
    const std::string name_;
};

// Returns how many frames were sent to this viewer.
int show(Viewers& viewers, const std::string& name, int frames,
         const std::function<void(int)>& send) {
    const Visit visit{viewers, name};
    if (session) throw std::logic_error{"this thread serves " + session->viewer};
    session.emplace(Session{name});
    viewers.sign_on(name);
    for (int number = 1; number <= frames; ++number) {
        send(number);
        ++session->frames;
    }
    return session->frames;
}
