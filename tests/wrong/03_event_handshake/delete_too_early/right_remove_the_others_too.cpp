// Right: a remove that fails does not keep the others, and is told.
// Verdict: passed
#include <exception>
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

void pack(Folder& folder, const Names& manifest, Archive& archive) {
    for (const auto& file : manifest) archive.add(file);
    archive.close();
    std::exception_ptr failure;
    for (const auto& file : manifest) {
        try {
            folder.remove(file);
        } catch (...) {
            failure = std::current_exception();
        }
    }
    if (failure) std::rethrow_exception(failure);
}
