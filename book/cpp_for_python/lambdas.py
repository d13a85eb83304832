# A Python lambda looks its names up when it runs, not when it is made.
jobs = [lambda: number for number in (1, 2, 3)]
assert [job() for job in jobs] == [3, 3, 3]

jobs = [lambda number=number: number for number in (1, 2, 3)]
assert [job() for job in jobs] == [1, 2, 3]
