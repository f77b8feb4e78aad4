"""Where made case files lie: sealed, below the private files folder, named by their job."""

import os
from pathlib import Path

from django.conf import settings

from unionhall.kit import crypto

FOLDER = "bundles"


def keep(body: bytes, name: str) -> str:
    """Seal it to its name; written whole or not at all. Returns its path below the files folder."""
    path = _place(f"{FOLDER}/{name}")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partly = path.with_suffix(".part")
    with open(os.open(partly, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
        target.write(crypto.encrypt_bytes(body, bound_to=_binding(name)))
    partly.replace(path)
    return f"{FOLDER}/{name}"


def open_kept(file: str) -> bytes | None:
    """The plain file; None once it has been dropped."""
    path = _place(file)
    if not path.is_file():
        return None
    return crypto.decrypt_bytes(path.read_bytes(), bound_to=_binding(path.name))


def drop(file: str) -> None:
    _place(file).unlink(missing_ok=True)


def _place(file: str) -> Path:
    return Path(settings.MEDIA_ROOT) / file


def _binding(name: str) -> bytes:
    return f"cases.bundle:{name}".encode()
