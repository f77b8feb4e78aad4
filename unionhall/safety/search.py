"""The Desk's search: hazards and accidents by number or title."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unionhall.kit.search import Found, SearchSource

from . import queries
from .permissions import Safety

MOST = 20


def _finder(seen: Callable[[Any], Any]) -> Callable[[Any, str], list[Found]]:
    def find(user: Any, words: str) -> list[Found]:
        asked = words.strip()
        rows = seen(user).filter(Q(number=asked) | Q(title__contains=asked))
        return [
            Found(f"{row.title} · {row.number}", str(row.unit), (row.number,), mark=str(row.stage.title))
            for row in rows.order_by("-opened_at", "-pk")[:MOST]
        ]

    return find


HAZARDS = SearchSource(
    _("安全隐患"), (Safety.VIEW,), _finder(queries.hazards_seen), "safety:hazard", "alert-triangle", 40
)
ACCIDENTS = SearchSource(
    pgettext_lazy("several", "事故"),
    (Safety.ACCIDENT_VIEW,),
    _finder(queries.accidents_seen),
    "safety:accident",
    "alert-circle",
    41,
)
