// Right: a viewer can be served while another is, and the session comes back.
// Verdict: passed
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>

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

class Served {
  public:
    Served(Viewers& viewers, const std::string& name)
        : viewers_{viewers}, before_{std::exchange(session, Session{name})} {
        viewers_.sign_on(name);
    }
    ~Served() {
        viewers_.sign_off(session->viewer);
        session = before_;
    }
    Served(const Served&) = delete;
    Served& operator=(const Served&) = delete;

  private:
    Viewers& viewers_;
    std::optional<Session> before_;
};

// Returns how many frames were sent to this viewer.
int show(Viewers& viewers, const std::string& name, int frames,
         const std::function<void(int)>& send) {
    const Served served{viewers, name};
    for (int number = 1; number <= frames; ++number) {
        send(number);
        ++session->frames;
    }
    return session->frames;
}
