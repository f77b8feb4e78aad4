"""`unionhall demo`: fills an empty house with the demo province."""

import json
import os
import time
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from unionhall.demo import filling, story
from unionhall.demo.plan import Plan


class Command(BaseCommand):
    help = "Fill an empty house with the demo province: true divisions, made-up unions, people and a year of work."

    def add_arguments(self, parser: ArgumentParser) -> None:
        usual = Plan()
        parser.add_argument("--unions", type=int, default=usual.unions, help=f"default {usual.unions}")
        parser.add_argument("--workers", type=int, default=usual.workers, help=f"default {usual.workers}")
        parser.add_argument("--seed", type=int, default=usual.seed, help="the same seed draws the same province")
        parser.add_argument("--day", type=date.fromisoformat, help="last day of the year of work, default today")
        parser.add_argument("--json", action="store_true", help="print the facts as JSON")

    def handle(self, *args: Any, unions: int, workers: int, seed: int, day: date | None, **options: Any) -> None:
        began = time.monotonic()
        say = self.say if options["verbosity"] > 1 else lambda _name: None
        self.began = began
        try:
            plan = filling.fill(unions=unions, workers=workers, seed=seed, day=day, say=say)
        except filling.NotEmpty as refused:
            raise CommandError("This house is inhabited; the demo province needs an empty database.") from refused
        except filling.OtherPlan as refused:
            raise CommandError(f"Another demo province was begun here: {refused}. Give the same numbers.") from refused
        write_logins()
        self.tell(plan, time.monotonic() - began, as_json=options["json"])

    def say(self, name: str) -> None:
        self.stdout.write(f"{time.monotonic() - self.began:7.1f} s  {name}")
        self.stdout.flush()

    def tell(self, plan: Plan, seconds: float, *, as_json: bool) -> None:
        rows = filling.facts()
        if as_json:
            facts = {
                "unions": plan.unions, "workers": plan.workers, "seed": plan.seed, "day": plan.day.isoformat(),
                "seconds": round(seconds, 1), "rows": rows, "logins": story.login_facts(),
            }  # fmt: skip
            self.stdout.write(json.dumps(facts, ensure_ascii=False))
            return
        self.stdout.write(f"{sum(rows.values())} rows in {seconds:.0f} s, as of {plan.day}")
        self.stdout.write("\n".join(story.login_lines()))


def write_logins() -> None:
    """Kept beside the database, readable by its owner only."""
    path = Path(settings.DATA_DIR) / "logins.txt"
    path.write_text("\n".join(story.login_lines()) + "\n", encoding="utf-8")
    os.chmod(path, 0o600)
