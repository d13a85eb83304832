// Wrong: takes thread_local for a word that changes nothing.
// Verdict: assertion_failed, what gate 3 sees of the thread_local is predicted
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

constexpr Counts predicted{.in_the_hall = 6, .let_in_here = 6, .last_ticket = 6};
