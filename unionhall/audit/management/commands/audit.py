"""`unionhall audit verify|seal|heads`: the log's hash chain from the command line."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management import BaseCommand

from unionhall.audit import actions, queries
from unionhall.audit.verify import Report, verify


class Command(BaseCommand):
    help = "Verify, seal or show the tamper-evident log; `verify` ends with 1 if a line was changed or dropped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        does = parser.add_subparsers(dest="does", required=True)
        check = does.add_parser("verify", help="walk the whole chain; ends with 1 when it is broken")
        check.add_argument("--since", type=int, default=0, metavar="SEAL", help="begin after this seal's number")
        check.add_argument("--note", action="store_true", help="keep the result as a line of the log")
        does.add_parser("seal", help="seal the lines that wait, and publish the heads")
        heads = does.add_parser("heads", help="show the newest heads")
        heads.add_argument("--count", type=int, default=10)
        for one in does.choices.values():
            one.add_argument("--json", action="store_true", help="machine-readable")

    def handle(self, *args: Any, does: str, **options: Any) -> None:
        getattr(self, does)(**options)

    def verify(self, *, since: int, note: bool, json: bool, **_: Any) -> None:
        report = verify(since)
        if note:
            actions.note_verification(report, by=actions.SEALER)
        self.say(json, {"whole": report.whole, **asdict(report)}, _in_words(report))
        if not report.whole:
            raise SystemExit(1)

    def seal(self, *, json: bool, **_: Any) -> None:
        count = actions.seal(by=actions.SEALER)
        self.say(json, {"sealed": count}, f"{count} lines sealed")

    def heads(self, *, count: int, json: bool, **_: Any) -> None:
        found = list(queries.seals().order_by("-number")[:count])
        facts = [
            {"number": s.number, "first": s.first_seq, "last": s.last_seq, "head": s.head,
             "sealed_at": s.sealed_at.isoformat(), "published_to": s.published_to}
            for s in found
        ]  # fmt: skip
        self.say(
            json, facts, "\n".join(f"{s.number:>8}  {s.sealed_at:%F %T}  {s.last_seq:>10}  {s.head}" for s in found)
        )

    def say(self, as_json: bool, facts: Any, words: str) -> None:
        self.stdout.write(json.dumps(facts, ensure_ascii=False, indent=1) if as_json else words)


def _in_words(report: Report) -> str:
    seen = f"{report.lines} lines in {report.seals} seals, {report.waiting} not yet sealed; head {report.head}"
    if report.whole:
        return f"The log is whole: {seen}."
    wrong = "\n".join(f"  {one.trouble} at {one.seq} {one.line}: {one.words}" for one in report.findings)
    return f"THE LOG IS BROKEN: {seen}.\n{wrong}"
