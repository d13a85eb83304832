# Lets `ctest -R lesson03` work in this folder: it runs the tests of the newest build.
# build/default is made by the presets and by ./lockstep, build by a plain `cmake -B build`.
# In CTest's scripts only relative paths work. Builds touch the file newest_test.
if(EXISTS "build/CTestTestfile.cmake"
   AND (NOT EXISTS "build/default/CTestTestfile.cmake"
        OR "build/newest_test" IS_NEWER_THAN "build/default/newest_test"))
    subdirs(build)
elseif(EXISTS "build/default/CTestTestfile.cmake")
    subdirs(build/default)
else()
    message(FATAL_ERROR "Nothing is built yet, type first: ./lockstep test")
endif()
