"""Nine stocks, one after another and in threads: the idea of this lesson in Python."""
import threading
import time


def handle(sid, done):
    time.sleep(0.05)  # stands for the download: the thread waits, the processor is free
    done.append(sid)


class StockThread(threading.Thread):
    """A thread with its own data. Python's way is to inherit and to override run()."""

    def __init__(self, sid, done):
        super().__init__()
        self.sid = sid
        self.done = done

    def run(self):
        handle(self.sid, self.done)


def run_together(threads):
    begin = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - begin


sids = [f"{number:06}" for number in range(1, 10)]

alone, from_function, from_class = [], [], []
begin = time.monotonic()
for sid in sids:
    handle(sid, alone)
print(f"one after another  {time.monotonic() - begin:.2f} s")

threads = [threading.Thread(target=handle, args=(sid, from_function)) for sid in sids]
print(f"from a function    {run_together(threads):.2f} s")

print(f"from a class       {run_together([StockThread(s, from_class) for s in sids]):.2f} s")

# A daemon thread is cut off when the program ends, wherever it is. C++ has none.
threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()

for done in (alone, from_function, from_class):
    assert sorted(done) == sids
print("main thread")
