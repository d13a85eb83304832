# How a lesson and a test program are declared.

# add_lesson(03_event_handshake SOURCES a.cpp b.cpp LIBRARIES lockstep::web lesson02_lib)
#
# Makes lesson03_lib from SOURCES, the program lesson03 from main.cpp, and lesson03_test from
# tests/test.cpp and TESTS; with a tests/stress.cpp also lesson03_stress. What the lesson needs is in
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
    compile_quickly(lesson ${lesson}_lib ${lesson})

    add_test_program(${lesson}_test PREFIX ${lesson}. TIMEOUT 60 SOURCES tests/test.cpp ${arg_TESTS}
                     "${PROJECT_SOURCE_DIR}/tests/support/lesson_program_test.cpp" LIBRARIES ${lesson}_lib)
    if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/tests/stress.cpp")
        add_test_program(${lesson}_stress PREFIX stress${number}. TIMEOUT 300 CONFIGURATION all
                         SOURCES tests/stress.cpp LIBRARIES ${lesson}_lib)
        set_target_properties(${lesson}_stress PROPERTIES EXCLUDE_FROM_ALL ON)
    endif()
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
# Each doctest case becomes a CTest test called PREFIX plus the sentence that names the case. CTest
# builds the program before it runs the first. With CONFIGURATION all only `ctest -C all` knows them.
function(add_test_program target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "PREFIX;TIMEOUT;CONFIGURATION" "SOURCES;LIBRARIES")
    add_executable(${target} ${arg_SOURCES})
    target_link_libraries(${target} PRIVATE ${arg_LIBRARIES} lockstep::test_support)
    compile_quickly(test ${target})
    if(CMAKE_CXX_FLAGS MATCHES "-fsanitize")  # everything takes many times as long
        math(EXPR arg_TIMEOUT "3 * ${arg_TIMEOUT}")
    endif()
    # The newer of two builds is the one that ctest in the repository's root runs.
    add_custom_command(TARGET ${target} POST_BUILD
        COMMAND ${CMAKE_COMMAND} -E touch "${PROJECT_BINARY_DIR}/newest_test" VERBATIM)

    add_building_test(${target} ${arg_CONFIGURATION})
    set(sources)
    foreach(source IN LISTS arg_SOURCES)
        cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" NORMALIZE)
        list(APPEND sources "${source}")
    endforeach()
    set(list_file "${CMAKE_CURRENT_BINARY_DIR}/${target}_tests.cmake")
    file(GENERATE OUTPUT "${list_file}" CONTENT "set(program [[$<TARGET_FILE:${target}>]])
set(sources [[${sources}]])
set(prefix ${arg_PREFIX})
set(time_limit ${arg_TIMEOUT})
set(fixture ${target})
set(configuration ${arg_CONFIGURATION})
include([[${PROJECT_SOURCE_DIR}/cmake/list_tests.cmake]])
")
    set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES "${list_file}")
    # tests/house compares CTest's list with these programs' own.
    set_property(GLOBAL APPEND PROPERTY LOCKSTEP_TEST_PROGRAMS "${arg_PREFIX} $<TARGET_FILE:${target}>")
endfunction()

# built_first("house.the runner judges a real exercise" lockstep-learn graders_core)
#
# CTest builds the targets before it runs the test, which is one of add_test.
function(built_first test)
    foreach(target IN LISTS ARGN)
        add_building_test(${target})
    endforeach()
    set_property(TEST "${test}" APPEND PROPERTY FIXTURES_REQUIRED ${ARGN})
endfunction()

# The test that builds a target, once for each target: CTest runs it before those that require the
# fixture of that name. With a configuration, only where CTest is asked for that. A regular
# expression such as lesson03 does not find it: then the stress tests' program would be built too.
function(add_building_test target)
    get_property(known GLOBAL PROPERTY LOCKSTEP_BUILDING)
    if(target IN_LIST known)
        return()
    endif()
    set_property(GLOBAL APPEND PROPERTY LOCKSTEP_BUILDING ${target})
    if(ARGN)
        set(only CONFIGURATIONS ${ARGN})
    else()
        set_property(GLOBAL APPEND PROPERTY LOCKSTEP_TESTED ${target})
    endif()
    string(REGEX REPLACE "^lesson([0-9]+)$" "the program of lesson \\1" name ${target})
    string(REGEX REPLACE "^lesson([0-9]+)_(.*)" "the \\2 of lesson \\1" name "${name}")
    add_test(NAME "building ${name}" ${only}
        COMMAND "${PROJECT_SOURCE_DIR}/cmake/build.sh" "${PROJECT_BINARY_DIR}" ${target})
    set_tests_properties("building ${name}" PROPERTIES
        FIXTURES_SETUP ${target} RESOURCE_LOCK build TIMEOUT 1800)
endfunction()
