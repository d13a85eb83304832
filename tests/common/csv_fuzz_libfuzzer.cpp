// Lets libFuzzer search for a text that the CSV reader, the decoder or the XML writer
// cannot take.
//
//     CXX=clang++ cmake --preset default -B build/fuzz -DLOCKSTEP_FUZZ=ON
//     cmake --build build/fuzz --target csv_fuzz_libfuzzer
//     build/fuzz/tests/common/csv_fuzz_libfuzzer -max_total_time=60
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "common/csv.hpp"
#include "common/text_encoding.hpp"
#include "tests/common/csv_fuzz_check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string bytes{reinterpret_cast<const char*>(data), size};
    lockstep::test::check_csv(bytes);
    try {
        lockstep::test::check_csv(lockstep::to_utf8(std::move(bytes)));
    } catch (const lockstep::CsvError&) {  // bytes in no encoding
    }
    return 0;
}
