"""Collects static files when one of them, or the package they came in, changed since the last time."""

import hashlib
import os
from importlib.metadata import version

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_if_changed() -> bool:
    """True if files were collected; the stamp is written last, so a run cut short is repeated."""
    stamp = settings.DATA_DIR / "static.stamp"
    now = fingerprint()
    if stamp.exists() and settings.STATIC_ROOT.is_dir() and stamp.read_text() == now:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=False)
    stamp.write_text(now)
    return True


def fingerprint() -> str:
    """One line that changes when a static file is added, removed, resized or touched."""
    seen = hashlib.sha256(f"{version('django')} {version('whitenoise')} {settings.STATIC_ROOT}".encode())
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            facts = os.stat(storage.path(path))
            seen.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return seen.hexdigest()
