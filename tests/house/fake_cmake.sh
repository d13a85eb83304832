# Stands in for CMake on a made-up machine (fake_machine.cpp puts the first lines before this).
# Configuring leaves what the launcher looks for; building leaves programs that say how they
# were started.
case $* in
--version) echo "cmake version $VERSION" ;;
*--build*build.ninja*) echo 'ninja: no work to do.' ;;
*--build*lockstep-learn*-n)
    [ ! -x build/default/exercises/runner/lockstep-learn ] || echo 'ninja: no work to do.'
    ;;
*--build*lesson03*-n)
    [ ! -x build/default/lessons/03_event_handshake/lesson03 ] || echo 'ninja: no work to do.'
    ;;
*--build*-n) echo '[1/1] something' ;;
*--build*)
    for program in build/default/lessons/03_event_handshake/lesson03 \
        build/default/lessons/05_thread_pool/lesson05 \
        build/default/book/moves build/default/exercises/runner/lockstep-learn \
        build/release/tests/bench/bench_queue; do
        mkdir -p "$(dirname "$program")"
        echo '#!/bin/sh' >"$program"
        echo 'echo "in $(pwd) with $# arguments: $*"' >>"$program"
        chmod +x "$program"
    done
    ;;
*)
    for preset; do :; done
    mkdir -p "build/$preset"
    touch "build/$preset/build.ninja"
    echo "CMAKE_HOME_DIRECTORY:INTERNAL=$(pwd)" >"build/$preset/CMakeCache.txt"
    echo "LOCKSTEP_READY_LESSONS:INTERNAL=$READY" >>"build/$preset/CMakeCache.txt"
    ;;
esac
