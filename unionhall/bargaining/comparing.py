"""Two versions of a text beside each other, line by line."""

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Pair:
    """A line of the older and the newer text; `change` is same, changed, added or removed."""

    old: str
    new: str
    change: str


def side_by_side(old: str, new: str) -> list[Pair]:
    """Every line of both, those that belong together in one pair."""
    left, right = old.splitlines(), new.splitlines()
    found: list[Pair] = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Pair(line, line, "same") for line in left[a:b]]
            continue
        for n in range(max(b - a, d - c)):
            was = left[a + n] if a + n < b else None
            now = right[c + n] if c + n < d else None
            change = "added" if was is None else "removed" if now is None else "changed"
            found.append(Pair(was or "", now or "", change))
    return found
