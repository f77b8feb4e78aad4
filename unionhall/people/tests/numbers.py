"""Identity numbers of nobody: births before 1906, check digits right."""

from unionhall.kit.identity import check_digit


def id_number(n: int, *, born: str = "19010315", division: str = "330110") -> str:
    """The n-th number (0 to 999) of a made-up person born on that day."""
    first = f"{division}{born}{n:03d}"
    return first + check_digit(first)


def phone(n: int) -> str:
    return f"1990000{n:04d}"
