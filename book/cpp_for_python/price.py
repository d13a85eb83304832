def as_price(value):
    return f"{value:.2f}"
