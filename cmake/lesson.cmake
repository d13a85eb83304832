# How a lesson and a test program are declared.

# add_lesson(03_event_handshake SOURCES a.cpp b.cpp LIBRARIES lockstep::web lesson02_lib)
#
# Makes lesson03_lib from SOURCES, the program lesson03 from main.cpp, and lesson03_test from
# test.cpp and TESTS; with a stress.cpp beside it also lesson03_stress. What the lesson needs is in
# the table of dependencies.cmake; when something is missing, the lesson steps aside with one line.
function(add_lesson folder)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;TESTS;LIBRARIES")
    string(SUBSTRING ${folder} 0 2 number)
    string(REGEX REPLACE "^0" "" plain_number ${number})
    set(lesson lesson${number})

    missing_packages(missing ${plain_number})
    if(missing)
        step_aside(${lesson} "${missing}")
        return()
    endif()
    set_property(GLOBAL APPEND PROPERTY LOCKSTEP_READY_LESSONS ${plain_number})

    add_library(${lesson}_lib STATIC ${arg_SOURCES})
    target_link_libraries(${lesson}_lib PUBLIC lockstep::common ${arg_LIBRARIES})

    add_executable(${lesson} main.cpp)
    target_link_libraries(${lesson} PRIVATE ${lesson}_lib)

    add_test_program(${lesson}_test PREFIX ${lesson}. TIMEOUT 60 SOURCES test.cpp ${arg_TESTS}
                     LIBRARIES ${lesson}_lib)
    if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/stress.cpp")
        add_test_program(${lesson}_stress PREFIX stress${number}. TIMEOUT 300 SOURCES stress.cpp
                         LIBRARIES ${lesson}_lib)
    endif()
    # Running a lesson also builds its test, so that `ctest -R lessonNN` works straight after.
    add_custom_target(run_${lesson} DEPENDS ${lesson} ${lesson}_test)
    foreach(test IN ITEMS ${lesson}_test ${lesson}_stress)
        if(TARGET ${test})
            target_compile_definitions(${test} PRIVATE LOCKSTEP_PROGRAM="$<TARGET_FILE:${lesson}>")
            add_dependencies(${test} ${lesson})
        endif()
    endforeach()
endfunction()

# One line now, and a skipped test, so that `ctest -R lesson03` says it too.
function(step_aside who missing)
    set_property(GLOBAL APPEND PROPERTY LOCKSTEP_ASIDE ${who})
    message(STATUS "${who} steps aside: missing ${missing} (./lockstep setup brings it)")
    set(test "${who} steps aside: missing ${missing}")
    add_test(NAME "${test}" COMMAND ${CMAKE_COMMAND} -E echo "${test}")
    set_tests_properties("${test}" PROPERTIES TIMEOUT 10 SKIP_REGULAR_EXPRESSION "steps aside")
endfunction()

# add_test_program(common_test PREFIX common. TIMEOUT 30 SOURCES a_test.cpp LIBRARIES lockstep::common)
#
# Each doctest case becomes a CTest test called PREFIX plus the sentence that names the case.
function(add_test_program target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "PREFIX;TIMEOUT" "SOURCES;LIBRARIES")
    if(CMAKE_CXX_FLAGS MATCHES "-fsanitize")  # everything takes many times as long
        math(EXPR arg_TIMEOUT "3 * ${arg_TIMEOUT}")
    endif()
    add_executable(${target} ${arg_SOURCES})
    target_link_libraries(${target} PRIVATE ${arg_LIBRARIES} lockstep::test_support)
    doctest_discover_tests(${target} TEST_PREFIX ${arg_PREFIX} PROPERTIES TIMEOUT ${arg_TIMEOUT})
    say_how_to_build(${target} ${arg_PREFIX})
    # The newer of two builds is the one that ctest in the repository's root runs.
    add_custom_command(TARGET ${target} POST_BUILD
        COMMAND ${CMAKE_COMMAND} -E touch "${PROJECT_BINARY_DIR}/newest_test")
    # tests/house compares CTest's list with these programs' own.
    set_property(GLOBAL APPEND PROPERTY LOCKSTEP_TEST_PROGRAMS "${arg_PREFIX} $<TARGET_FILE:${target}>")
endfunction()

# Until a test program is built, doctest's helper lists one test that cannot start, and CTest
# prints 15 lines about it. Ours fails with one line that says what to type.
function(say_how_to_build target prefix)
    get_property(files DIRECTORY PROPERTY TEST_INCLUDE_FILES)
    list(POP_BACK files file)
    file(READ "${file}" script)
    file(RELATIVE_PATH folder "${PROJECT_SOURCE_DIR}" "${PROJECT_BINARY_DIR}")
    set(line "${target} is not built yet, type first: cmake --build ${folder}")
    string(REGEX REPLACE "^lesson[0-9]+_" "" name ${target})
    set(test "add_test([[${prefix}${name} is not built yet]] sh -c [[echo '${line}' && false]])")
    string(REGEX REPLACE "add_test[^\n]*" "${test}" script "${script}")
    file(WRITE "${file}" "${script}")
endfunction()
