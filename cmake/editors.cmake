# What editors read: compile_commands.json in the build folder, and a link to it in the root.

# Graders include the answers, so these would have no command of their own. Nothing builds this
# target: a learner's file may be half done.
get_property(exercises GLOBAL PROPERTY LOCKSTEP_EXERCISES)
if(exercises)
    list(TRANSFORM exercises APPEND .cpp)
    list(TRANSFORM exercises PREPEND "${PROJECT_SOURCE_DIR}/solutions/" OUTPUT_VARIABLE solutions)
    list(TRANSFORM exercises PREPEND "${PROJECT_SOURCE_DIR}/exercises/")
    add_library(for_editors OBJECT EXCLUDE_FROM_ALL ${exercises} ${solutions})
    target_include_directories(for_editors PRIVATE "${PROJECT_SOURCE_DIR}")
    target_compile_options(for_editors PRIVATE -Wno-unused -Wno-unused-parameter)
endif()

# The newest build has the link; one for a sanitizer only where no other is there. A file that
# somebody made is left alone, and where no link can be made, editors go without.
set(link "${PROJECT_SOURCE_DIR}/compile_commands.json")
file(RELATIVE_PATH build "${PROJECT_SOURCE_DIR}" "${PROJECT_BINARY_DIR}")
if(NOT build MATCHES "^\\.\\."
   AND (NOT EXISTS "${link}" OR (IS_SYMLINK "${link}" AND NOT CMAKE_CXX_FLAGS MATCHES "-fsanitize")))
    file(CREATE_LINK ${build}/compile_commands.json "${link}" RESULT ignored SYMBOLIC)
endif()
