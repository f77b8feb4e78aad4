"""`unionhall serve`: prepares the house if need be, then runs web server and job worker together."""

import io
import os
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, call_command, get_commands
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from unionhall.kit.statics import collect_if_changed
from unionhall.kit.supervision import Household, Stopped

START_WITHIN = 30.0  # seconds for the web server to answer its first request


class Command(BaseCommand):
    help = "Start web server and job worker; prepares database, demo province and static files first if need be."
    requires_system_checks = ()  # `make check` runs them; a second start stays quick

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"), help="HOST, default 127.0.0.1")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")), help="PORT, default 8000")
        parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1), help="web processes")
        parser.add_argument("--no-demo", action="store_true", help="leave an empty house empty")

    def handle(self, *args: Any, host: str, port: int, workers: int, no_demo: bool, **options: Any) -> None:
        os.environ["PORT"] = str(port)  # the address letters print follows it, in the processes started below
        self.migrate(demo=not no_demo)
        if not no_demo:
            self.seed()
        self.bring_rules()
        if collect_if_changed():
            self.say("static files collected")
        leave_database()
        with Household() as house:
            house.start("the web server", web_server(host, port, workers), environment())
            try:
                address = address_of(host, port)
                wait_for(address, house)  # the job worker would only slow it down
                house.start("the job worker", job_worker(), environment())
                self.greet(address)
                fallen = house.watch()
            except Stopped:
                self.say("stopping")
                return
        raise CommandError(f"{fallen}; everything was stopped.")

    def migrate(self, *, demo: bool) -> None:
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return
        self.say("preparing the database")
        if demo and not executor.loader.applied_migrations:
            unfinished().write_text(database_name())
        call_command("migrate", interactive=False, verbosity=0)
        if connection.vendor == "postgresql":
            call_command("create_huey_tables", stdout=io.StringIO())
            if "distribute" in get_commands():
                call_command("distribute", verbosity=0)

    def seed(self) -> None:
        """Fill a new or uninhabited house; a filling that was cut short is begun again."""
        cut_short = unfinished().exists() and unfinished().read_text() == database_name()
        if "demo" not in get_commands() or (get_user_model()._default_manager.exists() and not cut_short):
            return
        self.say("filling the house with the demo province (only this once)")
        unfinished().write_text(database_name())
        call_command("demo")
        unfinished().unlink()

    def bring_rules(self) -> None:
        """A newer version of the house may ship newer day counts, rates and caps."""
        if "rules" in get_commands():
            call_command("rules", "load", stdout=io.StringIO())

    def greet(self, address: str) -> None:
        self.say(f"职工之家 Unionhall: {address}")
        logins = settings.DATA_DIR / "logins.txt"
        if logins.exists():
            self.say(f"logins:\n{logins.read_text().rstrip()}")

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


def address_of(host: str, port: int) -> str:
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"


def leave_database() -> None:
    """Nothing of ours stays open: children make connections of their own."""
    connections.close_all()
    if connection.vendor == "postgresql":
        cast(Any, connection).close_pool()


def unfinished() -> Path:
    """The file that stands while the demo is being filled in; it names the database."""
    return Path(settings.DATA_DIR) / "demo.unfinished"


def database_name() -> str:
    facts = connection.settings_dict
    return f"{connection.vendor} {facts['HOST']}:{facts['PORT']} {facts['NAME']}"


def wait_for(address: str, house: Household) -> None:
    """Until the health page answers; raises CommandError if a child ends or nothing answers in time."""
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    request = urllib.request.Request(f"{address}healthz", headers={"Host": health_host()})
    deadline = time.monotonic() + START_WITHIN
    while True:
        if fallen := house.fallen():
            raise CommandError(f"{fallen}; everything was stopped.")
        try:
            straight.open(request, timeout=5).close()
            return
        except urllib.error.HTTPError as error:
            raise CommandError(f"the health page answers {error.code}; everything was stopped.") from error
        except OSError as error:
            if time.monotonic() > deadline:
                raise CommandError(f"no answer from {address} after {START_WITHIN:.0f} s: {error}") from error
            time.sleep(0.05)


def health_host() -> str:
    first = next(iter(settings.ALLOWED_HOSTS), "localhost")
    return "localhost" if first == "*" else first.removeprefix(".")


def environment() -> dict[str, str]:
    return os.environ | {"DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}


def web_server(host: str, port: int, workers: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "config.wsgi:application"),
        *("--host", host, "--port", str(port), "--workers", str(workers), "--blocking-threads", "4"),
        *("--no-ws", "--log-level", "warning", "--workers-kill-timeout", "10"),
    ]


def job_worker() -> list[str]:
    return [sys.executable, "-m", "django", "run_huey", "--skip-checks"]
