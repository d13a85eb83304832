# How an exercise is declared. The order of the calls is the order in which learners meet them.

# add_exercise(03_event_handshake last_batch EXPLORED)
# add_exercise(04_thread_local slow_client LIBRARIES lockstep::net)
#
# Its grader is tests/exercises/03_event_handshake/last_batch_test.cpp. Nothing is compiled here: the
# runner compiles the grader anew with each answer that it judges, as graders.json says.
#
#     exercise03.last_batch           exercises/…, with ctest -C exercises
#     solution03.last_batch           solutions/…
#     wrong03.last_batch.FAULT        tests/wrong/03_event_handshake/last_batch/FAULT.cpp, each, with
#                                     ctest -C all
#
# EXPLORED: the explorer stands in for threads, in every check that calls explored().
function(add_exercise folder name)
    cmake_parse_arguments(PARSE_ARGV 2 arg "EXPLORED" "" "LIBRARIES")
    string(SUBSTRING ${folder} 0 2 number)
    note_recipe()
    set_property(GLOBAL APPEND PROPERTY LOCKSTEP_EXERCISES ${folder}/${name})  # for editors.cmake

    add_test(NAME exercise${number}.${name} CONFIGURATIONS exercises
        COMMAND "${PROJECT_SOURCE_DIR}/lockstep" check ${number}/${name})
    set_tests_properties(exercise${number}.${name} PROPERTIES TIMEOUT 300 RESOURCE_LOCK build)
    if(NOT TARGET lockstep-learn)
        return()
    endif()
    add_verdict_test(solution${number}.${name} "${PROJECT_SOURCE_DIR}/solutions/${folder}/${name}.cpp")

    # Several hundred answers: with one compiler they say what they have to say.
    if(NOT CMAKE_CXX_COMPILER_ID STREQUAL GNU)
        return()
    endif()
    file(GLOB answers "${PROJECT_SOURCE_DIR}/tests/wrong/${folder}/${name}/*.cpp")
    foreach(answer IN LISTS answers)
        cmake_path(GET answer STEM fault)
        add_verdict_test(wrong${number}.${name}.${fault} "${answer}" CONFIGURATIONS all)
    endforeach()
endfunction()

# It has to come to the verdict that the answer's first lines name.
function(add_verdict_test test answer)
    add_test(NAME ${test} ${ARGN} COMMAND lockstep-learn judge "${answer}")
    set_tests_properties(${test} PROPERTIES TIMEOUT 120)
    if(COMMAND built_first)
        built_first(${test} lockstep-learn graders_core)
    endif()
endfunction()

# An answer may leave a function unused. Of debug information a verdict needs the lines: without the
# rest it is compiled and linked faster.
# With -O2 g++ 12 lets an exception out of a destructor that throws, instead of ending the program.
# What is returned is copied or moved, where a compiler may leave that out: what threads do to it
# afterwards is lost then, as it may be with another compiler. And the library looks at what it is
# asked for: no element behind the last, nothing out of an empty optional.
set(LOCKSTEP_GRADER_FLAGS -Wno-unused -g1 -O1 -fno-elide-constructors -D_GLIBCXX_ASSERTIONS)
if(CMAKE_BUILD_TYPE STREQUAL "Debug")  # an editor's F5 asks for variables
    list(APPEND LOCKSTEP_GRADER_FLAGS -g -O0)
endif()

# ---- graders.json, for the runner ----

# What a linker is given for libraries, each before what it needs itself.
function(link_line result)
    set(line)
    foreach(item IN LISTS ARGN)
        string(REGEX REPLACE "^\\$<LINK_ONLY:(.*)>$" "\\1" item "${item}")
        if(NOT TARGET ${item})
            string(REGEX REPLACE "^([a-z])" "-l\\1" item "${item}")
            list(APPEND line ${item})
            continue()
        endif()
        get_target_property(type ${item} TYPE)
        get_target_property(imported ${item} IMPORTED)
        if(NOT type STREQUAL INTERFACE_LIBRARY)
            list(APPEND line $<TARGET_FILE:${item}>)
            if(NOT imported)
                set_property(GLOBAL APPEND PROPERTY LOCKSTEP_TOOL_LIBRARIES ${item})
            endif()
        endif()
        if(type STREQUAL SHARED_LIBRARY AND NOT imported)
            list(APPEND line "-Wl,-rpath,$<TARGET_FILE_DIR:${item}>")
        endif()
        get_target_property(more ${item} INTERFACE_LINK_LIBRARIES)
        if(more)
            link_line(more ${more})
            list(APPEND line ${more})
        endif()
    endforeach()
    set(${result} "${line}" PARENT_SCOPE)
endfunction()

# Of the exercise that add_exercise declares. Lists are one string each, as CMake has them.
macro(note_recipe)
    set(libraries lockstep_grader)
    set(options ${LOCKSTEP_GRADER_FLAGS} -pthread)
    set(precompiled)
    set(use_precompiled)
    if(arg_EXPLORED)
        set(libraries lockstep_explored_grader)
        set(options "$<TARGET_PROPERTY:lockstep_explored_grader_headers,COMPILE_OPTIONS>;-pthread")
        set(header "${PROJECT_BINARY_DIR}/tests/exercises/grader/CMakeFiles")
        string(APPEND header "/lockstep_explored_grader_headers.dir/cmake_pch.hxx")
        set(precompiled "${header}" "${header}${CMAKE_PCH_EXTENSION}")
        string(REPLACE "<PCH_HEADER>" "${header}" use_precompiled "${CMAKE_CXX_COMPILE_OPTIONS_USE_PCH}")
        string(REPLACE "<PCH_FILE>" "${header}${CMAKE_PCH_EXTENSION}" use_precompiled "${use_precompiled}")
    endif()
    list(APPEND libraries ${arg_LIBRARIES})
    set(definitions)
    set(includes)
    foreach(library IN LISTS libraries)
        list(APPEND options "$<TARGET_PROPERTY:${library},INTERFACE_COMPILE_OPTIONS>")
        list(APPEND definitions "$<TARGET_PROPERTY:${library},INTERFACE_COMPILE_DEFINITIONS>")
        list(APPEND includes "$<TARGET_PROPERTY:${library},INTERFACE_INCLUDE_DIRECTORIES>")
    endforeach()
    link_line(link ${libraries})
    set(recipe "\"exercise\": \"${folder}/${name}\"")
    foreach(list IN ITEMS options definitions includes use_precompiled precompiled link)
        string(APPEND recipe ",\n      \"${list}\": \"${${list}}\"")
    endforeach()
    set_property(GLOBAL APPEND_STRING PROPERTY LOCKSTEP_RECIPES ",\n    { ${recipe} }")
endmacro()

# After the last exercise: the file, and the target graders_core, which builds what it names.
function(write_recipes)
    string(TOUPPER "${CMAKE_BUILD_TYPE}" type)
    separate_arguments(flags UNIX_COMMAND "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${type}}")
    separate_arguments(link_flags UNIX_COMMAND "${CMAKE_EXE_LINKER_FLAGS}")
    get_property(recipes GLOBAL PROPERTY LOCKSTEP_RECIPES)
    string(REGEX REPLACE "^,\n" "" recipes "${recipes}")
    file(GENERATE OUTPUT "${PROJECT_BINARY_DIR}/graders.json" CONTENT "{
  \"root\": \"${PROJECT_SOURCE_DIR}\",
  \"build\": \"${PROJECT_BINARY_DIR}\",
  \"compiler\": \"${CMAKE_CXX_COMPILER};${CMAKE_CXX_COMPILER_ARG1}\",
  \"flags\": \"${flags};${CMAKE_CXX20_STANDARD_COMPILE_OPTION}\",
  \"link_flags\": \"${link_flags}\",
  \"system\": \"${CMAKE_CXX_IMPLICIT_INCLUDE_DIRECTORIES}\",
  \"exercises\": [
${recipes}
  ]
}
")
    get_property(libraries GLOBAL PROPERTY LOCKSTEP_TOOL_LIBRARIES)
    list(REMOVE_DUPLICATES libraries)
    add_custom_target(graders_core DEPENDS ${libraries} lockstep_explored_grader_headers)
    if(TARGET lockstep-learn AND TARGET lockstep-explore)
        # Deferred: of a folder that a plain build leaves out nothing is installed.
        cmake_language(DEFER DIRECTORY "${PROJECT_SOURCE_DIR}" CALL install_tools)
    endif()
endfunction()

# cmake --build build/default --target tools && cmake --install build/default --prefix /opt/lockstep
#
# PREFIX/bin/lockstep-learn, which compiles an answer and nothing else, and lockstep-explore; all
# that they need below PREFIX/lib/lockstep, where the repository's files and the build's stand beside
# each other. The folder may be moved, and be read-only.
function(install_tools)
    add_custom_target(tools DEPENDS graders_core lockstep-learn lockstep-explore)
    get_property(libraries GLOBAL PROPERTY LOCKSTEP_TOOL_LIBRARIES)
    list(REMOVE_DUPLICATES libraries)
    set(to lib/lockstep)
    install(PROGRAMS $<TARGET_FILE:lockstep-learn> $<TARGET_FILE:lockstep-explore>
        DESTINATION bin COMPONENT tools)
    install(FILES "${PROJECT_BINARY_DIR}/graders.json" DESTINATION ${to} COMPONENT tools)
    foreach(library IN LISTS libraries)
        get_target_property(folder ${library} BINARY_DIR)
        cmake_path(RELATIVE_PATH folder BASE_DIRECTORY "${PROJECT_BINARY_DIR}")
        install(FILES $<TARGET_FILE:${library}> DESTINATION ${to}/${folder} COMPONENT tools)
    endforeach()
    set(headers tests/exercises/grader/CMakeFiles/lockstep_explored_grader_headers.dir)
    set(header "${PROJECT_BINARY_DIR}/${headers}/cmake_pch.hxx")
    install(FILES "${header}" "${header}${CMAKE_PCH_EXTENSION}"
        DESTINATION ${to}/${headers} COMPONENT tools)
    foreach(folder IN ITEMS common lessons exercises solutions tests/exercises tests/explorer)
        cmake_path(GET folder PARENT_PATH parent)
        install(DIRECTORY "${PROJECT_SOURCE_DIR}/${folder}" DESTINATION ${to}/${parent} COMPONENT tools
            FILES_MATCHING PATTERN *.hpp PATTERN *.cpp PATTERN *.txt PATTERN *.md
            PATTERN CMakeLists.txt EXCLUDE PATTERN progress.txt EXCLUDE PATTERN saved EXCLUDE
            PATTERN exercises/runner EXCLUDE PATTERN runner_test EXCLUDE)
    endforeach()
endfunction()
