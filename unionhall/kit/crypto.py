"""Keeping personal fields secret: sealing, the blind index that finds them again, and the SM3 digest.

A sealed value reads `keyid$base64(nonce + ciphertext)`, or `keyid~sm4$…` when sealed under the national profile.
Keys come from settings: `FIELD_KEYS` {id: 32 bytes}, `FIELD_KEY_ID` (the one that seals), `FIELD_CIPHER` ("AES" or
"SM4"), `BLIND_KEY`. Every key still listed opens what it sealed, whatever the profile is now.
"""

import os
from base64 import b64decode, b64encode
from enum import StrEnum
from functools import cache
from typing import Any, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.signals import setting_changed

NONCE, TAG = 12, 16  # bytes, GB/T 36624 and SP 800-38D


class IndexKind(StrEnum):
    """What is looked up without being read; equal values of two kinds have nothing in common."""

    ID = "id"
    PHONE = "phone"
    LOGIN = "login"
    WECHAT = "wechat"


class CannotOpen(Exception):
    """A sealed value that this row, this field and these keys do not open: moved, altered, or its key is gone."""


class _Box(Protocol):
    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes: ...
    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes: ...


class SM4GCM:
    """SM4-GCM with the calls of cryptography's AESGCM."""

    def __init__(self, key: bytes) -> None:
        self._cipher = algorithms.SM4(key)

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes:
        box = Cipher(self._cipher, modes.GCM(nonce)).encryptor()
        box.authenticate_additional_data(associated_data)
        return box.update(data) + box.finalize() + box.tag

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes:
        if len(data) < TAG:
            raise InvalidTag
        box = Cipher(self._cipher, modes.GCM(nonce, data[-TAG:])).decryptor()
        box.authenticate_additional_data(associated_data)
        return box.update(data[:-TAG]) + box.finalize()


def encrypt(plain: str, *, bound_to: bytes) -> str:
    """`plain` sealed by the current key; opens only with the same `bound_to`."""
    prefix, box = _sealing()
    nonce = os.urandom(NONCE)
    return prefix + b64encode(nonce + box.encrypt(nonce, plain.encode(), bound_to)).decode()


def decrypt(sealed: str, *, bound_to: bytes) -> str:
    """The plain text; CannotOpen if it was altered, belongs elsewhere, or its key is no longer listed."""
    label, _, body = sealed.partition("$")
    try:
        raw = b64decode(body, validate=True)
        return _box(label).decrypt(raw[:NONCE], raw[NONCE:], bound_to).decode()
    except (InvalidTag, ValueError, KeyError) as problem:
        raise CannotOpen(f"a value sealed by {label[:20]!r} does not open here") from problem


def encrypt_bytes(plain: bytes, *, bound_to: bytes) -> bytes:
    """Like `encrypt`, for files and packed rows: `keyid$` and then nonce and ciphertext as they are."""
    prefix, box = _sealing()
    nonce = os.urandom(NONCE)
    return prefix.encode() + nonce + box.encrypt(nonce, plain, bound_to)


def decrypt_bytes(sealed: bytes, *, bound_to: bytes) -> bytes:
    """What `encrypt_bytes` sealed; CannotOpen as with `decrypt`."""
    label, _, raw = sealed.partition(b"$")
    try:
        return _box(label.decode()).decrypt(raw[:NONCE], raw[NONCE:], bound_to)
    except (InvalidTag, ValueError, KeyError) as problem:
        raise CannotOpen(f"bytes sealed by {label[:20]!r} do not open here") from problem


def blind_index(kind: str, value: str) -> str:
    """Hex HMAC of an already normalised value, for exact look-up; ValueError for a kind not declared above."""
    mac = _index_mac(kind).copy()
    mac.update(value.encode())
    return mac.finalize().hex()


def sm3(data: bytes) -> str:
    """Hex SM3 digest (GB/T 32905)."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize().hex()


@cache
def _sealing() -> tuple[str, _Box]:
    cipher = getattr(settings, "FIELD_CIPHER", "AES")
    if cipher not in ("AES", "SM4"):
        raise ImproperlyConfigured(f"FIELD_CIPHER is AES or SM4, not {cipher!r}")
    label = settings.FIELD_KEY_ID + ("~sm4" if cipher == "SM4" else "")
    return f"{label}$", _box(label)


@cache
def _box(label: str) -> _Box:
    key_id, _, profile = label.partition("~")
    key = settings.FIELD_KEYS[key_id]
    if len(key) != 32:
        raise ImproperlyConfigured(f"field key {key_id!r} has {len(key)} bytes, 32 are needed")
    if profile not in ("", "sm4"):
        raise KeyError(label)
    # one secret must not serve two ciphers: SM4 gets a key of its own, drawn from the same 32 bytes
    return SM4GCM(_mac(key, b"unionhall field sm4-gcm")[:16]) if profile else AESGCM(key)


@cache
def _index_mac(kind: str) -> hmac.HMAC:
    return hmac.HMAC(_mac(settings.BLIND_KEY, b"unionhall index " + IndexKind(kind).encode()), _index_digest())


def _mac(key: bytes, message: bytes) -> bytes:
    mac = hmac.HMAC(key, _index_digest())
    mac.update(message)
    return mac.finalize()


def _index_digest() -> hashes.HashAlgorithm:
    # named, never guessed: two nodes choosing differently would not find each other's people
    digest = getattr(settings, "BLIND_DIGEST", "SM3")
    return {"SM3": hashes.SM3, "SHA256": hashes.SHA256}[digest]()


def forget_keys(*, setting: str = "BLIND_KEY", **_: Any) -> None:
    """Read the keys anew; tests change them."""
    if setting in {"FIELD_KEYS", "FIELD_KEY_ID", "FIELD_CIPHER", "BLIND_KEY", "BLIND_DIGEST"}:
        for remembered in (_sealing, _box, _index_mac):
            remembered.cache_clear()


setting_changed.connect(forget_keys)
