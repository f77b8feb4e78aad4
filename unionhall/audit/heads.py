"""The published heads: each seal's head appended to a file outside the database, so that a rewritten chain shows."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import send_mail

from .models import Seal


def file() -> Path:
    """One line a seal: number, first and last place, head, moment."""
    return Path(settings.DATA_DIR) / "audit-heads.log"


def text_of(seal: Seal) -> str:
    return f"{seal.number} {seal.first_seq} {seal.last_seq} {seal.head} {seal.sealed_at.isoformat()}"


def append(seals: list[Seal]) -> None:
    """Write to the file what is not yet in it, and to the disk before anyone relies on it."""
    last = last_published()
    with file().open("a", encoding="ascii") as out:
        for seal in seals:
            if seal.number > last:
                out.write(text_of(seal) + "\n")
        out.flush()
        os.fsync(out.fileno())


def last_published() -> int:
    """The number of the last whole line; a line cut short by a crash is closed first, and not counted."""
    if not file().exists():
        return 0
    with file().open("rb+") as kept:
        size = kept.seek(0, os.SEEK_END)
        kept.seek(max(0, size - 400))
        tail = kept.read().decode("ascii", "replace")
        if tail and not tail.endswith("\n"):
            kept.write(b"\n")
    whole = [line.split() for line in tail.split("\n") if line.count(" ") == 4]
    return max((int(parts[0]) for parts in whole if parts[0].isdigit() and len(parts[3]) == 64), default=0)


def published() -> Iterator[tuple[int, int, str]]:
    """(number, first place, head) of each whole line of the file."""
    if not file().exists():
        return
    with file().open(encoding="ascii", errors="replace") as kept:
        for line in kept:
            parts = line.split()
            if len(parts) == 5 and parts[0].isdigit() and parts[1].isdigit() and len(parts[3]) == 64:
                yield int(parts[0]), int(parts[1]), parts[3]


def differences(found: Callable[[int, str], Any]) -> Iterator[Any]:
    """The first published head the database does not agree with."""
    batch: dict[int, tuple[int, str]] = {}
    for number, first, head in published():
        batch[number] = (first, head)
        if len(batch) == 1000 and (wrong := _wrong(batch, found)):
            yield wrong
            return
        if len(batch) == 1000:
            batch.clear()
    if batch and (wrong := _wrong(batch, found)):
        yield wrong


def _wrong(batch: dict[int, tuple[int, str]], found: Callable[[int, str], Any]) -> Any:
    kept = dict(Seal.objects.filter(number__in=list(batch)).values_list("number", "head"))
    for number, (first, head) in sorted(batch.items()):
        if kept.get(number) != head:
            return found(first, f"封存 {number} 的链首与已公布的不一致")
    return None


def send(seal: Seal) -> bool:
    """E-mail a head to those who keep copies (setting AUDIT_HEADS_TO); False if nobody is named."""
    keepers = list(getattr(settings, "AUDIT_HEADS_TO", []))
    if not keepers:
        return False
    send_mail(f"留痕链首 {seal.number}", text_of(seal), None, keepers)
    return True
