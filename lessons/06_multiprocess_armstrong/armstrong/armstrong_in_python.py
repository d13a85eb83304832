"""The same search in Python: one after the other, in threads, in processes.

    python3 armstrong_in_python.py TO WORKERS

Prints "lock on" or "lock off" (the interpreter lock), then for each way its name, the
seconds it took, and how many Armstrong numbers it found below TO.
"""

import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def is_armstrong(number):
    digits = str(number)
    return number == sum(int(digit) ** len(digits) for digit in digits)


def armstrong_in(part):
    return [number for number in part if is_armstrong(number)]


def parts(to, size):
    return [range(max(begin, 1), min(begin + size, to)) for begin in range(0, to, size)]


def measure(name, search):
    begin = time.perf_counter()
    found = [number for part in search() for number in part]
    print(name, f"{time.perf_counter() - begin:.4f}", len(found), flush=True)


def main():
    to, workers = int(sys.argv[1]), int(sys.argv[2])
    work = parts(to, to // 32 + 1)
    lock = getattr(sys, "_is_gil_enabled", lambda: True)()
    print("lock", "on" if lock else "off")
    measure("serial", lambda: map(armstrong_in, work))
    for name, kind in ("threads", ThreadPoolExecutor), ("processes", ProcessPoolExecutor):
        with kind(workers) as pool:
            measure(name, lambda: pool.map(armstrong_in, work))


if __name__ == "__main__":
    main()
