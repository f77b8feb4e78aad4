"""What a move, merge or winding-up touches in this room: units, employers, coverage.

The tree itself is changed by `actions.carry_out`; carried here are the employers that count at a union that ends, and
who covers them.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit
from unionhall.kit import figures
from unionhall.kit.affected import Affected, Finding

from .actions.employers import recount
from .choices import ChangeKind, CoverMode
from .models import Coverage, Employer, Unit, UnitChange

SAMPLE = 5
BATCH = 200


def _find_units(unit: Unit, kind: str) -> Finding:
    beneath = Unit.objects.under(unit).open()
    return Finding(_("工会"), beneath.count(), tuple(beneath.order_by("path").values_list("name", flat=True)[:SAMPLE]))


def _carry_units(change: UnitChange, old_path: str, by: Any) -> None:
    """Nothing is left to do: the tree changed in one transaction."""


def _employers_at(unit: Unit) -> Any:
    return Employer.objects.filter(unit=unit, closed_on=None).select_related("unit").order_by("pk")


def _find_employers(unit: Unit, kind: str) -> Finding:
    here = Employer.objects.filter(unit__path__under=unit.path, closed_on=None)
    return Finding(
        _("用人单位（建会基数）"), here.count(), tuple(here.order_by("name").values_list("name", flat=True)[:SAMPLE])
    )


def _carry_employers(change: UnitChange, old_path: str, by: Any) -> None:
    """Those that counted at a union that ends count at its heir from the day of the change."""
    if change.kind == ChangeKind.MOVE:
        return
    while batch := list(_employers_at(change.unit)[:BATCH]):
        with transaction.atomic():
            for employer in batch:
                before = (employer.unit, employer.headcount)
                employer.unit = change.target
                employer.version += 1
                employer.save(update_fields=["unit", "version"])
                recount(employer, *before, day=change.day)
            audit.record(
                "orgs.employers.carried", subject=change, by=by, unit=change.unit,
                employers=[employer.credit_code for employer in batch],
            )  # fmt: skip


def _find_coverage(unit: Unit, kind: str) -> Finding:
    rows = Coverage.objects.filter(union__path__under=unit.path, valid_to=None).order_by("employer__name")
    return Finding(_("覆盖的用人单位"), rows.count(), tuple(rows.values_list("employer__name", flat=True)[:SAMPLE]))


def _carry_coverage(change: UnitChange, old_path: str, by: Any) -> None:
    """A merged union's employers are covered by the heir; those of one wound up are covered no longer."""
    if change.kind == ChangeKind.MOVE:
        return
    standing = Coverage.objects.filter(union=change.unit, valid_to=None).order_by("pk")
    while batch := list(standing.select_related("employer__unit")[:BATCH]):
        with transaction.atomic():
            for row in batch:
                _carry_one(row, change)
            audit.record(
                "orgs.coverage.carried", subject=change, by=by, unit=change.unit,
                employers=[row.employer.credit_code for row in batch],
            )  # fmt: skip


def _carry_one(row: Coverage, change: UnitChange) -> None:
    employer, day = row.employer, change.day
    _end(row, day)
    if change.kind == ChangeKind.MERGE:
        mode = CoverMode.JOINT if row.mode == CoverMode.SINGLE else row.mode  # the heir has members of its own too
        Coverage.objects.get_or_create(
            union=change.target, employer=employer, valid_to=None, defaults={"mode": mode, "valid_from": day}
        )
    covered = Coverage.objects.filter(employer=employer, valid_to=None).exists()
    if not covered and employer.unit is not None and employer.closed_on is None:
        figures.add_many(
            [
                ("orgs.employers_covered", employer.unit, day, -1),
                ("orgs.covered_workers", employer.unit, day, -employer.headcount),
            ]
        )


def _end(row: Coverage, day: date) -> None:
    if row.valid_from >= day:
        row.delete()
        return
    row.valid_to = day
    row.save(update_fields=["valid_to"])


UNITS = Affected("orgs.units", _find_units, _carry_units, order=10)
EMPLOYERS = Affected("orgs.employers", _find_employers, _carry_employers, order=20)
COVERAGE = Affected("orgs.coverage", _find_coverage, _carry_coverage, order=30)
