# How an exercise is declared. The order of the calls is the order in which learners meet them.

# add_exercise(03_event_handshake last_batch EXPLORED)
# add_exercise(04_thread_local slow_client LIBRARIES lockstep::net)
#
# Compiles the grader tests/exercises/03_event_handshake/last_batch_test.cpp once for each answer:
#
#     exercise03_last_batch           exercises/…, when it is asked for: it may not compile
#     solution03_last_batch           solutions/…
#     wrong03_last_batch.FAULT        tests/wrong/03_event_handshake/last_batch/FAULT.cpp, each
#
# EXPLORED: the explorer stands in for threads, in every check that calls explored().
function(add_exercise folder name)
    cmake_parse_arguments(PARSE_ARGV 2 arg "EXPLORED" "" "LIBRARIES")
    string(SUBSTRING ${folder} 0 2 number)
    set_property(GLOBAL APPEND PROPERTY LOCKSTEP_EXERCISES ${folder}/${name})

    set(exercise exercise${number}_${name})
    add_grader(${exercise} "${PROJECT_SOURCE_DIR}/exercises/${folder}/${name}.cpp")
    set_target_properties(${exercise} PROPERTIES EXCLUDE_FROM_ALL ON)
    add_dependencies(exercises ${exercise})
    # The launcher's check, because the grader of an edited file has to be built first.
    add_test(NAME exercise${number}.${name} CONFIGURATIONS exercises
        COMMAND "${PROJECT_SOURCE_DIR}/lockstep" check ${number}/${name})
    set_tests_properties(exercise${number}.${name} PROPERTIES TIMEOUT 300 RESOURCE_LOCK build)

    set(solution solution${number}_${name})
    add_grader(${solution} "${PROJECT_SOURCE_DIR}/solutions/${folder}/${name}.cpp")
    add_test(NAME solution${number}.${name} COMMAND ${solution})
    note_grader(${solution} "${PROJECT_SOURCE_DIR}/solutions/${folder}/${name}.cpp")
    set_tests_properties(solution${number}.${name} PROPERTIES TIMEOUT 60)

    # Several hundred programs: with one compiler they say what they have to say.
    if(NOT CMAKE_CXX_COMPILER_ID STREQUAL GNU)
        return()
    endif()
    file(GLOB answers "${PROJECT_SOURCE_DIR}/tests/wrong/${folder}/${name}/*.cpp")
    foreach(answer IN LISTS answers)
        cmake_path(GET answer STEM fault)
        set(wrong wrong${number}_${name}.${fault})
        add_grader(${wrong} "${answer}")
        # It has to come to the verdict that the answer's first lines name.
        add_test(NAME wrong${number}.${name}.${fault}
            COMMAND "${PROJECT_SOURCE_DIR}/tests/wrong/verdict_is.sh" "${answer}" $<TARGET_FILE:${wrong}>)
        set_tests_properties(wrong${number}.${name}.${fault} PROPERTIES TIMEOUT 60)
        note_grader(${wrong} "${answer}")
    endforeach()
endfunction()

# An answer may leave a function unused. Of debug information a verdict needs the lines: without the
# rest it is compiled and linked faster, and several hundred programs take a tenth of the room.
# With -O2 g++ 12 lets an exception out of a destructor that throws, instead of ending the program.
# What is returned is copied or moved, where a compiler may leave that out: what threads do to it
# afterwards is lost then, as it may be with another compiler. And the library looks at what it is
# asked for: no element behind the last, nothing out of an empty optional.
set(LOCKSTEP_GRADER_FLAGS -Wno-unused -g1 -O1 -fno-elide-constructors -D_GLIBCXX_ASSERTIONS)

# The grader of the exercise that add_exercise declares, compiled with one answer.
macro(add_grader target answer)
    add_executable(${target} "${PROJECT_SOURCE_DIR}/tests/exercises/${folder}/${name}_test.cpp")
    target_compile_definitions(${target} PRIVATE
        LOCKSTEP_EXERCISE="${folder}/${name}" LOCKSTEP_ANSWER="${answer}")
    target_link_libraries(${target} PRIVATE ${arg_LIBRARIES})
    if(arg_EXPLORED)
        target_link_libraries(${target} PRIVATE lockstep_explored_grader)
        target_compile_options(${target} PRIVATE ${LOCKSTEP_EXPLORER_FLAGS} ${LOCKSTEP_GRADER_FLAGS})
        target_precompile_headers(${target} REUSE_FROM lockstep_explored_grader_headers)
    else()
        target_link_libraries(${target} PRIVATE lockstep_grader)
        target_compile_options(${target} PRIVATE ${LOCKSTEP_GRADER_FLAGS})
    endif()
endmacro()

# For `./lockstep bench graders`.
function(note_grader target answer)
    add_dependencies(graders ${target})
    set_property(GLOBAL APPEND PROPERTY LOCKSTEP_GRADERS "${answer}|$<TARGET_FILE:${target}>")
endfunction()
