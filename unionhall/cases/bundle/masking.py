"""Others' names and numbers in what the house itself writes down of a case: masked before it leaves as a file."""

import re
from collections.abc import Iterable

from unionhall.kit import mask

_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_ID = re.compile(r"(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])")


class Masking:
    """Masks every mobile and ID number but those of `own`, and the names of the people known to have had the case."""

    def __init__(self, *, own: Iterable[str] = (), names: Iterable[str] = ()) -> None:
        self._own = {one.upper() for one in own if one}
        longest_first = sorted({one for one in names if len(one) >= 2 and one.upper() not in self._own}, key=len)[::-1]
        self._names = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def __call__(self, text: str) -> str:
        text = _ID.sub(lambda found: self._kept(found[0], mask.id_number), text)
        text = _MOBILE.sub(lambda found: self._kept(found[0], mask.phone), text)
        return self._names.sub(lambda found: mask.name(found[0]), text) if self._names else text

    def _kept(self, value: str, masked: object) -> str:
        return value if value.upper() in self._own else masked(value)  # type: ignore[operator,no-any-return]
