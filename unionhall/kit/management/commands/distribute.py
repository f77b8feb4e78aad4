"""`manage.py distribute`: after every migrate, gives PostgreSQL the keys by which its tables can be spread."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import connection, transaction

from unionhall.kit import shards
from unionhall.kit.db import is_postgres


class Command(BaseCommand):
    help = "Give each table the keys its placement asks for (PostgreSQL); --check only reports."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; exit code 1 if something is amiss")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        if refused := shards.refusals():
            raise CommandError("these tables cannot be spread:\n  " + "\n  ".join(refused), returncode=1)
        if not is_postgres():
            self.stdout.write("every model has its place; SQLite needs no keys")
            return
        todo = missing()
        if check and todo:
            raise CommandError("run `manage.py distribute`; missing:\n  " + "\n  ".join(todo), returncode=1)
        give_keys(todo)
        self.stdout.write(f"{len(todo)} keys given" if todo else "every table has its keys")


def missing() -> list[str]:
    """The statements still to run, in order; empty when all has been done."""
    quote = connection.ops.quote_name
    todo = []
    for table, columns in shards.wide_keys():
        name, now = shards.primary_key_now(table)
        if now != columns:
            listed = ", ".join(map(quote, columns))
            todo.append(f"ALTER TABLE {quote(table)} DROP CONSTRAINT {quote(name)} CASCADE, ADD PRIMARY KEY ({listed})")
    for name, table, mine, other, theirs in shards.same_shard_keys():
        if not shards.has_constraint(table, name):
            todo.append(
                f"ALTER TABLE {quote(table)} ADD CONSTRAINT {quote(name)} FOREIGN KEY ({', '.join(map(quote, mine))}) "
                f"REFERENCES {quote(other)} ({', '.join(map(quote, theirs))}) DEFERRABLE INITIALLY DEFERRED"
            )
    return todo


@transaction.atomic
def give_keys(statements: list[str]) -> None:
    """Run them in one transaction."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
