from price import as_price

assert as_price(7.1) == "7.10"
