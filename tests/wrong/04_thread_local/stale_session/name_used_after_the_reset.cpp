// Wrong: the name that is signed off has died with the session.
// Verdict: use_after_free, the list names those who are there
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

// Returns how many frames were sent to this viewer.
int show(Viewers& viewers, const std::string& name, int frames,
         const std::function<void(int)>& send) {
    if (session) throw std::logic_error{"this thread serves " + session->viewer};
    struct Leaving {
        Viewers& viewers;
        const std::string& viewer;
        ~Leaving() {
            session.reset();
            viewers.sign_off(viewer);
        }
    };
    session.emplace(Session{name});
    const Leaving leaving{viewers, session->viewer};
    viewers.sign_on(session->viewer);
    for (int number = 1; number <= frames; ++number) {
        send(number);
        ++session->frames;
    }
    return session->frames;
}
