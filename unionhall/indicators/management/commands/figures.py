"""`unionhall figures show|recompute|close`: figures of a unit, the recount from the rows, freezing a month."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management import BaseCommand, CommandError

from unionhall.accounts import queries as accounts
from unionhall.indicators import actions, queries
from unionhall.kit import clock
from unionhall.kit.figures import Period, all_figures
from unionhall.kit.models import Line
from unionhall.orgs import queries as orgs


class Command(BaseCommand):
    help = "Show the figures of a unit, count them again from the rows and compare, or close a month."

    def add_arguments(self, parser: ArgumentParser) -> None:
        does = parser.add_subparsers(dest="does", required=True)
        show = does.add_parser("show", help="figures of one unit with all beneath it")
        show.add_argument("unit", nargs="?", default="", help="the unit's number; the province if left out")
        again = does.add_parser("recompute", help="count again from the rows; exit code 1 if a stored count differs")
        close = does.add_parser("close", help="freeze a month that is over; what comes later counts on its own day")
        close.add_argument("month", type=_month, help="YYYY-MM")
        for one in (show, again):
            one.add_argument("--on", type=date.fromisoformat, default=None, help="day, YYYY-MM-DD; today if left out")
            one.add_argument("--line", choices=Line.values, default=Line.ORGANISATION, help="organisation or industry")
            one.add_argument("--json", action="store_true", help="machine-readable")

    def handle(self, *args: Any, does: str, **options: Any) -> None:
        if does == "close":
            return self.close(options["month"])
        options["on"] = options["on"] or clock.today()
        self.show(**options) if does == "show" else self.recompute(**options)

    def show(self, *, unit: str, on: date, line: str, json: bool, **options: Any) -> None:
        found = orgs.unit_by_code(unit) if unit else orgs.root()
        if found is None:
            raise CommandError(f"no unit has the number {unit!r}")
        figures = list(all_figures().values())
        cells = queries.cells(figures, [found], Period.of_year(on.year, until=on), line)
        facts = [_facts(cells[figure.code, found.pk]) for figure in figures]
        self._say({"unit": found.code, "on": on.isoformat(), "line": line, "figures": facts}, as_json=json)

    def recompute(self, *, on: date, line: str, json: bool, **options: Any) -> None:
        found = actions.recount(period=Period.of_day(on), by=accounts.system_user("settler"), line=line)
        rows = [{"unit_id": d.unit_id, "count": d.count, "stored": d.stored, "counted": d.counted} for d in found]
        self._say({"on": on.isoformat(), "line": line, "differences": rows}, as_json=json)
        if found:
            raise CommandError(f"{len(found)} stored counts differ from the rows", returncode=1)

    def close(self, month: date) -> None:
        try:
            closed = actions.close_month(month=month, by=accounts.system_user("console"))
        except actions.NotOver as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"closed: {closed.month:%Y-%m}")

    def _say(self, facts: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(facts, ensure_ascii=False, indent=2))
            return
        for name, value in facts.items():
            rows = value if isinstance(value, list) else None
            self.stdout.write(f"{name}: {len(rows) if rows is not None else value}")
            for row in rows or []:
                self.stdout.write("  " + "  ".join(f"{key}={one}" for key, one in row.items()))


def _month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


def _facts(cell: queries.Cell) -> dict[str, Any]:
    """One figure as plain facts; numbers as text where they are not whole."""
    hidden = cell.is_hidden
    return {
        "code": cell.figure.code,
        "title": str(cell.figure.title),
        "top": None if hidden else cell.top,
        "bottom": None if hidden else cell.bottom,
        "value": None if hidden or cell.value is None else str(round(cell.value, 4)),
        "target": None if cell.figure.target is None else str(cell.figure.target),
    }
