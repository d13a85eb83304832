# A slice of a str is a new str. A memoryview is what comes near to a string_view,
# and Python refuses to let its owner shrink or grow while the view exists.
line = bytearray(b"2026-01-05,7.10")
date = memoryview(line)[:10]
assert bytes(date) == b"2026-01-05"
try:
    line.extend(b",7.20")
except BufferError:
    pass
else:
    raise AssertionError("a view should hold its owner still")
