#!/bin/sh
# Runs a grader that was compiled with an answer, and compares its verdict with the one that the
# answer's second line names:
#
#     // Verdict: assertion_failed, every file is in an archive
#     // Verdict: assertion_failed
#     // Verdict: passed
#
# Without a check, as in the second: the kernel decides which one sees the fault first.
#
#     verdict_is.sh ANSWER PROGRAM
#
# It believes what the runner believes: a line that begins with the key which it gave the grader.
set -eu
wanted=$(sed -n 's|^// Verdict: *||p' "$1")
[ -n "$wanted" ] || { echo "$1 has no line // Verdict: ..."; exit 1; }

key=key-of-$$
told=$(printf '%s\n' "$key" | LOCKSTEP_VERDICT_KEY=stdin "$2" | tail -n 1) || true
case $told in "$key "*) ;; *) told='{"verdict":"ended_early"}' ;; esac
# The first value after a key, up to the quote that ends it.
value() { printf '%s\n' "$told" | sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }

got=$(value verdict)
[ "$got" = "$wanted" ] && exit
check=$(value check)
[ -z "$check" ] || got="$got, $check"
[ "$got" = "$wanted" ] && exit
printf 'wanted: %s\ngot:    %s\n%s\n' "$wanted" "${got:-no verdict}" "$(value happened)"
exit 1
