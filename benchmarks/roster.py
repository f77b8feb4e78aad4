"""A roster of M rows into a register of N people: checked, sealed, written; time and memory of each phase.

    .venv/bin/python benchmarks/roster.py                        # 100,000 rows into 1,000,000 people, SQLite
    .venv/bin/python benchmarks/roster.py --rows 1000 --people 20000
    scripts/throwaway_postgres.sh .venv/bin/python benchmarks/roster.py      # the same on PostgreSQL

Works in a folder of its own that is thrown away (--keep FOLDER keeps it, so that the register is built only once; on
PostgreSQL the database named by DATABASE_URL is used; it is empty, or the demo has filled it: give its DATA_DIR with
--keep). Prints one JSON object. `cpu_here` counts
this process, `cpu_children` those that read and checked; `memory_mb` is the highest sum of memory of the process tree
(pages of files the system may drop at any time, as SQLite maps them, are not counted).
"""

import argparse
import contextlib
import json
import os
import resource
import shutil
import sys
import tempfile
import threading
import time
import traceback
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
UNIONS = 50  # the rows name, under one county
FIRST_DAY = date(1850, 1, 1)  # births before 1906: nobody alive holds these numbers
AT_ONCE = 20_000
FILE = "roster.xlsx"


def main() -> None:
    asked = arguments()
    folder = Path(asked.keep or tempfile.mkdtemp(prefix="unionhall-roster-"))
    os.environ |= {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_POOL": "0"}
    sys.path.insert(0, str(ROOT))
    try:
        import django

        django.setup()
        print(json.dumps(measured(asked, folder), ensure_ascii=False, indent=1))
    finally:
        if not asked.keep:
            shutil.rmtree(folder, ignore_errors=True)


def arguments() -> Any:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=1_000_000, help="how many the register holds before")
    parser.add_argument("--rows", type=int, default=100_000, help="how many the file brings")
    parser.add_argument("--known", type=float, default=0.0, help="share of the rows that are in the register already")
    parser.add_argument("--repeat", type=int, default=1, help="bring so many different files, one after the other")
    parser.add_argument("--keep", default="", help="a folder to keep database and file in")
    parser.add_argument("--profile", action="store_true", help="print where this process spends its time")
    return parser.parse_args()


def measured(asked: Any, folder: Path) -> dict[str, Any]:
    from django.db import connection

    began = time.perf_counter()
    elsewhere(lambda: build(asked.people))
    built, runs = time.perf_counter() - began, []
    for _time in range(asked.repeat):
        elsewhere(lambda: write_file(folder, asked.rows, asked.known))
        runs.append(bring(folder / FILE, asked.profile))
        connection.close()
    return {
        "database": connection.vendor, "cores": len(os.sched_getaffinity(0)), "load": os.getloadavg()[0],
        "people_before": asked.people, "build_s": round(built, 1), "rows": asked.rows, "runs": runs,
    }  # fmt: skip


def elsewhere(work: Any) -> None:
    """In a process of its own, so that its memory is not counted."""
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            work()
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    if os.waitpid(pid, 0)[1] != 0:
        raise SystemExit("building failed")


def build(people: int) -> None:
    """The register of so many, or what of it is missing."""
    from django.core.management import call_command

    from unionhall.people.models import Person

    call_command("migrate", verbosity=0)
    call_command("distribute", verbosity=0, stdout=sys.stderr)
    have = Person.objects.count()
    if have < people:
        enter(have, people, the_unions())
        settle()


# --- a register ------------------------------------------------------------------------------------------------------


def the_unions() -> list[Any]:
    """A county and fifty unions beneath it; made if the house is empty, the first that has so many in the demo's."""
    from unionhall.orgs.choices import UnionForm, UnionKind
    from unionhall.orgs.models import Division, Unit

    if not Unit.objects.exists():
        Division.objects.get_or_create(code="330110", defaults={"name": "余杭区", "level": "county"})
        base = {"division_id": "330110", "form": UnionForm.GENERAL}
        county = Unit.objects.create(
            path="0001", depth=1, level=3, kind=UnionKind.FEDERATION, code="330110", name="样例区总工会",
            takes_members=False, numchild=UNIONS, **base,
        )  # fmt: skip
        Unit.objects.filter(pk=county.pk).update(desk_id=county.pk, county_id=county.pk)
        Unit.objects.bulk_create(
            Unit(
                path=f"0001{n + 1:04d}", depth=2, level=5, kind=UnionKind.SINGLE, code=f"330110-{n + 1:04d}",
                name=f"样例{n + 1}厂工会", desk_id=county.pk, county_id=county.pk, **base,
            )
            for n in range(UNIONS)
        )  # fmt: skip
    units = Unit.objects.order_by("path")
    for county in units.filter(level=3, takes_members=False):
        open_ones = units.filter(path__startswith=county.path, takes_members=True, state="active")
        if len(found := list(open_ones[:UNIONS])) == UNIONS:
            return [county, *found]
    raise SystemExit("this house has no county with fifty unions")


def number(n: int) -> str:
    """The ID number of the n-th made-up person."""
    from unionhall.kit.identity import check_digit

    place, rest = divmod(n, 20_000 * 900)
    day, sequence = divmod(rest, 900)
    first = f"3301{10 + place:02d}{FIRST_DAY + timedelta(days=day):%Y%m%d}{sequence:03d}"
    return first + check_digit(first)


def cells(n: int, unions: list[Any]) -> list[str]:
    """One row of the file, in the order of the template."""
    id_number = number(n)
    return [
        f"例{chr(0x4E00 + n % 3000)}{chr(0x5000 + n // 3000 % 3000)}",
        "居民身份证", id_number, f"{13_000_000_000 + n}",
        "男" if int(id_number[16]) % 2 else "女", "汉族", f"{id_number[6:10]}-{id_number[10:12]}-{id_number[12:14]}",
        "大学本科" if n % 3 else "高中", "群众", "", "", unions[1 + n % UNIONS].code, "",
        f"20{10 + n % 15}-03-01", "合同制", "", ("操作工", "班长", "质检员", "司机")[n % 4],
        "是" if n % 5 == 0 else "否", f"第{n % 20 + 1}小组", "", "正常",
    ]  # fmt: skip


def enter(first: int, last: int, unions: list[Any]) -> None:
    """Fill the register by the same writer the import uses, without a file."""
    from django.db import transaction
    from django.utils import timezone

    from unionhall.accounts import queries as accounts
    from unionhall.kit.ids import take_ids
    from unionhall.people.choices import RowState
    from unionhall.people.models import RosterImport
    from unionhall.people.roster.checking import Checker
    from unionhall.people.roster.columns import find_headings, sheet_columns
    from unionhall.people.roster.judging import Verdict
    from unionhall.people.roster.writing import Writer

    headings = find_headings([str(column.title) for column in sheet_columns()])
    writer = Writer(RosterImport(), by=accounts.system_user("demo"), today=timezone.localdate())
    for start in range(first, last, AT_ONCE):
        checker = Checker(headings, today=timezone.localdate())
        span = range(start, min(start + AT_ONCE, last))
        pairs = []
        for n, pk in zip(span, take_ids(len(span)), strict=True):
            row = checker.check(n, cells(n, unions), pk)
            assert not row.problem, row.problem
            pairs.append((row, Verdict(RowState.NEW, unit=unions[1 + n % UNIONS])))
        with transaction.atomic():
            writer.write(pairs)


def settle() -> None:
    """What the house's database does by itself in quiet hours: statistics, and the write-ahead log folded in."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")
        else:
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def write_file(folder: Path, rows: int, share_known: float) -> None:
    from unionhall.kit.sheets import write_xlsx
    from unionhall.people.models import Person
    from unionhall.people.roster.columns import sheet_columns

    unions, known, first = the_unions(), round(rows * share_known), Person.objects.order_by().count()
    people = [*range(known), *range(first, first + rows - known)]
    write_xlsx(folder / FILE, sheet_columns(), (cells(n, unions) for n in people))


# --- one import ------------------------------------------------------------------------------------------------------


def bring(path: Path, profile: bool) -> dict[str, Any]:
    """Bring, check, confirm and write one file, as `unionhall roster import --apply` does."""
    from unionhall.accounts import queries as accounts
    from unionhall.people import actions

    by, county = accounts.system_user("console"), the_unions()[0]
    marks, cpu = [("", time.perf_counter())], cpu_seconds()
    with Memory() as memory, profiled(profile), path.open("rb") as file:
        roster = actions.bring_roster(unit=county, file=file, name=path.name, by=by, in_background=False)
        marks.append(("keep", time.perf_counter()))
        roster = actions.check_roster(roster=roster, by=by)
        marks.append(("check", time.perf_counter()))
        roster = actions.confirm_roster(roster=roster, by=by, in_background=False)
        roster = actions.apply_roster(roster=roster, by=by)
        marks.append(("write", time.perf_counter()))
    phases = {name: round(at - marks[place][1], 2) for place, (name, at) in enumerate(marks[1:])}
    return {
        "seconds": round(marks[-1][1] - marks[0][1], 2), **phases,
        "cpu_here": round(cpu_seconds()[0] - cpu[0], 2), "cpu_children": round(cpu_seconds()[1] - cpu[1], 2),
        "memory_mb": memory.most >> 20, "state": str(roster.state), "counts": roster.applied,
    }  # fmt: skip


@contextlib.contextmanager
def profiled(wanted: bool) -> Any:
    if not wanted:
        yield
        return
    import cProfile
    import pstats

    profile = cProfile.Profile()
    with profile:
        yield
    pstats.Stats(profile, stream=sys.stderr).sort_stats("tottime").print_stats(30)


def cpu_seconds() -> tuple[float, ...]:
    """Of this process, and of the children that have ended (the database server is neither)."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return tuple(one.ru_utime + one.ru_stime for one in used)


class Memory:
    """Watches the resident memory of this process and its descendants; `most` in bytes."""

    def __init__(self) -> None:
        self.most, self._over = 0, threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Memory":
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watch.join()

    def _look(self) -> None:
        while not self._over.wait(0.1):
            self.most = max(self.most, sum(resident(pid) for pid in family(os.getpid())))


def family(pid: int) -> list[int]:
    found = [pid]
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += family(int(child))
    return found


def resident(pid: int) -> int:
    with contextlib.suppress(OSError, KeyError):
        told = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
        return sum(int(told[name].split()[0]) for name in ("RssAnon", "RssShmem")) * 1024
    return 0


if __name__ == "__main__":
    main()
