"""One-time codes of RFC 6238: the arithmetic, without tables."""

import base64
import os
import secrets
import time

from cryptography.hazmat.primitives import constant_time, hashes
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.utils.crypto import salted_hmac

STEP = 30  # seconds
DIGITS = 6
ISSUER = "职工之家"
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_secret() -> str:
    """20 random bytes in base32, as authenticator apps take it."""
    return base64.b32encode(os.urandom(20)).decode()


def _totp(secret: str) -> TOTP:
    return TOTP(base64.b32decode(secret), DIGITS, hashes.SHA1(), STEP)


def address(secret: str, name: str) -> str:
    """The otpauth:// address a QR code carries."""
    return _totp(secret).get_provisioning_uri(name, ISSUER)


def code_at(secret: str, moment: float | None = None) -> str:
    return _totp(secret).generate(time.time() if moment is None else moment).decode()


def step_of(secret: str, code: str, *, after: int) -> int | None:
    """The time step whose code this is, one before or after now allowed; none at or before the last one used."""
    now, given = int(time.time()) // STEP, code.strip().encode()
    for step in (now, now - 1, now + 1):
        if step > after and constant_time.bytes_eq(code_at(secret, step * STEP).encode(), given):
            return step
    return None


def new_recovery_codes(count: int) -> list[str]:
    """Codes for a lost phone, 50 bits each: ABCDE-FGHJK."""
    return [
        "-".join("".join(secrets.choice(ALPHABET) for _n in range(5)) for _group in range(2)) for _c in range(count)
    ]


def recovery_hash(person_id: int, code: str) -> str:
    """Keyed by this installation, so that a stolen table cannot be searched."""
    plain = "".join(c for c in code.upper() if c.isalnum())
    return salted_hmac("accounts.recovery", f"{person_id}:{plain}", algorithm="sha256").hexdigest()
