"""What supervision knows of an employer, for the employer's page."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unionhall.kit.dossier import SHOWN, EmployerPanel, Panel, PanelRow
from unionhall.matters import queries as matters

from . import queries
from .choices import Colour
from .permissions import Supervision

TONES = {0: "done", 1: "due", 2: "due", 3: "late"}


def _row(matter: Any) -> PanelRow:
    late = matters.is_late(matter)
    return PanelRow(
        title=f"{matter.number} {matter.title}",
        url=reverse(matter.lifecycle.page, args=[matter.number]),
        on=matter.due_on,
        tone="done" if matter.is_closed else "late" if late else "due",
        note=str(matter.stage.title),
    )


def _panel(rows: Any, page: str, employer: Any) -> Panel:
    shown = list(rows[:SHOWN])
    more = f"{reverse(page)}?state=all&employer={employer.pk}"
    return Panel(rows.count() if len(shown) == SHOWN else len(shown), [_row(one) for one in shown], more_url=more)


def inspections(user: Any, employer: Any) -> Panel:
    return _panel(queries.inspections_of(user, employer), "supervision:matters", employer)


def letters(user: Any, employer: Any) -> Panel:
    return _panel(queries.letters_of(user, employer), "supervision:letters", employer)


def colour(user: Any, employer: Any) -> Panel:
    """Its colour, no numbers: those are opened on a page that leaves a line."""
    found = queries.standings(user).filter(employer=employer).first()
    if found is None:
        return Panel(0)
    row = PanelRow(
        title=str(Colour(found.level).label),
        url=reverse("supervision:standing", args=[employer.credit_code]),
        on=found.since,
        tone=TONES[found.level],
    )
    return Panel(int(found.level > 0), [row])


PANELS = [
    EmployerPanel("supervision.matters", _("监督事项"), Supervision.VIEW, inspections, order=30, icon="shield-check"),
    EmployerPanel("supervision.letters", _("监督函件"), Supervision.VIEW, letters, order=31, icon="mail"),
    EmployerPanel("supervision.colour", _("预警"), Supervision.WARN_VIEW, colour, order=32, icon="alert-triangle"),
]
