"""A caseworker's Today and lists with few and with many open rows at the county: queries and time, in turn.

    .venv/bin/python benchmarks/desk.py                                         # SQLite, 1,000 against 100,000
    scripts/throwaway_postgres.sh .venv/bin/python benchmarks/desk.py           # the same on PostgreSQL

Makes two houses of its own: the small province of the tests with two hundred more unions in one county, and there so
many open cases, and as many records (half mediations, half legal aid), hazards, inspections, letters and contracts
each. One process serves each house; every page is asked in turn, small and large. Wanted: at most 1.2 × and at most 12
queries. Prints a table and one JSON.
`--keep FOLDER` keeps the houses of SQLite.
"""

import argparse
import copy
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import scale  # noqa: E402  found by the line above

UNIONS = 200
AT_ONCE = 500
DIFFERENT = 1000  # rows; beyond that they are copies
FAR = 10**13  # between the ids of a row and its copy
LISTS = {
    "cases": ("/desk/cases/", ("", "state=late", "state=due", "state=new", "holder=me", "sort=-received")),
    "mediations": ("/desk/rights/mediations/", ("", "state=late", "state=all")),
    "legal aid": ("/desk/rights/legal-aid/", ("", "state=late", "stage=helping")),
    "hazards": ("/desk/safety/hazards/", ("", "state=late", "state=due", "state=mine")),
    "inspections": ("/desk/supervision/matters/", ("", "state=late", "state=due", "stage=clue")),
    "letters": ("/desk/supervision/letters/", ("", "state=late", "state=due", "stage=draft")),
    "contracts": ("/desk/bargaining/agreements/", ("", "state=ending", "state=unpublished")),
}  # fmt: skip


def main() -> None:
    asked = arguments()
    if asked.fill:
        fill(asked.fill)
        return
    houses = made(asked)
    servers = {name: scale.Server(name, *house) for name, house in houses.items()}
    pages = [*todays(servers, "caseworker"), *lists(servers, "caseworker"), ("township", "township", "/desk/cases/")]
    found = []
    for page in pages:
        found.append(scale.measured(servers, page, asked.times))
        print(scale.table(found[-1:]).splitlines()[-1], file=sys.stderr, flush=True)
    for server in servers.values():
        server.stop()
    print(scale.table(found))
    load = round(os.getloadavg()[0], 1)
    print(json.dumps({"pages": found, "rows": asked.rows, "times": asked.times, "load": load}, ensure_ascii=False))
    sys.exit(0 if all(one["ok"] for one in found) else 1)


def arguments() -> Any:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs=2, default=[1000, 100_000], metavar=("FEW", "MANY"))
    parser.add_argument("--times", type=int, default=30, help="how often each page is asked of each house")
    parser.add_argument("--keep", default="", help="a folder for the houses of SQLite; those there are used again")
    parser.add_argument("--fill", type=int, default=0, help=argparse.SUPPRESS)
    return parser.parse_args()


def made(asked: Any) -> dict[str, tuple[str, str]]:
    """Two houses, filled: databases of their own on the server of DATABASE_URL, or files."""
    folder = Path(asked.keep or tempfile.mkdtemp(prefix="unionhall-desk-"))
    server = os.environ.get("DATABASE_URL", "")
    houses = {name: (address(server, folder, name), str(folder / name)) for name in ("small", "big")}
    if (folder / "big").exists() and not server:
        return houses
    (folder / "small").mkdir(parents=True)
    on_server(server, "CREATE DATABASE small")
    run(houses["small"], "manage.py", "migrate", "--verbosity", "0")
    shutil.copytree(folder / "small", folder / "big")
    on_server(server, "CREATE DATABASE big TEMPLATE small")
    for house, rows in zip(houses.values(), asked.rows, strict=True):
        run(house, __file__, "--fill", str(rows))
    return houses


def address(server: str, folder: Path, name: str) -> str:
    return f"{server.rpartition('/')[0]}/{name}" if server else f"sqlite:///{folder / name / 'unionhall.sqlite3'}"


def on_server(server: str, command: str) -> None:
    import psycopg

    if server:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(command)  # type: ignore[call-overload]


def run(house: tuple[str, str], *command: str) -> None:
    began = time.monotonic()
    subprocess.run([sys.executable, *command], cwd=ROOT, env=scale.environment(*house), check=True)
    print(f"{' '.join(command[-2:])}: {time.monotonic() - began:.0f} s", file=sys.stderr)


def todays(servers: dict[str, scale.Server], user: str) -> Iterator[tuple[str, str, str]]:
    """Every part of Today, as the page asks for them one after the other."""
    path: str = "/desk/"
    while path:
        yield ("Today", user, path)
        path = servers["big"].ask(user, path)["rest"]


def lists(servers: dict[str, scale.Server], user: str) -> Iterator[tuple[str, str, str]]:
    """Every list with its filters, and the page after the first."""
    for title, (path, filters) in LISTS.items():
        for one in filters:
            yield (title, user, f"{path}?{one}" if one else path)
        # the mark names a row of one house; both houses answer with the first page if it is not theirs
        if after := servers["big"].ask(user, path)["after"]:
            yield (title, user, path + after)


# --- in the process that fills a house -------------------------------------------------------------------------------


def fill(rows: int) -> None:
    import django

    django.setup()
    from django.db import connection, transaction

    with transaction.atomic():
        house = a_house()
        units = a_county(house.townships[0])
        for row, vary in templates(house):
            multiply(row, vary, units, rows)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as its own vacuum does within the minute


def a_house() -> Any:
    from tests.cast import build_anew
    from unionhall.demo.staff import PASSWORD

    house = build_anew()
    for name in ("caseworker", "township"):
        house.cast[name].set_password(PASSWORD)
        house.cast[name].save()
    return house


def a_county(town: Any) -> list[Any]:
    """Two hundred more unions in the township, so that the county is as wide as a county."""
    from unionhall.orgs.models import Unit

    like = Unit.objects.filter(path__startswith=town.path, takes_members=True).order_by("path").first()
    found = []
    for at in range(UNIONS):
        one = copy.copy(like)
        one.pk, one.path, one.code = None, f"{town.path}{at + 11:04d}", f"{like.code[:6]}-{at + 500:04d}"
        one.name = f"{town.name}样例{at + 1}厂工会"
        found.append(one)
    Unit.objects.bulk_create(found)
    return list(Unit.objects.filter(path__startswith=town.path).order_by("path"))


def templates(house: Any) -> list[tuple[Any, Callable[[Any, int], None]]]:
    """One row of each, opened as people open it, and how the n-th copy differs."""
    from unionhall.bargaining import actions as bargaining
    from unionhall.cases.models import DeskCase
    from unionhall.rights.models import DeskRecord
    from unionhall.safety import actions as safety
    from unionhall.supervision import actions as supervision
    from unionhall.supervision.tests.conftest import REMINDER

    by, town, union, firm = house.caseworker, house.townships[0], house.unions[0], house.employers[0]
    today = date.today()
    case = house.case("rights.complaint", employer=house.uncovered[0])
    mediation = house.case("rights.mediation")
    hazard = safety.report_hazard(
        unit=union, by=by, kind="01", grade="general", spot="三号车间冲床", employer=firm, found="按钮失效"
    )
    clue = supervision.register_clue(unit=town, employer=firm, title="拖欠工资", scope="05", source="patrol", by=by)
    (letter,) = supervision.send_reminders(unit=town, employers=[firm], facts=REMINDER, by=by)
    contract = bargaining.register_agreement(
        unit=union, kind="SAFE", employer=firm, firms=[(firm, 30)], text="第一条 防护", by=house.chair,
        signed_on=today, term_from=today, in_force_on=today, term_to=today + timedelta(days=365),
    )  # fmt: skip
    return [
        (DeskCase.objects.get(case_id=case.pk), like_a_case),
        (DeskRecord.objects.get(number=mediation.number), like_a_record), (hazard, like_a_hazard),
        (clue, staged("clue", "investigate")), (letter, staged("draft", "served")), (contract, like_a_contract),
    ]  # fmt: skip


def multiply(row: Any, vary: Callable[[Any, int], None], units: list[Any], rows: int) -> None:
    """So many copies: a thousand that differ, and the database writes the rest after them, each with its own number."""
    from unionhall.kit.ids import new_id

    draw, lot = random.Random(row._meta.label), []
    for at in range(min(rows, DIFFERENT)):
        one = copy.copy(row)
        one.pk, one.number, one.unit = new_id(), f"{row.number[:14]}{at + 10_000}", draw.choice(units)
        one.share, one.day = draw.random(), date.today() + timedelta(days=draw.randint(-20, 100))
        vary(one, at)
        lot.append(one)
    type(row).objects.bulk_create(lot, batch_size=AT_ONCE)
    again(type(row), row.pk, rows // DIFFERENT - 1)


def again(model: Any, first: int, times: int) -> None:
    """The thousand once more, so many times: with ids and numbers of their own."""
    from django.db import connection

    if times < 1:
        return
    quoted = [f'"{field.column}"' for field in model._meta.concrete_fields]
    changed = {'"id"': f"id + n * {FAR}", '"number"': "number || '-' || n"}
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE times(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM times WHERE n < %s) "
            f"INSERT INTO {model._meta.db_table} ({', '.join(quoted)}) "
            f"SELECT {', '.join(changed.get(one, one) for one in quoted)} "
            f"FROM {model._meta.db_table} CROSS JOIN times WHERE id <> %s",
            [times, first],
        )


def like_a_case(row: Any, at: int) -> None:
    row.case_id, row.fingerprint = row.case_id + 1 + at, f"{at:064d}"
    row.received_at -= timedelta(minutes=at % 40_000)
    row.due_on = row.next_due_on = row.day
    row.taken_at = None if row.share < 0.05 else row.received_at
    row.to_decide, row.holder_id = row.share > 0.98, 1 + at % 10
    row.wrote_at = row.received_at if 0.1 < row.share < 0.15 else None
    row.answer_due_at = row.received_at if row.share < 0.03 else None
    row.appointment_at = row.received_at if 0.2 < row.share < 0.22 else None
    if 0.3 < row.share < 0.35:
        row.alarm_on, row.alarm_from = row.day, row.day - timedelta(days=30)


def like_a_record(row: Any, at: int) -> None:
    if at % 2:
        row.kind, row.stage_code = "aid", "helping" if row.share < 0.7 else "granted"
    row.begun_on -= timedelta(days=at % 60)
    row.due_on = row.day
    row.ended_on = row.begun_on if row.share < 0.05 else None


def like_a_matter(row: Any, at: int) -> None:
    row.opened_at -= timedelta(minutes=at % 40_000)
    row.due_on, row.holder_id = row.day, 1 + at % 10


def like_a_hazard(row: Any, at: int) -> None:
    like_a_matter(row, at)
    row.stage_code = "reported" if row.share < 0.1 else "fixing"
    row.grade = "imminent" if row.share > 0.98 else "general"
    row.authority_due_on = row.day if 0.5 < row.share < 0.53 else None


def staged(first: str, later: str) -> Callable[[Any, int], None]:
    def vary(row: Any, at: int) -> None:
        like_a_matter(row, at)
        row.stage_code = first if row.share < 0.1 else later

    return vary


def like_a_contract(row: Any, at: int) -> None:
    row.signed_on -= timedelta(days=at % 990)
    row.term_from, row.in_force_on = row.signed_on, row.signed_on
    row.term_to = row.signed_on + timedelta(days=1000)
    row.published_on = None if row.share < 0.1 else row.signed_on


if __name__ == "__main__":
    main()
