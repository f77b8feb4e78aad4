"""Tables made once, not at every run: on SQLite a copy of the migrated database is kept beside the caches of pytest.

Its name holds a digest of all migrations and of the rows they load, so that any change of them makes it anew; what is
not applied yet `migrate` applies to the copy. On PostgreSQL, whose cluster lives no longer than the run, `make` gives
the tests a database to copy for as long; scripts/run_tests.sh makes both side by side.
"""

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
from django.db import connection
from django.db.backends.sqlite3.creation import DatabaseCreation

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".pytest_cache"
MADE_OF = (
    "unionhall/*/migrations/*.py",
    "unionhall/*/data/**/*",
    "unionhall/rules/shipped.py",
    "tests/ready_tables.py",
)


def digest() -> str:
    """Changes with every file the migrated tables are made of."""
    known = hashlib.sha256(django.__version__.encode())
    for path in sorted(path for pattern in MADE_OF for path in ROOT.glob(pattern) if path.is_file()):
        known.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return known.hexdigest()[:24]


def kept() -> Path:
    return CACHE / f"tables-{digest()}.sqlite3"


def keep() -> None:
    """Keep the tables as they are now, unless they are kept already; the file appears whole or not at all."""
    if connection.vendor != "sqlite" or kept().exists():
        return
    CACHE.mkdir(exist_ok=True)
    for old in CACHE.glob("tables-*.sqlite3"):
        old.unlink(missing_ok=True)
    half = CACHE / f"half-{os.getpid()}.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(half)])
    half.replace(kept())


def from_kept(create: Callable[..., str]) -> Callable[..., str]:
    """The test database begins as a copy of the kept tables, if there are any."""

    def begin(self: DatabaseCreation, verbosity: int, autoclobber: bool, keepdb: bool = False) -> str:
        name = create(self, verbosity, autoclobber, keepdb)
        if kept().exists() and not self.is_in_memory_db(name):
            shutil.copyfile(kept(), name)
        return name

    begin.__wrapped__ = create  # type: ignore[attr-defined]
    return begin


def make() -> None:
    """Migrate once, for all processes of the run: the kept copy on SQLite, the database READY_TABLES on PostgreSQL."""
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"] |= {"NAME": os.environ["READY_TABLES"], "TEMPLATE": None}
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    elif not kept().exists():
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        keep()
    connection.close()


def use(target: Any = DatabaseCreation) -> None:
    target._create_test_db = from_kept(target._create_test_db)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings_test"
    django.setup()
    make()
