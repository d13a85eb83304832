# Read by ./lockstep when it is called alone: a first program, on a machine that has no more than
# a C++ compiler.
# shellcheck shell=sh

program=lessons/01_threads/first.cpp

compiler() {
    for name in g++ clang++; do
        if command -v "$name" >/dev/null; then echo "$name" && return; fi
    done
    return 1
}

next_steps() {
    cat <<'TEXT'

What to type next:

  ./lockstep run 3    threads that download, convert and pack, and wait for each other
  ./lockstep learn    the exercises: edit a file, save it, read the verdict
  ./lockstep help     all commands
TEXT
}

if ! compiler=$(compiler); then
    say "There is no C++ compiler here. This installs it, and all that the course needs:"
    say "  ./lockstep setup"
    say "The compiler alone, on Debian and Ubuntu: sudo apt-get install g++"
    say ""
    help
    exit
fi

# shellcheck disable=SC2154  # ./lockstep says where builds go
mkdir -p "$builds"
say "This is $program:"
say ""
cat "$program"
say ""
show "$compiler" -std=c++20 -pthread "$program" -o "$builds/first"
"$compiler" -std=c++20 -pthread "$program" -o "$builds/first" || {
    say "lockstep: $($compiler --version | head -n 1) does not compile this; C++20 is needed"
    next_steps
    exit 1
}
show "$builds/first"
"$builds/first"
say ""
say "Five waits of a second took about one: they waited at the same time. Run it again,"
say "and the threads come in another order: nobody promises one."
next_steps
