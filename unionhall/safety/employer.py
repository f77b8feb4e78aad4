"""Panels of the employer's page: its hazards, accidents and inspections, to those who may see them."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unionhall.kit.dossier import SHOWN, EmployerPanel, Panel, PanelRow
from unionhall.matters import queries as matters

from . import queries
from .permissions import Safety


def _panel(rows: Any, page: str, listed: str, employer: Any) -> Panel:
    found = list(rows[:SHOWN])
    lines = [
        PanelRow(
            row.title, reverse(page, args=[row.number]), timezone.localdate(row.opened_at),
            "done" if row.is_closed else "late" if matters.is_late(row) else "due", str(row.stage.title),
        )
        for row in found
    ]  # fmt: skip
    count = rows.count() if len(found) == SHOWN else len(found)
    return Panel(count, lines, f"{reverse(listed)}?state=all&employer={employer.pk}")


def _hazards(user: Any, employer: Any) -> Panel:
    return _panel(queries.hazards_of_employer(user, employer), "safety:hazard", "safety:hazards", employer)


def _accidents(user: Any, employer: Any) -> Panel:
    return _panel(queries.accidents_of_employer(user, employer), "safety:accident", "safety:accidents", employer)


def _inspections(user: Any, employer: Any) -> Panel:
    rows = queries.inspections_of_employer(user, employer)
    return _panel(rows, "safety:inspection", "safety:inspections", employer)


HAZARDS = EmployerPanel("safety.hazards", _("安全隐患"), Safety.VIEW, _hazards, order=40, icon="alert-triangle")
ACCIDENTS = EmployerPanel(
    "safety.accidents",
    pgettext_lazy("several", "事故"),
    Safety.ACCIDENT_VIEW,
    _accidents,
    order=41,
    icon="alert-circle",
)
INSPECTIONS = EmployerPanel(
    "safety.inspections", _("劳动保护检查"), Safety.VIEW, _inspections, order=42, icon="clipboard-check"
)
