// Wrong: the files of others are packed and removed too.
// Verdict: assertion_failed, our files are in the archive and no others
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
    (void)manifest;
    const auto files = folder.files();
    for (const auto& file : files) archive.add(file);
    archive.close();
    for (const auto& file : files) folder.remove(file);
}
