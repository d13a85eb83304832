// The development container has what ./lockstep setup installs.
#include <sstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/house/fake_machine.hpp"
#include "tests/house/source_files.hpp"

namespace {

using lockstep::house::read_file;

const std::string folder = LOCKSTEP_SOURCE_DIR "/.devcontainer/";

std::set<std::string> installed_by(const std::string& dockerfile) {
    const std::string install = "--no-install-recommends";
    const auto begin = dockerfile.find(install);
    REQUIRE(begin != dockerfile.npos);
    std::istringstream words{dockerfile.substr(begin + install.size())};
    std::set<std::string> packages;
    for (std::string word; words >> word && word != "&&";)
        if (word != "\\") packages.insert(word);
    return packages;
}

}  // namespace

TEST_CASE("the development container installs what setup installs") {
    std::set<std::string> expected{"ca-certificates", "gdb"};
    for (const auto* user : {"1", "2", "3", "4", "5", "6", "test"})
        expected.merge(lockstep::house::packages_for(user));
    CHECK(installed_by(read_file(folder + "Dockerfile")) == expected);
}

TEST_CASE("the development container is built from its Dockerfile") {
    const auto settings = nlohmann::json::parse(read_file(folder + "devcontainer.json"));
    CHECK(settings.at("build").at("dockerfile") == "Dockerfile");
}
