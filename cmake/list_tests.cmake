# Names the tests of a test program to CTest: each TEST_CASE of its sources is a test, called by a
# prefix plus the sentence that names the case. CTest runs this each time it starts, so that a new
# case is there before anything is built.
#
# Set by the file that includes this (cmake/lesson.cmake writes it): program, sources, prefix,
# time_limit, fixture, configuration.
if(configuration AND NOT CTEST_CONFIGURATION_TYPE STREQUAL configuration)
    return()
endif()

set(pieces "\"[^\"\n]*\"[ \n]*")  # the formatter may have cut a name in two
foreach(source IN LISTS sources)
    file(READ "${source}" text)
    string(REGEX MATCHALL "\nTEST_CASE(_TEMPLATE)?\\([ \n]*(${pieces})+" cases "${text}")
    foreach(case IN LISTS cases)
        string(REGEX REPLACE "\"[ \n]*\"" "" name "${case}")
        string(REGEX REPLACE "^[^\"]*\"([^\"]*)\".*" "\\1" name "${name}")
        set(asked_for "${name}")
        if(case MATCHES "TEST_CASE_TEMPLATE")
            string(APPEND asked_for "<*")  # for each of its types
        endif()
        set(test "${prefix}${name}")
        add_test("${test}" "${program}" "--test-case=${asked_for}")
        # A case that is in the source and not in the program must not pass.
        set_tests_properties("${test}" PROPERTIES
            TIMEOUT ${time_limit} FIXTURES_REQUIRED "${fixture}"
            FAIL_REGULAR_EXPRESSION "test cases: +0 [|]")
    endforeach()
endforeach()
