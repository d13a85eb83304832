// Wrong: 1.xml is taken for ours, because 000001.xml is.
// Verdict: assertion_failed, our files are in the archive and no others
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
    std::string listed;
    for (const auto& file : manifest) listed += file + "\n";
    Names ours;
    for (const auto& file : folder.files())
        if (listed.find(file) != std::string::npos) ours.push_back(file);

    for (const auto& file : ours) archive.add(file);
    archive.close();
    for (const auto& file : ours) folder.remove(file);
}
