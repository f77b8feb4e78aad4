"""The parent's side of reading: small files here, large ones in a child program, so that both cores work."""

import marshal
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation

from unionhall.kit.refusal import Refusal

from .checking import Row
from .reading import Start, read_file

WORTH_A_CHILD = 400_000  # bytes; starting one takes as long as checking some thousand rows
_SETTINGS = (
    "FIELD_KEYS FIELD_KEY_ID FIELD_CIPHER BLIND_KEY BLIND_DIGEST "
    "LANGUAGE_CODE LANGUAGES LOCALE_PATHS USE_I18N USE_TZ TIME_ZONE"
).split()


class Interrupted(RuntimeError):
    """The child program ended without saying why (killed, or no memory left)."""


def feed(path: Path, *, name: str, today: date) -> Iterator[Start | list[Row]]:
    """Start first, then the checked rows chunk by chunk; Refusal if the file as a whole cannot be read."""
    here = path.stat().st_size < WORTH_A_CHILD
    messages = read_file(str(path), name, today.isoformat()) if here else _from_child(path, name, today)
    for kind, told in messages:
        if kind == "start":
            yield Start(*told)
        elif told:
            yield [Row._make(row) for row in told]


def _from_child(path: Path, name: str, today: date) -> Iterator[tuple[str, Any]]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(part for part in sys.path if part)}
    environment.pop("HALL_NODE", None)  # the child draws its own: its ids must differ from ours
    child = subprocess.Popen(
        [sys.executable, "-m", "unionhall.people.roster.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        cwd=settings.BASE_DIR,
    )
    try:
        with child.stdin as pipe:  # type: ignore[union-attr]
            pickle.dump(_order(path, name, today), pipe)
        while True:
            try:
                kind, told = marshal.load(child.stdout)  # type: ignore[arg-type]
            except (EOFError, ValueError, TypeError) as problem:
                raise Interrupted("the reading program ended early") from problem
            if kind == "refused":
                raise Refusal(told)
            if kind == "end":
                return
            yield kind, told
    finally:
        child.kill()
        child.stdout.close()  # type: ignore[union-attr]
        child.wait()


def _order(path: Path, name: str, today: date) -> dict[str, Any]:
    chosen = {key: getattr(settings, key) for key in _SETTINGS if hasattr(settings, key)}
    chosen["LANGUAGES"] = [(code, str(label)) for code, label in settings.LANGUAGES]
    return {
        "settings": chosen,
        "language": translation.get_language() or settings.LANGUAGE_CODE,
        "path": str(path),
        "name": name,
        "today": today.isoformat(),
    }
