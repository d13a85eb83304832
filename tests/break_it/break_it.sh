#!/usr/bin/env bash
# Shows that a Break-it patch turns red the tests that it names.
#
#     break_it.sh PATCH PROGRAM
#
# PROGRAM is the lesson's test program, compiled with the patch. Each test named in a line "Turns
# red: TEST CASE" of the patch must fail; one that hangs is stopped and counts as red. With
# LOCKSTEP_BREAK_IT_TIMES=40 it must fail 40 times: a test that a race turns red has no place in a
# patch.
set -euo pipefail

patch=$1 program=$2
name=$(basename "$patch")
limit=${LOCKSTEP_BREAK_IT_LIMIT:-20}  # seconds that a test may take
times=${LOCKSTEP_BREAK_IT_TIMES:-1}
failures=0

fail() {
    echo "FAIL $*"
    failures=$((failures + 1))
}

passes() {  # in braces, so that bash's word about a killed program goes away too
    { timeout --kill-after=5 "$limit" "$program" --test-case="$1"; } >/dev/null 2>&1
}
always_red() {
    for ((time = 0; time < times; time++)); do
        if passes "$1"; then return 1; fi
    done
}

all_tests=$("$program" --list-test-cases)
mapfile -t named < <(sed -n 's/^Turns red: *//p' "$patch")
[ ${#named[@]} -gt 0 ] || fail "$name names no test (Turns red: ...)"
for test in "${named[@]}"; do
    if ! grep -Fxq -- "$test" <<<"$all_tests"; then
        fail "$name names a test that is not there: $test"
    elif always_red "$test"; then
        echo "ok   $name turns red: $test"
    else
        fail "$name leaves green: $test"
    fi
done
[ "$failures" -eq 0 ]
