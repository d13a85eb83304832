// Right: what show() needs is in its own frame; nothing is left for anybody.
// Verdict: passed
#include <functional>
#include <mutex>
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

class SignedOn {
  public:
    SignedOn(Viewers& viewers, const std::string& name) : viewers_{viewers}, name_{name} {
        viewers_.sign_on(name_);
    }
    ~SignedOn() { viewers_.sign_off(name_); }
    SignedOn(const SignedOn&) = delete;
    SignedOn& operator=(const SignedOn&) = delete;

  private:
    Viewers& viewers_;
    const std::string& name_;
};

int show(Viewers& viewers, const std::string& name, int frames,
         const std::function<void(int)>& send) {
    const SignedOn until_the_end{viewers, name};
    int sent = 0;
    for (; sent < frames; ++sent) send(sent + 1);
    return sent;
}
