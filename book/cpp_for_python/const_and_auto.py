prices = [7.0, 8.0]
for price in prices:
    price *= 2  # moves the label `price`, the list does not notice
assert sum(prices) == 15.0

prices = [price * 2 for price in prices]
assert sum(prices) == 30.0
