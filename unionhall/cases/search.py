"""The Desk's search: cases by their number or what they are about."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kit.search import Found, SearchSource

from . import queries
from .permissions import Cases
from .queries import CaseFilter

MOST = 20


def _find(user: Any, words: str) -> list[Found]:
    rows = queries.desk_cases(user, CaseFilter(state="all", text=words.strip()))
    return [
        Found(
            title=f"{row.title} · {row.number}",
            text=f"{row.unit} · {row.who}",
            args=(row.number,),
            mark=row.get_status_display(),
        )
        for row in rows.order_by("-received_at", "id")[:MOST]
    ]


SOURCE = SearchSource(_("诉求"), (Cases.VIEW,), _find, page="cases:detail", icon="inbox", order=20)
