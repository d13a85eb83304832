// Wrong: nothing is lost, but nobody is told that nothing was packed.
// Verdict: assertion_failed, a failure comes out of pack
#include <exception>
#include <iostream>
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
    try {
        for (const auto& file : manifest) archive.add(file);
        archive.close();
        for (const auto& file : manifest) folder.remove(file);
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
    }
}
