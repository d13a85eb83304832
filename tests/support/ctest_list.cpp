#include "tests/support/ctest_list.hpp"

#include <fstream>
#include <stdexcept>

#include "tests/support/run_program.hpp"

namespace lockstep::test {

std::string ctest_list_as_json(const std::string& build_folder,
                               const std::string& configuration) {
    const TemporaryFolder folder;
    std::ofstream{folder.path() + "/CTestTestfile.cmake"} << "subdirs(\"" << build_folder
                                                          << "\")\n";
    RunOptions options;
    options.folder = folder.path();
    const auto result =
        run_program({"ctest", "-C", configuration, "--show-only=json-v1"}, options);
    if (result.exit_code != 0) throw std::runtime_error{"ctest: " + result.err};
    return result.out;
}

}  // namespace lockstep::test
