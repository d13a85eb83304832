// Wrong: nothing can be lost when nothing is removed.
// Verdict: assertion_failed, packed files are removed from the folder
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
    (void)folder;
}
