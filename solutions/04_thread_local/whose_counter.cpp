// There is one `in_the_hall` and one `last` for all threads: a local variable that is
// static lives as long as the program, and is no thread's own. Gate 3 sees 6 people and
// gives ticket 6. `let_in_here` is new in each thread: 1. And so is `last`, as soon as it
// is thread_local, which inside a function takes the place of static.
int in_the_hall = 0;

thread_local int let_in_here = 0;

int next_ticket() {
    thread_local int last = 0;
    return ++last;
}

struct Counts {
    int in_the_hall, let_in_here, last_ticket;
};

// A gate's thread.
Counts let_in(int people) {
    int ticket = 0;
    for (int i = 0; i < people; ++i) {
        ++in_the_hall;
        ++let_in_here;
        ticket = next_ticket();
    }
    return {in_the_hall, let_in_here, ticket};
}

constexpr Counts predicted{.in_the_hall = 6, .let_in_here = 1, .last_ticket = 6};
