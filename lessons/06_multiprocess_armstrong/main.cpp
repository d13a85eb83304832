// Lesson 06: work in processes of its own.
#include "common/program.hpp"

int main(int argc, char** argv) {
    lockstep::Program program{"lesson06", "Processes.", "lesson06 survive"};
    return program.run(argc, argv, [&] { return 0; });
}
