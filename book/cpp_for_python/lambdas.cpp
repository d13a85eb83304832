// A lambda lists in [ ] what it takes along, and how: a copy made now, a reference to
// what must still live later, or the contents, moved in.
#include <functional>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

int main() {
    std::vector<std::function<void()>> jobs;
    for (int id = 1; id <= 3; ++id)  // each job has its own copy of id
        jobs.push_back([id] { std::cout << "job " << id << '\n'; });
    for (const auto& job : jobs) job();

    int files = 0;
    const auto count = [&files] { ++files; };  // refers to files: must not outlive it
    count();
    count();
    std::cout << files << " files\n";

    std::string csv = "date,close";
    const auto convert = [text = std::move(csv)] {
        return text.size();
    };  // text is its own
    std::cout << convert() << " characters\n";
}
