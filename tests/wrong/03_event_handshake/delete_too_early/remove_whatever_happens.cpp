// Wrong: a guard removes the files, also when the close has failed.
// Verdict: assertion_failed, each of our files can be read at any moment
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
    struct AtTheEnd {
        Folder& folder;
        const Names& files;
        ~AtTheEnd() {
            for (const auto& file : files) folder.remove(file);
        }
    } const at_the_end{folder, manifest};
    for (const auto& file : manifest) archive.add(file);
    archive.close();
}
