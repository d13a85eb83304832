// Where everything stands: the repository and the build that the runner belongs to.
#pragma once

#include <filesystem>
#include <string>

namespace lockstep::learn {

// One exercise: "03_event_handshake/last_batch".
struct Exercise {
    std::string path;

    std::string lesson() const { return path.substr(0, 2); }
    std::string folder() const { return path.substr(0, path.find('/')); }
    std::string name() const { return path.substr(path.find('/') + 1); }
    std::string short_name() const { return lesson() + "/" + name(); }
    // The CMake target, and the program's name, of who answers it: "exercise",
    // "solution".
    std::string target(const std::string& who) const {
        return who + lesson() + "_" + name();
    }
    bool operator==(const Exercise&) const = default;
};

struct Places {
    std::filesystem::path root;
    std::filesystem::path build;

    std::filesystem::path exercise(const Exercise& one) const {
        return root / "exercises" / (one.path + ".cpp");
    }
    std::filesystem::path solution(const Exercise& one) const {
        return root / "solutions" / (one.path + ".cpp");
    }
    std::filesystem::path grader(const Exercise& one) const {
        return root / "tests/exercises" / (one.path + "_test.cpp");
    }
    std::filesystem::path wrong_answers(const Exercise& one) const {
        return root / "tests/wrong" / one.path;
    }
    std::filesystem::path program(const std::string& target) const {
        return build / "tests/exercises" / target;
    }
    std::filesystem::path messages() const { return root / "exercises/messages"; }
    std::filesystem::path released() const { return root / "exercises/released.txt"; }
    std::filesystem::path progress() const { return root / "exercises/progress.txt"; }
    std::filesystem::path saved() const { return root / "exercises/saved"; }
    std::filesystem::path list() const { return build / "exercises.txt"; }
    std::filesystem::path trace_page(const Exercise& one) const {
        return build / "traces" / (one.folder() + "." + one.name() + ".html");
    }

    // As a learner in the repository's root would type it.
    std::string from_root(const std::filesystem::path& path) const {
        const auto relative = path.lexically_proximate(root).generic_string();
        return relative.starts_with("..") ? path.string() : relative;
    }
};

}  // namespace lockstep::learn
