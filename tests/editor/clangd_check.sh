#!/bin/sh
# Asks clangd what an editor would show in the exercises, solutions, stairs, lessons' mains and
# examples of the book. A warning of the compiler counts as an error.
#
#     clangd_check.sh SOURCE BUILD all
#     clangd_check.sh SOURCE BUILD tenth     as LOCKSTEP_SEED chooses, else another one each day
set -eu
cd "$1"
build=$2
seed=${LOCKSTEP_SEED:-$(date +%Y%m%d)}
clangd=$(command -v clangd) || { echo "skipped: there is no clangd (apt-get install clangd)" && exit 77; }

# Clangd reads this in place of the settings of whoever runs the test.
XDG_CONFIG_HOME=$(mktemp -d)
export XDG_CONFIG_HOME
trap 'rm -rf "$XDG_CONFIG_HOME"' EXIT
mkdir "$XDG_CONFIG_HOME/clangd"
printf 'CompileFlags:\n  Add: [-Werror]\n' >"$XDG_CONFIG_HOME/clangd/config.yaml"

files() {
    find exercises/[0-9]* solutions/[0-9]* book/cpp_for_python -name '*.[ch]pp'
    find lessons -name 'stair*.hpp' -o -path 'lessons/*/stairs/*.hpp' -o -name main.cpp
}

case $3 in
all) chosen=$(files) ;;
tenth)
    echo "a tenth of the files: LOCKSTEP_SEED=$seed"
    chosen=$(files | sort | awk -v seed="$seed" 'BEGIN { srand(seed) } rand() < 0.1')
    ;;
esac

# It tries what editors ask for on one line; on every line that takes a minute a file.
# shellcheck disable=SC2016  # the inner shell's words
echo "$chosen" | xargs -P 2 -I FILE sh -c '
    if said=$("$1" --check="$3" --check-lines=1 --compile-commands-dir="$2" 2>&1); then
        echo "no error in $3"
    else
        echo "clangd finds errors in $3"
        echo "$said" | grep "^E"
        exit 1
    fi' sh "$clangd" "$build" FILE
