"""The idea of lesson 05 in Python: concurrent.futures has the pool ready."""

from concurrent.futures import ThreadPoolExecutor


def cook(dish):
    if dish == "noodles":
        raise ValueError("no noodles today")
    return dish + ", hot"


with ThreadPoolExecutor(max_workers=2) as kitchen:
    orders = [kitchen.submit(cook, dish) for dish in ("soup", "noodles", "tea")]
    for order in orders:
        try:
            print(order.result())           # waits until it is ready
        except ValueError as error:
            print("told:", error)           # only because we asked

    print(list(kitchen.map(lambda n: n * n, range(1, 9))))  # in the order of the inputs

    kitchen.submit(cook, "noodles")         # nobody asks: nobody will ever know
