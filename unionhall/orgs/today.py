"""What of the tree needs somebody today: terms running out, changes drawn up, unions in preparation."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kit.today import Task, TodayLine, found

from . import queries
from .models import Unit, UnitChange
from .permissions import Orgs


def _of_unit(unit: Unit, due: Any = None, ends: Any = None) -> Task:
    """`ends`: the day whose alarms are counted (90, 60, 30 days before it, over) and said beside the code."""
    late = due is not None and due < timezone.localdate()
    note = " · ".join(one for one in (unit.code, queries.ending(ends)[1]) if one)
    return Task(unit.name, reverse("orgs:unit-detail", args=[unit.code]), due=due, late=late, note=note)


def _terms(user: Any, most: int) -> tuple[int, list[Task]]:
    rows = queries.terms_ending(user)
    return found(rows, [_of_unit(unit, unit.runs_until, unit.runs_until) for unit in rows[:most]], most)


def _certificates(user: Any, most: int) -> tuple[int, list[Task]]:
    rows = queries.certificates_due(user)
    return found(rows, [_of_unit(unit, _soonest(unit), unit.certificate_until) for unit in rows[:most]], most)


def _soonest(unit: Unit) -> Any:
    """What comes first: the end of the certificate, or the last day to register a change."""
    return min(day for day in (unit.certificate_until, unit.change_due) if day is not None)


def _preparing(user: Any, most: int) -> tuple[int, list[Task]]:
    rows = queries.units_preparing(user)
    return found(rows, [_of_unit(unit) for unit in rows[:most]], most)


def _change(change: UnitChange) -> Task:
    kind = change.get_kind_display()  # type: ignore[attr-defined]
    return Task(
        _("%(kind)s：%(unit)s") % {"kind": kind, "unit": change.unit.name},
        reverse("orgs:change-detail", args=[change.pk]),
        due=change.day,
    )


def _changes(user: Any, most: int) -> tuple[int, list[Task]]:
    rows = queries.changes_waiting(user)
    return found(rows, [_change(change) for change in rows[:most]], most)


LINES = [
    TodayLine(
        "orgs.terms", _("即将或已经届满的工会"), (Orgs.EDIT,), _terms, page="orgs:units", page_query="due=term",
        icon="calendar-stats", order=60,
    ),
    TodayLine(
        "orgs.preparing", _("筹建中的工会"), (Orgs.FOUND,), _preparing, page="orgs:units",
        page_query="state=preparing", icon="building-community", order=61,
    ),
    TodayLine(
        "orgs.changes", _("待执行的撤并划转"), (Orgs.RESTRUCTURE,), _changes, page="orgs:changes", icon="hierarchy",
        order=62,
    ),
    TodayLine(
        "orgs.certificates", _("法人证书即将到期或待变更登记"), (Orgs.EDIT,), _certificates, page="orgs:units",
        page_query="due=certificate", icon="shield-check", order=63,
    ),
]  # fmt: skip
