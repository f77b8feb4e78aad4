"""Numbers of nobody: documents, telephones and credit codes that pass every check and belong to no one.

People are born from 1900 to 1905, so no living person holds the number; mobile numbers begin with 154, a block that
was never given out; organisation codes begin with TT and TU; office numbers begin with 0 behind the area code.
"""

from datetime import date, timedelta

from unionhall.kit.identity import check_digit

FIRST_BIRTHDAY = date(1900, 1, 1)
BIRTHDAYS = (date(1906, 1, 1) - FIRST_BIRTHDAY).days
LAST_ID = 10**16  # every row id the demo gives is lower, every id drawn by the house itself is higher
_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714


def id_number(county: str, number: int, *, female: bool) -> tuple[str, date]:
    """The resident number and birthday of the county's `number`-th person."""
    birthday = FIRST_BIRTHDAY + timedelta(days=number * 37 % BIRTHDAYS)
    first = f"{county}{birthday:%Y%m%d}{number // BIRTHDAYS * 2 + (2 if female else 1):03d}"
    return first + check_digit(first + "0"), birthday


def mobile(lot: int, number: int) -> str:
    return f"154{lot:02d}{number:06d}"


def credit_code(registry: str, county: str, number: int, mark: str = "TT") -> str:
    """Registry 91 firms, 92 sole traders, 12 institutions, 52 civil bodies, 81 unions."""
    body = f"{mark}{number:06d}"
    organisation = sum(int(c, 36) * w for c, w in zip(body, _WEIGHTS, strict=True))
    first = f"{registry}{county}{body}{'0123456789X0'[11 - organisation % 11]}"
    return first + _LETTERS[-sum(_LETTERS.index(c) * pow(3, i, 31) for i, c in enumerate(first)) % 31]
