# How a lesson and a test program are declared.

# add_lesson(03_event_handshake SOURCES a.cpp b.cpp LIBRARIES lockstep::web lesson02_lib NEEDS archive)
#
# Makes lesson03_lib from SOURCES, the program lesson03 from main.cpp, and lesson03_test from
# test.cpp; with a stress.cpp beside it also lesson03_stress. A lesson whose library is missing
# steps aside with one line.
function(add_lesson folder)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBRARIES;NEEDS")
    string(SUBSTRING ${folder} 0 2 number)
    set(lesson lesson${number})

    foreach(name IN LISTS arg_NEEDS)
        if(NOT LOCKSTEP_HAS_${name})
            message(STATUS "${lesson} steps aside: ${LOCKSTEP_PACKAGE_${name}} is missing (./lockstep setup)")
            return()
        endif()
    endforeach()

    add_library(${lesson}_lib STATIC ${arg_SOURCES})
    target_link_libraries(${lesson}_lib PUBLIC lockstep::common ${arg_LIBRARIES})

    add_executable(${lesson} main.cpp)
    target_link_libraries(${lesson} PRIVATE ${lesson}_lib)

    add_test_program(${lesson}_test PREFIX ${lesson}. TIMEOUT 30 SOURCES test.cpp LIBRARIES ${lesson}_lib)
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

# add_test_program(common_test PREFIX common. TIMEOUT 30 SOURCES a_test.cpp LIBRARIES lockstep::common)
#
# Each doctest case becomes a CTest test called PREFIX plus the sentence that names the case.
function(add_test_program target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "PREFIX;TIMEOUT" "SOURCES;LIBRARIES")
    if(NOT LOCKSTEP_HAS_doctest)
        return()
    endif()
    add_executable(${target} ${arg_SOURCES})
    target_link_libraries(${target} PRIVATE ${arg_LIBRARIES} lockstep::test_support)
    doctest_discover_tests(${target} TEST_PREFIX ${arg_PREFIX} PROPERTIES TIMEOUT ${arg_TIMEOUT})
    # tests/house compares CTest's list with these programs' own.
    set_property(GLOBAL APPEND PROPERTY LOCKSTEP_TEST_PROGRAMS "${arg_PREFIX} $<TARGET_FILE:${target}>")
endfunction()
