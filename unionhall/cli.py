"""The `unionhall` command: lists the commands of the rooms and hands each call to Django's management."""

import os
import sys
from collections.abc import Mapping

import django
from django.core.management import ManagementUtility, get_commands, load_command_class

USAGE = """usage: unionhall <command> [options]

职工之家 Unionhall. Commands:

{commands}

`unionhall <command> --help` says more. Commands that print facts take --json.
Django's own commands (migrate, shell, …) are behind `python manage.py`.
"""


def main(argv: list[str] | None = None) -> None:
    """Runs one command; ends the process with 0, or with 2 when there is no such command."""
    words = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if words[:1] == ["--version"]:
        from unionhall import __version__

        print(__version__)  # noqa: T201
        return
    django.setup()
    ours = room_commands()
    if not words or words[0] in ("-h", "--help", "help"):
        print(usage(ours), end="")  # noqa: T201
        return
    if words[0] not in ours:
        sys.stderr.write(f"unionhall has no command {words[0]!r}.\n\n{usage(ours)}")
        sys.exit(2)
    ManagementUtility(["unionhall", *words]).execute()


def room_commands() -> dict[str, str]:
    """The commands that live in rooms, by name, with the room they are from."""
    return {name: str(app) for name, app in sorted(get_commands().items()) if str(app).startswith("unionhall.")}


def usage(commands: Mapping[str, str]) -> str:
    lines = [f"  {name:<12} {first_line(name, app)}" for name, app in commands.items()]
    return USAGE.format(commands="\n".join(lines))


def first_line(name: str, app: str) -> str:
    return (str(load_command_class(app, name).help).strip().splitlines() or [""])[0]
