def close_of(cell):
    return None if cell == "None" else float(cell)


assert close_of("None") is None
assert close_of("7.10") == 7.1
try:
    close_of("soon")
except ValueError as error:
    assert "soon" in str(error)
