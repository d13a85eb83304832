def larger(a, b):
    return b if a < b else a


assert larger(3, 5) == 5
assert larger("asks", "bids") == "bids"
try:
    larger(3, "bids")  # found when it runs; C++ finds it when it compiles
except TypeError:
    pass
else:
    raise AssertionError("3 < 'bids' should not work")
