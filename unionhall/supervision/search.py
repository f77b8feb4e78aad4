"""Inspections and letters in the Desk's search, by number, employer or the beginning of the title."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unionhall.kit.search import Found, SearchSource

from .models import Inspection, Letter
from .permissions import Supervision

MOST = 10


def _found(model: Any) -> Any:
    def find(user: Any, text: str) -> list[Found]:
        wanted = Q(number=text.strip().upper()) | Q(employer__name__startswith=text) | Q(title__startswith=text)
        rows = model.objects.visible_to(user).filter(wanted).select_related("unit").order_by("-opened_at", "-pk")
        return [
            Found(row.title, f"{row.number} · {row.unit}", (row.number,), mark=str(row.stage.title))
            for row in rows[:MOST]
        ]

    return find


MATTERS = SearchSource(
    _("监督事项"), (Supervision.VIEW,), _found(Inspection), page="supervision:matter", icon="shield-check", order=60
)
LETTERS = SearchSource(
    _("监督函件"), (Supervision.VIEW,), _found(Letter), page="supervision:letter", icon="mail", order=61
)
