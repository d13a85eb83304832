#!/bin/sh
# Builds targets in a build folder, one such build after another: two in one folder would disturb
# each other. Says what it waits for, and nothing where nothing is to be built.
#
#     cmake/build.sh FOLDER TARGET...
set -eu
folder=$1
shift

say() { printf 'lockstep: %s\n' "$*" >&2; }

if command -v flock >/dev/null; then
    exec 9>"$folder/build.lock"
    if ! flock -n 9; then
        say "another window builds in $folder: waiting until it has ended"
        flock 9
    fi
fi

if [ -e "$folder/build.ninja" ]; then
    plan=$(cmake --build "$folder" --target "$@" -- -n 2>&1) || true
    case $plan in *'ninja: no work to do.'*) exit 0 ;; esac
    # Quiet: while ninja writes into a file or a pipe it would print a line for each step.
    [ -t 1 ] || quiet=--quiet
    NINJA_STATUS='[%f of %t, %e s] ' exec cmake --build "$folder" --target "$@" -- ${quiet-}
fi
exec cmake --build "$folder" --target "$@" --parallel "$(getconf _NPROCESSORS_ONLN)"
