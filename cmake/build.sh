#!/bin/sh
# Builds targets in a build folder. One builds there at a time, since two would disturb each other;
# where nothing is to be built it says nothing. ./lockstep reads the functions, CTest runs it:
#
#     cmake/build.sh FOLDER TARGET...

# Waits until nobody else builds in the folder. From then on it is locked until this process ends or
# calls unlock_folder; children hold the lock too, so they are started with 9>&-.
lock_folder() {
    command -v flock >/dev/null || return 0
    mkdir -p "$1"
    exec 9>"$1/build.lock"
    flock -n 9 && return
    printf 'lockstep: another window builds in %s, waiting until it has ended\n' "$1" >&2
    flock 9
}

unlock_folder() { exec 9>&-; }

# Quiet where ninja writes into a file or a pipe: it would print a line for each step there.
build_targets() {
    where=$1
    shift
    if [ ! -e "$where/build.ninja" ]; then
        cmake --build "$where" --parallel "$(getconf _NPROCESSORS_ONLN)" --target "$@" >&2 9>&-
        return
    fi
    case $(planned build.ninja) in *'Re-running CMake'*)
        cmake --build "$where" --target build.ninja >/dev/null 2>&1 9>&- || true ;;
    esac
    case $(planned "$@") in *'ninja: no work to do.'*) return ;; esac
    printf '$ cmake --build %s --target %s\n' "$where" "$*" >&2
    if [ -t 2 ]; then
        NINJA_STATUS='[%f of %t, %e s] ' cmake --build "$where" --target "$@" >&2 9>&-
    else
        cmake --build "$where" --target "$@" -- --quiet >&2 9>&-
    fi
}

planned() { cmake --build "$where" --target "$@" -- -n 2>&1 9>&- || true; }

case ${0##*/} in
build.sh)
    set -eu
    lock_folder "$1"
    build_targets "$@"
    ;;
esac
