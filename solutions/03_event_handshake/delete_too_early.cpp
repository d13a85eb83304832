// An archive that is not closed is a promise: its end is still in memory. So nothing is
// removed before close() has come back, and if it throws nothing is removed at all. And
// what we pack and remove is what we have made: the manifest says so, not the folder.
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
    for (const auto& file : manifest) folder.remove(file);
}
