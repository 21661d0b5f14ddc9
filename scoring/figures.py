"""Numbers as people read them."""


def grouped(value: float) -> str:
    """A whole number with narrow gaps between thousands: 12 400."""
    return f"{round(value):,}".replace(",", "\u202f")


def points(value: float) -> str:
    """Points without needless decimals: 3, 2.1."""
    return f"{value:.1f}".removesuffix(".0")
