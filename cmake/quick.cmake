# A build from nothing in half the time. Headers are what takes it: sources of a target that share
# them are compiled as one. Off, each source shows that it includes what it uses; .ci/run tries that
# with a second compiler.
option(LOCKSTEP_QUICK "Compile the sources of a target together" ON)
set(CMAKE_UNITY_BUILD_BATCH_SIZE 9)

# What nobody steps through needs no names of variables in a debugger: lines are enough. Tests are
# compiled more often than run; not so under a sanitizer, where they take many times as long.
set(flags_of_tool -O1 -g1)
set(flags_of_lesson -O1)
set(flags_of_test -g1)
if(NOT CMAKE_CXX_FLAGS MATCHES "-fsanitize")
    list(APPEND flags_of_test -O0)
endif()

# compile_quickly(lesson lesson03_lib lesson03): as a tool, a lesson or a test is compiled.
function(compile_quickly kind)
    set(flags)
    if(CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo")
        list(APPEND flags ${flags_of_${kind}})
    endif()
    if(LOCKSTEP_QUICK)  # a name may shadow one of the source before
        list(APPEND flags -Wno-shadow)
    endif()
    set_target_properties(${ARGN} PROPERTIES UNITY_BUILD ${LOCKSTEP_QUICK})
    foreach(target IN LISTS ARGN)
        target_compile_options(${target} PRIVATE ${flags})
    endforeach()
endfunction()
