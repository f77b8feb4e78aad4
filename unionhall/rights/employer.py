"""What this room knows of an employer: complaints about it, repeated ones, agreements not kept."""

from collections import Counter
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.cases import queries as cases
from unionhall.cases.permissions import Cases
from unionhall.kit.dossier import SHOWN, EmployerPanel, Panel, PanelRow

from . import queries
from .choices import PromiseState

YEAR = timedelta(days=365)
LOOKED_AT = 200  # the newest, among which repeated ones are counted
TONES: dict[str, str] = {PromiseState.KEPT: "done", PromiseState.WAITING: "neutral"}


def _complaints(user: Any, employer: Any) -> Panel:
    """Open and closed ones, as the list behind it has them; what came more than once within a year is marked so."""
    since = timezone.localdate() - YEAR
    wanted = cases.CaseFilter(state="all", employer=employer.pk)
    found = cases.desk_cases(user, wanted, helping=False).order_by("-received_at", "-pk")
    rows = list(found[:LOOKED_AT])
    times = Counter(row.title for row in rows if timezone.localdate(row.received_at) >= since)
    shown = [_complaint(row, times[row.title]) for row in rows[:SHOWN]]
    count = found.count() if len(rows) == LOOKED_AT else len(rows)
    return Panel(count, shown, f"{reverse('cases:list')}?state=all&firm={employer.credit_code}")


def _complaint(row: Any, times: int) -> PanelRow:
    return PanelRow(
        title=f"{row.title} · {row.who}",
        url=reverse("cases:detail", args=[row.number]),
        on=timezone.localdate(row.received_at),
        tone="late" if times > 1 else "done" if row.status == "closed" else "due",
        note=_again(row, times),
    )


def _again(row: Any, times: int) -> str:
    state = row.get_status_display()
    return str(_("%(state)s · 一年内同类%(n)d件") % {"state": state, "n": times}) if times > 1 else str(state)


def _agreements(user: Any, employer: Any) -> Panel:
    rows = queries.promises(user, employer=employer).order_by("-due_on")
    found = list(rows[:SHOWN])
    shown = [
        PanelRow(
            title=row.what,
            url=reverse("rights:promise", args=[row.number, row.place_no]),
            on=row.due_on,
            tone=TONES.get(row.state, "late"),
            note=row.get_state_display(),
        )
        for row in found
    ]
    return Panel(rows.count() if len(found) == SHOWN else len(found), shown, f"{reverse('rights:promises')}?state=all")


COMPLAINTS = EmployerPanel("rights.complaints", _("诉求"), Cases.VIEW, _complaints, order=20, icon="scale")
AGREEMENTS = EmployerPanel(
    "rights.agreements", _("调解协议的履行"), Cases.VIEW, _agreements, order=25, icon="clipboard-check"
)
