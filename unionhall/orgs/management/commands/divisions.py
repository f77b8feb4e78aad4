"""`unionhall divisions load`: brings in the administrative divisions shipped with the house."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand

from unionhall.orgs import actions
from unionhall.orgs.system import CONSOLE, system_user


class Command(BaseCommand):
    help = "Load the administrative divisions (province to village) shipped with the house; safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["load"], help="load: bring in what is missing or has changed")
        parser.add_argument("--no-villages", action="store_true", help="down to townships only")
        parser.add_argument("--json", action="store_true", help="print the counts as JSON")

    def handle(self, *args: Any, no_villages: bool, **options: Any) -> None:
        counts = actions.load_divisions(by=system_user(CONSOLE, "控制台"), villages=not no_villages)
        said = (
            json.dumps(counts) if options["json"] else "{new} new, {changed} changed, {same} the same".format(**counts)
        )
        self.stdout.write(said)
