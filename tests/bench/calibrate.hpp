// How many cores are really free for us, whatever the system says it has.
#pragma once

namespace lockstep::bench {

// Spins for some 30 ms on one thread, then as long on as many as there are cores. Free is
// the smaller of two figures: what the threads together did, in works of one thread; and
// the time they were given on a core, per time that passed. The first notices a busy host
// below a virtual machine, the second other programs that already slowed the one thread
// down.
double free_cores();

unsigned cores_of_the_machine();

}  // namespace lockstep::bench
