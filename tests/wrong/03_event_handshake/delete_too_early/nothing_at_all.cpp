// Wrong: what is never packed is never lost.
// Verdict: assertion_failed, each of our files is packed
#include <string>
#include <vector>

using Names = std::vector<std::string>;

struct Folder {
    virtual Names files() const = 0;
    virtual void remove(const std::string& file) = 0;
    virtual ~Folder() = default;
};

struct Archive {
    virtual void add(const std::string& file) = 0;
    virtual void close() = 0;
    virtual ~Archive() = default;
};

void pack(Folder&, const Names&, Archive&) {}
