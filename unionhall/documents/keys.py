"""Keys by which a document is found: codes to check it, links for employers, of whose secrets only hashes are kept."""

import hashlib
import re
import secrets
from typing import Any

from django.db.models import Model

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is mistaken for another on paper
_HALF = 5


def new_code() -> str:
    """K7QWM-9MZTA: some 49 bits, so that nobody finds another's letter by trying."""
    drawn = [secrets.choice(_LETTERS) for _ in range(2 * _HALF)]
    return f"{''.join(drawn[:_HALF])}-{''.join(drawn[_HALF:])}"


def tidy_code(given: str) -> str:
    """As printed, however it was typed; empty for what cannot be a code."""
    letters = re.sub(r"[\s\-－—]", "", given).upper()
    if len(letters) != 2 * _HALF or not set(letters) <= set(_LETTERS):
        return ""
    return f"{letters[:_HALF]}-{letters[_HALF:]}"


def new_secret() -> str:
    return secrets.token_urlsafe(24)


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def of_code(code: str) -> str:
    return f"code:{code}"


def of_link(secret: str) -> str:
    return f"link:{digest(secret)}"


def of_subject(subject: Model) -> str:
    return f"subject:{subject._meta.label}:{subject.pk}"


def of_person(person_id: int) -> str:
    return f"person:{person_id}"


def of_row(document: Any) -> list[str]:
    """The keys a document itself tells, for moving its pointers."""
    found = [f"subject:{document.subject_type}:{document.subject_id}"] if document.subject_type else []
    found += [of_person(document.person_id)] if document.person_id is not None else []
    return [*found, *([of_code(document.code)] if document.code else [])]
