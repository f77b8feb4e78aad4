"""Where roster files lie: below the private files folder, named by their row, never by what somebody typed."""

import os
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from unionhall.kit import crypto

FOLDER = "rosters"
PIECE = 1 << 20


def keep(source: IO[bytes], name: str) -> str:
    """Write an upload beside the others, whole or not at all; returns its path below the files folder."""
    path = place(f"{FOLDER}/{name}")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partly = path.with_suffix(path.suffix + ".part")
    with open(os.open(partly, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
        source.seek(0)
        while piece := source.read(PIECE):
            target.write(piece)
    partly.replace(path)
    return f"{FOLDER}/{name}"


def keep_sealed(path: Path, name: str) -> str:
    """Seal a finished file to its name and keep only that."""
    kept = place(f"{FOLDER}/{name}")
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partly = kept.with_suffix(".part")
    partly.write_bytes(crypto.encrypt_bytes(path.read_bytes(), bound_to=_binding(name)))
    partly.replace(kept)
    return f"{FOLDER}/{name}"


def open_sealed(file: str) -> bytes:
    """The plain file; FileNotFoundError once it has expired."""
    name = file.removeprefix(f"{FOLDER}/")
    return crypto.decrypt_bytes(place(file).read_bytes(), bound_to=_binding(name))


def drop(file: str) -> None:
    if file:
        place(file).unlink(missing_ok=True)


def place(file: str) -> Path:
    return Path(settings.MEDIA_ROOT) / file


def _binding(name: Any) -> bytes:
    return f"people.roster-file:{name}".encode()
