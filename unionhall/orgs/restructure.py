"""What a move, merge or winding-up touches in this room: units, employers, coverage.

The tree itself is changed by `actions.carry_out`; carried here are the employers that count at a union that ends, and
who covers them.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit
from unionhall.kit.affected import Affected, Finding

from .actions.counting import counted_anew
from .actions.employers import end_cover, keep_past
from .choices import ChangeKind, CoverMode
from .models import Coverage, Employer, Unit, UnitChange

SAMPLE = 5
BATCH = 200


def _find_units(unit: Unit, kind: str) -> Finding:
    beneath = Unit.objects.under(unit).open()
    return Finding(_("工会"), beneath.count(), tuple(beneath.order_by("path").values_list("name", flat=True)[:SAMPLE]))


def _carry_units(change: UnitChange, old_path: str, by: Any) -> None:
    """Nothing is left to do: the tree changed in one transaction."""


def _locked(employers: Any) -> list[Employer]:
    """The next batch of them, locked in one order."""
    rows = employers.select_for_update(of=("self",)).select_related("unit")
    return list(rows.order_by("pk")[:BATCH])


def _find_employers(unit: Unit, kind: str) -> Finding:
    here = Employer.objects.filter(unit__path__under=unit.path, closed_on=None)
    return Finding(
        _("用人单位（建会基数）"), here.count(), tuple(here.order_by("name").values_list("name", flat=True)[:SAMPLE])
    )


def _carry_employers(change: UnitChange, old_path: str, by: Any) -> None:
    """Those that counted at a union that ends count at its heir from the day of the change."""
    if change.kind != ChangeKind.MOVE:
        while _carry_some_employers(change, by):
            pass


@transaction.atomic
def _carry_some_employers(change: UnitChange, by: Any) -> bool:
    """One batch; whether there was any left."""
    batch = _locked(Employer.objects.filter(unit=change.unit, closed_on=None))
    if not batch:
        return False
    with counted_anew([employer.pk for employer in batch]):
        for employer in batch:
            before = (employer.unit, employer.headcount)
            employer.unit = change.target
            employer.version += 1
            employer.save(update_fields=["unit", "version"])
            keep_past(employer, *before, day=change.day)
    audit.record(
        "orgs.employers.carried", subject=change, by=by, unit=change.unit,
        employers=[employer.credit_code for employer in batch],
    )  # fmt: skip
    return True


def _find_coverage(unit: Unit, kind: str) -> Finding:
    rows = Coverage.objects.filter(union__path__under=unit.path, valid_to=None).order_by("employer__name")
    return Finding(_("覆盖的用人单位"), rows.count(), tuple(rows.values_list("employer__name", flat=True)[:SAMPLE]))


def _carry_coverage(change: UnitChange, old_path: str, by: Any) -> None:
    """A merged union's employers are covered by the heir; those of one wound up are covered no longer."""
    if change.kind != ChangeKind.MOVE:
        while _carry_some_coverage(change, by):
            pass


@transaction.atomic
def _carry_some_coverage(change: UnitChange, by: Any) -> bool:
    """One batch; whether there was any left."""
    standing = Coverage.objects.filter(union=change.unit, valid_to=None)
    batch = _locked(Employer.objects.filter(pk__in=standing.values("employer_id")))
    if not batch:
        return False
    pks = [employer.pk for employer in batch]
    with counted_anew(pks):
        for row in standing.filter(employer_id__in=pks).order_by("pk"):
            _carry_one(row, change)
    audit.record(
        "orgs.coverage.carried", subject=change, by=by, unit=change.unit,
        employers=[employer.credit_code for employer in batch],
    )  # fmt: skip
    return True


def _carry_one(row: Coverage, change: UnitChange) -> None:
    end_cover(row, change.day)
    if change.kind == ChangeKind.MERGE:
        mode = CoverMode.JOINT if row.mode == CoverMode.SINGLE else row.mode  # the heir has members of its own too
        Coverage.objects.get_or_create(
            union=change.target, employer_id=row.employer_id, valid_to=None,
            defaults={"mode": mode, "valid_from": change.day},
        )  # fmt: skip


UNITS = Affected("orgs.units", _find_units, _carry_units, order=10)
EMPLOYERS = Affected("orgs.employers", _find_employers, _carry_employers, order=20)
COVERAGE = Affected("orgs.coverage", _find_coverage, _carry_coverage, order=30)
