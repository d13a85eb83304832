// The packer adds files to an archive and removes them. Each step can fail: the disk is
// full, the power goes. Only when close() has come back is the archive really there. And
// the folder holds files of other people, too.
// TODO: at any moment each of our files can be read, from the folder or from the archive;
// the files of others are left alone; a failure comes out of pack(). Mend pack().
// Read again: "Why it is correct" in lessons/03_event_handshake/README.md.
#include <string>
#include <vector>

using Names = std::vector<std::string>;

// Each call can throw std::runtime_error; then it has done nothing.
struct Folder {
    virtual Names files() const = 0;
    virtual void remove(const std::string& file) = 0;
    virtual ~Folder() = default;
};

struct Archive {
    virtual void add(const std::string& file) = 0;
    virtual void close() = 0;  // once, after the last add
    virtual ~Archive() = default;
};

// Ours are the files that our manifest lists; all of them are in the folder.
void pack(Folder& folder, const Names& manifest, Archive& archive) {
    (void)manifest;  // nobody looks at it yet
    for (const auto& file : folder.files()) {
        archive.add(file);
        folder.remove(file);
    }
    archive.close();
}
