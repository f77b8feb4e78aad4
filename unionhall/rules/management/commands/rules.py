"""`unionhall rules load|show`: brings in the rules shipped with the house, or prints what holds."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from unionhall.accounts.queries import system_user
from unionhall.rules import actions, queries


class Command(BaseCommand):
    help = "Load the dated rules (day counts, rates, caps) shipped with the house, or show what holds at a place."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["load", "show"], help="load: what is missing or has changed")
        parser.add_argument("code", nargs="?", default="", help="show: codes that begin so, e.g. rights.")
        parser.add_argument("--place", default="33", help="division code, default 33; CN for the nation")
        parser.add_argument("--on", type=date.fromisoformat, default=None, help="day, default today")
        parser.add_argument("--json", action="store_true", help="print as JSON")

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if what == "load":
            self.load(**options)
        else:
            self.show(**options)

    def load(self, **options: Any) -> None:
        counts = actions.load_rules(by=system_user("console"))
        said = "{new} new, {changed} changed, {same} the same".format(**counts)
        self.stdout.write(json.dumps(counts) if options["json"] else said)

    def show(self, *, code: str, place: str, on: date | None, **options: Any) -> None:
        rows = queries.in_force(place=place, on=on or timezone.localdate(), begins=code)
        if options["json"]:
            self.stdout.write(json.dumps([row.as_json() for row in rows], ensure_ascii=False))
            return
        for row in rows:
            name = f"{row.code}[{row.key}]" if row.key else row.code
            self.stdout.write(f"{name:<44} {row.text:>12}  {row.place:<6} {row.valid_from}  {row.law}")
