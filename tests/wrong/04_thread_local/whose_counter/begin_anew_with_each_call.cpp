// Wrong: each call begins with ticket 1, also when it is the same thread again.
// Verdict: assertion_failed, a gate that opens again goes on with its tickets
int in_the_hall = 0;

thread_local int let_in_here = 0;

static int last = 0;

int next_ticket() {
    return ++last;
}

struct Counts {
    int in_the_hall, let_in_here, last_ticket;
};

// A gate's thread.
Counts let_in(int people) {
    int ticket = 0;
    last = 0;
    for (int i = 0; i < people; ++i) {
        ++in_the_hall;
        ++let_in_here;
        ticket = next_ticket();
    }
    return {in_the_hall, let_in_here, ticket};
}

constexpr Counts predicted{.in_the_hall = 6, .let_in_here = 1, .last_ticket = 6};
