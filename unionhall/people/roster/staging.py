"""Chunks between checking and writing: rows with their states, compressed and sealed to the roster they belong to."""

import marshal
import zlib
from dataclasses import dataclass, field
from typing import Any

from unionhall.kit import crypto

from ..choices import RowState
from .checking import Row

FORMAT = 1  # chunks live for days at most: an older form is not read, its roster is brought again
_MARSHAL = 4
_QUICK = 1  # zlib's level: the rows are read again within minutes


@dataclass
class Staged:
    """The rows of one chunk, and for each its state and what to tell about it."""

    rows: list[Row] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        found = dict.fromkeys(RowState.values, 0)
        for state in self.states:
            found[state] += 1
        return {state: n for state, n in found.items() if n}


class OldFormat(ValueError):
    """Staged by another version of this program."""


def pack(staged: Staged, *, roster_id: int, number: int) -> bytes:
    plain = marshal.dumps((FORMAT, [tuple(row) for row in staged.rows], staged.states, staged.reasons), _MARSHAL)
    return crypto.encrypt_bytes(zlib.compress(plain, _QUICK), bound_to=_binding(roster_id, number))


def unpack(sealed: Any, *, roster_id: int, number: int) -> Staged:
    """The rows; crypto.CannotOpen if it is another chunk's or altered."""
    plain = zlib.decompress(crypto.decrypt_bytes(bytes(sealed), bound_to=_binding(roster_id, number)))
    version, rows, states, reasons = marshal.loads(plain)
    if version != FORMAT:
        raise OldFormat(version)
    return Staged([Row._make(row) for row in rows], states, reasons)


def _binding(roster_id: int, number: int) -> bytes:
    return f"people.rosterchunk:{roster_id}:{number}".encode()
