"""What of the tree needs somebody today: terms running out, changes drawn up, unions in preparation."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kit.today import Task, TodayLine

from . import queries
from .models import Unit, UnitChange
from .permissions import Orgs


def _of_unit(unit: Unit, due: Any = None) -> Task:
    late = due is not None and due < timezone.localdate()
    return Task(unit.name, reverse("orgs:unit-detail", args=[unit.code]), due=due, late=late, note=unit.code)


def _terms(user: Any, most: int) -> tuple[int, list[Task]]:
    rows = queries.terms_ending(user)
    return rows.count(), [_of_unit(unit, unit.term_end) for unit in rows[:most]]


def _preparing(user: Any, most: int) -> tuple[int, list[Task]]:
    rows = queries.units_preparing(user)
    return rows.count(), [_of_unit(unit) for unit in rows[:most]]


def _change(change: UnitChange) -> Task:
    kind = change.get_kind_display()  # type: ignore[attr-defined]
    return Task(
        _("%(kind)s：%(unit)s") % {"kind": kind, "unit": change.unit.name},
        reverse("orgs:change-detail", args=[change.pk]),
        due=change.day,
    )


def _changes(user: Any, most: int) -> tuple[int, list[Task]]:
    rows = queries.changes_waiting(user)
    return rows.count(), [_change(change) for change in rows[:most]]


LINES = [
    TodayLine(
        "orgs.terms", _("即将或已经届满的工会"), (Orgs.EDIT,), _terms, page="orgs:units", icon="calendar-stats",
        order=60,
    ),
    TodayLine(
        "orgs.preparing", _("筹建中的工会"), (Orgs.FOUND,), _preparing, page="orgs:units",
        page_query="state=preparing", icon="building-community", order=61,
    ),
    TodayLine(
        "orgs.changes", _("待执行的撤并划转"), (Orgs.RESTRUCTURE,), _changes, page="orgs:changes", icon="hierarchy",
        order=62,
    ),
]  # fmt: skip
