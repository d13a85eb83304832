"""The idea of lesson 03 in Python: two threads that take turns, with two Events."""

from threading import Event, Thread

full = Event()     # the batch is yours, adder
empty = Event()    # the batch is yours again, maker
batch = []
last = False
sums = []


def add_up():
    while True:
        full.wait()
        full.clear()
        if batch:
            sums.append(sum(batch))
        batch.clear()
        end = last
        empty.set()
        if end:
            break


def hand_over():
    full.set()
    empty.wait()
    empty.clear()


adder = Thread(target=add_up)
adder.start()
for number in range(1, 13):
    batch.append(number)
    if len(batch) == 5:
        hand_over()
last = True
hand_over()
adder.join()
print(sums)
