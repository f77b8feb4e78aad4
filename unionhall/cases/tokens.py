"""Secrets handed to a sender: the link for rating, the query code, the code of an appointment. Only hashes are kept."""

import hashlib
import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is mistaken for another on paper
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def matches(secret: str, kept: str) -> bool:
    """Whether this is the secret whose hash was kept; an empty hash matches nothing."""
    return bool(kept) and constant_time_compare(digest(secret), kept)


def rate_link(person_id: int, case_id: int) -> tuple[str, str]:
    """(the token in the link, the hash to keep); the token names the person, so finding the case asks one shard."""
    secret = secrets.token_urlsafe(18)
    return f"{_in36(person_id)}.{_in36(case_id)}.{secret}", digest(secret)


def read_rate_link(token: str) -> tuple[int, int, str] | None:
    """(person id, case id, secret), or None for what was never a link of ours."""
    parts = token.split(".")
    if len(parts) != 3 or not all(part and len(part) <= 13 and set(part) <= set(_BASE36) for part in parts[:2]):
        return None
    return int(parts[0], 36), int(parts[1], 36), parts[2]


def query_code(token: str = "") -> str:
    """Eight letters by which an anonymous sender follows a case; the same for the same form token."""
    if not token:
        return "".join(secrets.choice(_LETTERS) for _ in range(8))
    drawn = salted_hmac("cases.query-code", token, algorithm="sha256").digest()
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in drawn[:8])


def appointment_code(appointment_id: int) -> str:
    """Six digits shown on the worker's phone: drawn from the house's key, so they need not be stored."""
    drawn = salted_hmac("cases.appointment", str(appointment_id), algorithm="sha256").digest()
    return f"{int.from_bytes(drawn[:8], 'big') % 1_000_000:06d}"


def _in36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _BASE36[rest] + digits
    return digits or "0"
