from contextlib import contextmanager

said = []


@contextmanager
def report(name):
    said.append("open " + name)
    try:
        yield
    finally:
        said.append("close " + name)


try:
    with report("000007.csv"), report("000007.xml"):
        raise ValueError("line 3 is ragged")
except ValueError:
    pass
assert said[-2:] == ["close 000007.xml", "close 000007.csv"]
