"""The employer's page: documents sent to it."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kit.dossier import SHOWN, EmployerPanel, Panel, PanelRow

from . import queries
from .models import Document
from .permissions import Documents
from .queries import DocumentFilter


def _row(row: Document) -> PanelRow:
    tone = {"answered": "done", "withdrawn": "late", "served": "due", "signed": "info"}.get(row.state, "neutral")
    url = reverse("documents:detail", args=[row.pk])
    state = str(row.get_state_display())  # type: ignore[attr-defined]
    return PanelRow(f"{row.title} {row.number}".strip(), url, timezone.localdate(row.drawn_at), tone, state)


def _find(user: Any, employer: Any) -> Panel:
    rows = queries.documents_found(user, DocumentFilter(employer=employer.pk)).order_by("-drawn_at", "-pk")
    return Panel(
        rows.count(), [_row(row) for row in rows[:SHOWN]], f"{reverse('documents:list')}?employer={employer.pk}"
    )


PANEL = EmployerPanel("documents.sent", _("文书"), Documents.VIEW, _find, order=60, icon="file-text")
