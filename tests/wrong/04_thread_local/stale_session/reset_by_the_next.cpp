// Wrong: the next one ends the session, also that of a viewer who is still served.
// Verdict: assertion_failed, who is being served loses nothing to another
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
    session.reset();
    session.emplace(Session{name});
    viewers.sign_on(name);
    try {
        for (int number = 1; number <= frames; ++number) {
            send(number);
            ++session->frames;
        }
    } catch (...) {
        viewers.sign_off(name);
        throw;
    }
    const int sent = session->frames;
    viewers.sign_off(name);
    return sent;
}
