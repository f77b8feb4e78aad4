"""How the house is, for the system administrator."""

from platform import python_version

import django
from django.db import connection
from django.utils.translation import gettext as _

from unionhall import __version__
from unionhall.kit.discover import declared
from unionhall.kit.health import HealthLine, Sign


def health() -> list[tuple[HealthLine, Sign]]:
    """What every room says of its own health, in order."""
    lines = sorted(declared("health", HealthLine), key=lambda line: line.order)
    return [(line, line.find()) for line in lines]


def versions() -> list[tuple[str, str]]:
    """The programs this installation runs on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT version()" if connection.vendor == "postgresql" else "SELECT sqlite_version()")
        database = str(cursor.fetchone()[0]).split(",")[0].split(" on ")[0]
    name = "" if connection.vendor == "postgresql" else "SQLite "
    return [
        ("Unionhall", __version__), ("Django", django.get_version()), ("Python", python_version()),
        (_("数据库"), name + database),
    ]  # fmt: skip
