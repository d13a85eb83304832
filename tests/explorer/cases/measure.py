#!/usr/bin/env python3
"""Prints the table of README.md: how soon the explorer finds each wrong program, beside
1,000 plain runs and 20 runs under ThreadSanitizer. Run by hand, it takes some minutes:

    ninja -C build/default explore_cases run_cases_plainly run_cases_under_tsan
    tests/explorer/cases/measure.py build/default

A run fails when its exit code is not 0, or when it has not ended after two seconds. Runs
that seem to hang are set aside, and the next one begins: they sleep, and disturb nobody.
"""
import subprocess
import sys
import time

LIMIT = 2.0
SET_ASIDE_AFTER = 0.02
MOST_ASIDE = 200


def end(run):
    run.kill()
    run.wait()
    return True


def failed_runs(program, case, times):
    failed = 0
    aside = []  # (the run, when it has hung)
    for _ in range(times):
        run = subprocess.Popen([program, case], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
        hangs_at = time.monotonic() + LIMIT
        try:
            failed += run.wait(SET_ASIDE_AFTER) != 0
        except subprocess.TimeoutExpired:
            aside.append((run, hangs_at))
        while aside and (len(aside) == MOST_ASIDE or aside[0][1] < time.monotonic()):
            failed += result_of(*aside.pop(0))
    return failed + sum(result_of(*one) for one in aside)


def result_of(run, hangs_at):
    try:
        return run.wait(max(0.0, hangs_at - time.monotonic())) != 0
    except subprocess.TimeoutExpired:
        return end(run)


def main():
    folder = sys.argv[1] + "/tests/explorer/cases/"
    wanted = sys.argv[2] if len(sys.argv) > 2 else ""
    rows = subprocess.run([folder + "explore_cases", wanted], capture_output=True,
                          text=True, check=True).stdout.splitlines()
    print("| program | verdict | found after | ms | the right one passes all of "
          "| fails in 1,000 plain runs | in 20 under TSan |")
    print("|---|---|---:|---:|---:|---:|---:|")
    for row in rows:
        name, verdict, found, ms, passed = row.split("\t")
        plain = failed_runs(folder + "run_cases_plainly", name, 1000)
        tsan = failed_runs(folder + "run_cases_under_tsan", name, 20)
        print(f"| {name} | {verdict} | {found} | {ms} | {passed} | {plain} | {tsan} |",
              flush=True)


main()
