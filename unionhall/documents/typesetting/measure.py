"""How wide texts are, so that titles and columns break where a reader would break them; for PDF and Word alike."""

import math
from typing import Any

from ..plain import Plain

LINE = 156.0  # mm of a line of text
TITLE = 20  # characters of 二号 on it
FORM = 31  # characters of 四号 on it
CELL = 4.24  # mm of a character in a table, of 12 points
EDGES = 4.5  # mm a cell keeps free
LEAST, MOST = 45.0, 62.0  # mm of a column of labels
SHORT = 40.0  # mm: a column that needs no more is not broken
_NO_END, _NO_BEGIN = "（《“〔", "）》”〕、，。；："
_GOOD_END = "司厂店会局院部处心组社的和与、"


def breadth(text: str) -> float:
    """How many characters wide the longest line is: figures and Latin letters take a little more than half of one."""
    return max(sum(0.56 if one.isascii() else 1 for one in line) for line in text.split("\n"))


def balanced(title: str) -> str:
    """A title too long for one line as lines of about the same length; one that has its own line ends stays."""
    lines, rest = [], title
    while "\n" not in title and breadth(rest) > TITLE:
        at = _break(rest, len(rest) / math.ceil(breadth(rest) / TITLE))
        lines.append(rest[:at])
        rest = rest[at:]
    return "\n".join([*lines, rest])


def _break(text: str, even: float) -> int:
    """Where the first line ends: near the even place, after a whole word if one ends there."""
    places = [at for at in range(2, len(text) - 1) if breadth(text[:at]) <= TITLE and _may_part(text[at - 1], text[at])]
    whole = [at for at in places if abs(at - even) <= 3 and text[at - 1] in _GOOD_END]
    return min(whole or places or [int(even)], key=lambda at: abs(at - even))


def _may_part(before: str, after: str) -> bool:
    latin = before.isascii() and after.isascii()
    return not latin and before not in _NO_END and after not in _NO_BEGIN


def columns(part: Plain) -> list[float]:
    """Widths in mm: the shares asked for, but no short column so narrow that its dates and numbers break."""
    shares = part["widths"] or [1] * len(part["heads"])
    widths = [LINE * share / sum(shares) for share in shares]
    needs = [_needs(cells) for cells in zip(part["heads"], *part["rows"], strict=True)]
    fixed: dict[int, float] = {}
    while tight := {at: need for at, need in enumerate(needs) if at not in fixed and widths[at] < need <= SHORT}:
        fixed |= tight
        widths = _shared(shares, fixed)
    return widths


def labels(part: Plain, character: float) -> list[float]:
    """Widths in mm of labels and values, each character so many mm: labels in one line as far as they are short."""
    longest = max((breadth(label) for label, _value in part["rows"]), default=0) * character + EDGES
    first = min(max(longest, LEAST), MOST)
    return [first, LINE - first]


def _needs(cells: Any) -> float:
    return max(map(breadth, cells)) * CELL + EDGES


def _shared(shares: Any, fixed: dict[int, float]) -> list[float]:
    """What the fixed ones leave goes to the others by their shares; all are made narrower where nothing is left."""
    free = sum(share for at, share in enumerate(shares) if at not in fixed)
    left = LINE - sum(fixed.values())
    if not free or left < LINE / 4:
        found = [fixed.get(at, LINE * share / sum(shares)) for at, share in enumerate(shares)]
        return [LINE * one / sum(found) for one in found]
    return [fixed.get(at, left * share / free) for at, share in enumerate(shares)]
