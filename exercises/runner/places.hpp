// Where everything stands.
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
    // What the program of an answer is called: "exercise03_last_batch", "solution03_…".
    std::string target(const std::string& who) const {
        return who + lesson() + "_" + name();
    }
    bool operator==(const Exercise&) const = default;
};

struct Places {
    std::filesystem::path root;   // of lessons, graders and messages: only read
    std::filesystem::path tools;  // graders.json and what it names: only read
    std::filesystem::path home;   // what the learner writes: most often root as well
    std::filesystem::path work;   // programs, traces, locks: most often tools as well

    std::filesystem::path exercise(const Exercise& one) const {
        return home / "exercises" / (one.path + ".cpp");
    }
    std::filesystem::path shipped_exercise(const Exercise& one) const {
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
    std::filesystem::path messages() const { return root / "exercises/messages"; }
    std::filesystem::path released() const { return root / "exercises/released.txt"; }
    std::filesystem::path progress() const {
        return home == root ? root / "exercises/progress.txt" : home / "progress.txt";
    }
    std::filesystem::path saved() const { return home / "exercises/saved"; }
    std::filesystem::path graders() const { return tools / "graders.json"; }
    std::filesystem::path answers() const { return work / "answers"; }
    std::filesystem::path trace_page(const Exercise& one) const {
        return work / "traces" / (one.folder() + "." + one.name() + ".html");
    }

    // As a learner in the repository's root would type it.
    std::string from_root(const std::filesystem::path& path) const {
        const auto relative = path.lexically_proximate(root).generic_string();
        return relative.starts_with("..") ? path.string() : relative;
    }
};

// Where root is another user's, or cannot be written, the learner writes to LOCKSTEP_HOME
// instead, and always where that is set; without it to ~/lockstep. Throws
// std::runtime_error when there is no such place either.
Places find_places(const std::filesystem::path& root, const std::filesystem::path& tools);

}  // namespace lockstep::learn
