"""Identity documents as the register keeps them: checked, normalised, and the text they are found by."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from unionhall.kit import identity

from .choices import IdKind, Sex

_SELF_EVIDENT = (IdKind.RESIDENT, IdKind.RESIDENCE_PERMIT, IdKind.FOREIGNER_CARD)
_SEX = {identity.Sex.MALE: Sex.MALE, identity.Sex.FEMALE: Sex.FEMALE}


@dataclass(frozen=True, slots=True)
class Document:
    kind: IdKind
    number: str
    handle: str  # what the directory hashes
    sex: str = ""
    birth_date: date | None = None
    warnings: tuple[str, ...] = ()


def read_document(kind: str, value: Any, *, on: date | None = None) -> Document:
    """The checked document; an empty `kind` is read from the number. kit.identity.BadNumber says what to mend."""
    found = identity.check_document(kind, value, on=on) if kind else identity.check_id(value, on=on)
    sex = _SEX[found.sex] if found.sex else ""
    warnings = tuple(str(one.label) for one in found.warnings)
    return Document(found.kind, found.number, handle_of(found.kind, found.number), sex, found.birth_date, warnings)


def handle_of(kind: str, number: str) -> str:
    """Numbers of 18 digits are unique among themselves; of other documents only within their kind."""
    return number if kind in _SELF_EVIDENT else f"{IdKind(kind).value}:{number}"


def possible_handles(text: str) -> list[str]:
    """Every text the directory may know this number by, whatever document it is of."""
    try:
        number = identity.normalise_id(text)
    except identity.BadNumber:
        return []
    return [number, *(handle_of(kind, number) for kind in IdKind if kind not in _SELF_EVIDENT)]
