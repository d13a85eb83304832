# Prints what each failed test wrote, after ctest's own summary.
#
# CTest runs this after the tests (CTestCustom.cmake); so nobody has to know the option
# --output-on-failure.
BEGIN {
    log_file = "Testing/Temporary/LastTest.log"
    if ((getline line < (log_file ".tmp")) > 0) log_file = log_file ".tmp"  # still open
    if ((getline line < log_file) < 0) exit 0
    if (ENVIRON["CTEST_OUTPUT_ON_FAILURE"]) quiet = 1  # ctest has shown it already

    while ((getline line < log_file) > 0) {
        if (line ~ /^[0-9]+\/[0-9]+ Test: /) {
            sub(/^[^:]*: /, "", line)
            name = line
            text = ""
        } else if (line == "Output:") {
            in_output = 1
            getline line < log_file  # a ruler
        } else if (line == "<end of output>") {
            in_output = 0
        } else if (in_output) {
            text = text line "\n"
        } else if (line == "Test Failed." && !quiet) {
            printf "\n==== %s\n%s", name, text
        }
    }
}
