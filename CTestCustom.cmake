# Read when ctest runs in this folder; build folders get the same from cmake/CTestCustom.cmake.in.
set(CTEST_CUSTOM_POST_TEST "awk -f cmake/show_failures.awk")
