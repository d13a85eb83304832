// The headers beside this file in CMakeLists.txt are compiled with it.
