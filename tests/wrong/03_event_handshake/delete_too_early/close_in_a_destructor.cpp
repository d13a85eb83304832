// Wrong: close() throws, and what a destructor throws ends the program.
// Verdict: exception_escaped
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

// Nobody can forget to close it.
struct Closer {
    Archive& archive;
    ~Closer() { archive.close(); }
};

// Ours are the files that our manifest lists; all of them are in the folder.
void pack(Folder& folder, const Names& manifest, Archive& archive) {
    {
        const Closer closer{archive};
        for (const auto& file : manifest) archive.add(file);
    }
    for (const auto& file : manifest) folder.remove(file);
}
