// `ls` of a lesson is its syllabus.
#include <filesystem>
#include <set>
#include <string>

#include <doctest/doctest.h>

namespace fs = std::filesystem;

TEST_CASE("a lesson has at most ten names on top and the rooms of every lesson") {
    int lessons = 0;
    for (const auto& lesson : fs::directory_iterator{LOCKSTEP_SOURCE_DIR "/lessons"}) {
        if (!lesson.is_directory()) continue;
        ++lessons;
        CAPTURE(lesson.path().string());
        std::set<std::string> names;
        for (const auto& entry : fs::directory_iterator{lesson})
            names.insert(entry.path().filename().string());
        CHECK(names.size() <= 10);
        for (const auto* name :
             {"CMakeLists.txt", "README.md", "main.cpp", "broken", "tests"})
            CHECK_MESSAGE(names.contains(name), name << " is missing");
    }
    CHECK(lessons >= 6);
}
