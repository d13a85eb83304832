// Turns CSV files into XML as the lessons do, and nothing else, so that the Python
// reference can be compared with it.
//
//     csv_to_xml [--charset NAME] OUT-FOLDER FILE.csv …
//
// FILE.csv becomes OUT-FOLDER/FILE.xml. A file that cannot be converted is named on
// standard error, the others are still written; the exit code is then 1.
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "common/csv.hpp"
#include "common/text_encoding.hpp"
#include "common/xml.hpp"

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) throw std::runtime_error{"cannot be opened"};
    return {std::istreambuf_iterator<char>{file}, {}};
}

void convert(const fs::path& csv, const fs::path& folder, std::string_view charset) {
    std::string text = lockstep::to_utf8(read(csv), charset);
    std::string xml = lockstep::to_xml(lockstep::CsvTable::parse(std::move(text)));
    std::ofstream file{folder / csv.stem().concat(".xml"), std::ios::binary};
    if (!file.write(xml.data(), static_cast<std::streamsize>(xml.size())).flush()) {
        throw std::runtime_error{"its XML cannot be written"};
    }
}

}  // namespace

int main(int argc, char** argv) {
    std::span<char*> arguments{argv + 1, argv + argc};
    std::string_view charset;
    if (arguments.size() > 2 && arguments[0] == std::string_view{"--charset"}) {
        charset = arguments[1];
        arguments = arguments.subspan(2);
    }
    if (arguments.size() < 2) {
        fmt::print(stderr, "csv_to_xml [--charset NAME] OUT-FOLDER FILE.csv ...\n");
        return 2;
    }
    int exit_code = EXIT_SUCCESS;
    for (const char* csv : arguments.subspan(1)) {
        try {
            convert(csv, arguments[0], charset);
        } catch (const std::exception& error) {
            fmt::print(stderr, "{}: {}\n", csv, error.what());
            exit_code = EXIT_FAILURE;
        }
    }
    return exit_code;
}
