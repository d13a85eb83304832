#!/usr/bin/env bash
# Shows that every Break-it patch of a lesson turns red the tests that it names.
#
#     break_it.sh SOURCE WORK LESSON-FOLDER [CMAKE-OPTION...]
#
# In a copy of the sources (WORK/source) the lesson's test is built and the named tests must pass.
# Then each patch is applied, alone, and each test named in its lines "Turns red: TEST CASE" must
# fail; one that hangs is stopped and counts as red. With LOCKSTEP_BREAK_IT_TIMES=40 it must fail
# 40 times: a test that a race turns red has no place in a patch. WORK is kept, so that the next
# run compiles only what has changed. Runs that share WORK wait for each other.
set -euo pipefail

source=$(realpath "$1") work=$(realpath -m "$2") folder=$3
shift 3
lesson=lesson${folder:0:2}
program=$work/build/lessons/$folder/${lesson}_test
limit=${LOCKSTEP_BREAK_IT_LIMIT:-10}  # seconds that a test may take
times=${LOCKSTEP_BREAK_IT_TIMES:-1}
failures=0

fail() {
    echo "FAIL $*"
    failures=$((failures + 1))
}

files_of() {
    (cd "$1" && find . -type d \( -path './build*' -o -name .git -o -name __pycache__ \) -prune \
        -o -type f -printf '%P\n' | sort)
}

# Only what differs is written: an untouched file keeps its time, and is not compiled again.
make_copy_equal() {
    comm -13 <(files_of "$source") <(files_of "$work/source") | while read -r file; do
        rm -f "$work/source/$file"
    done
    files_of "$source" | while read -r file; do
        cmp -s "$source/$file" "$work/source/$file" && continue
        mkdir -p "$(dirname "$work/source/$file")"
        cp "$source/$file" "$work/source/$file"
    done
}

# git apply takes no patch whose context has changed; it must not look for a repository above.
apply() {
    if command -v git >"$work/log"; then
        env -u GIT_DIR GIT_CEILING_DIRECTORIES="$work" git -C "$work/source" apply -p1 "$1"
    else
        patch --directory="$work/source" --strip=1 --fuzz=0 --batch --forward --input="$1"
    fi >"$work/log" 2>&1
}

configure() {
    cmake -S "$work/source" -B "$work/build" \
        -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0 "$@" >"$work/log" 2>&1
}
build() { cmake --build "$work/build" --parallel 2 --target "${lesson}_test" >"$work/log" 2>&1; }
passes() {  # in braces, so that bash's word about a killed program goes into the log too
    { timeout --kill-after=5 "$limit" "$program" --test-case="$1"; } >"$work/log" 2>&1
}
always_red() {
    for ((time = 0; time < times; time++)); do
        if passes "$1"; then return 1; fi
    done
}
named_in() { sed -n 's/^Turns red: *//p' "$@" | sort -u; }
show_log() { tail -n 25 "$work/log" | sed 's/^/    /'; }

try_patch() {
    local name
    name=$(basename "$1")
    make_copy_equal
    apply "$1" || { fail "$name does not apply"; show_log; return; }
    build || { fail "$name does not compile"; show_log; return; }
    [ -n "$(named_in "$1")" ] || fail "$name names no test (Turns red: ...)"
    while read -r test; do
        if always_red "$test"; then
            echo "ok   $name turns red: $test"
        else
            fail "$name leaves green: $test"
        fi
    done < <(named_in "$1")
}

mkdir -p "$work/source"
exec 9>"$work/lock"
flock 9
shopt -s nullglob
patches=("$source/lessons/$folder/break_it/"*.patch)
[ ${#patches[@]} -gt 0 ] || { echo "FAIL there is no patch in lessons/$folder/break_it"; exit 1; }

make_copy_equal
export CCACHE_BASEDIR=$work CCACHE_NOHASHDIR=1
if ! configure "$@" || ! build; then
    echo "FAIL the copy does not build"
    show_log
    exit 1
fi

while read -r test; do
    "$program" --list-test-cases | grep -Fx -- "$test" >"$work/log" || fail "${lesson}_test has no test: $test"
    passes "$test" || { fail "red without any patch: $test"; show_log; }
done < <(named_in "${patches[@]}")
for patch in "${patches[@]}"; do try_patch "$patch"; done
make_copy_equal
[ "$failures" -eq 0 ]
