// Right: it goes through the folder, and takes what the manifest lists.
// Verdict: passed
#include <algorithm>
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
    Names packed;
    for (const auto& file : folder.files()) {
        if (std::find(manifest.begin(), manifest.end(), file) == manifest.end()) continue;
        archive.add(file);
        packed.push_back(file);
    }
    archive.close();
    while (!packed.empty()) {
        folder.remove(packed.back());
        packed.pop_back();
    }
}
