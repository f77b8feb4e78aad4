"""`unionhall roster`: a union's roll from a file, or into one."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils.translation import override

from unionhall.accounts import queries as accounts
from unionhall.kit.refusal import Refusal
from unionhall.kit.sheets import write_errors
from unionhall.orgs import queries as orgs
from unionhall.people import actions, queries
from unionhall.people.choices import RosterState


class Command(BaseCommand):
    help = "Bring a union's roll from a file (roster import), or write it into one (roster export)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        doing = parser.add_subparsers(dest="doing", required=True)
        bring = doing.add_parser("import", help="check a file (.xlsx or .csv); --apply also writes it")
        bring.add_argument("file", type=Path)
        bring.add_argument("--apply", action="store_true", help="write the new and changed rows; else only check")
        bring.add_argument("--errors", type=Path, help="write the rows to mend, with reasons, into this .xlsx")
        take = doing.add_parser("export", help="write the roll of a union and of all beneath it")
        take.add_argument("file", type=Path, help="ends in .xlsx or .csv")
        take.add_argument("--purpose", required=True, help="what it is for; logged")
        for one in (bring, take):
            one.add_argument("--unit", required=True, help="the union's number, e.g. 330110-0042")
            one.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, doing: str, unit: str, **options: Any) -> None:
        found = orgs.unit_by_code(unit)
        if found is None:
            raise CommandError(f"there is no union {unit}")
        try:
            with override("zh-hans"):
                facts = self.bring(found, **options) if doing == "import" else self.take(found, **options)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(facts, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(f"{name}: {value}" for name, value in facts.items()))

    def bring(self, unit: Any, *, file: Path, apply: bool, errors: Path | None, **_: Any) -> dict[str, Any]:
        by = accounts.system_user("console")
        if not file.is_file():
            raise CommandError(f"there is no file {file}")
        with file.open("rb") as opened:
            roster = actions.bring_roster(unit=unit, file=opened, name=file.name, by=by, in_background=False)
        roster = actions.check_roster(roster=roster, by=by)
        if apply and roster.state == RosterState.READY:
            roster = actions.confirm_roster(roster=roster, by=by, in_background=False)
            roster = actions.apply_roster(roster=roster, by=by)
        if roster.state == RosterState.FAILED:
            raise CommandError(roster.message)
        if errors is not None:
            write_errors(errors, roster.columns, queries.rows_to_mend(roster))
        counts = roster.applied or roster.counts
        return {"roster": str(roster.pk), "state": str(roster.state), "message": roster.message, **counts}

    def take(self, unit: Any, *, file: Path, purpose: str, **_: Any) -> dict[str, Any]:
        """With plain numbers: whoever has the console has the database."""
        by = accounts.system_user("console")
        rows = actions.export_at_console(unit=unit, path=file, purpose=purpose, by=by)
        return {"file": str(file), "rows": rows}
