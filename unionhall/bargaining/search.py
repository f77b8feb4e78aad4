"""The Desk's search: agreements by number or party."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kit.search import Found, SearchSource

from . import queries
from .permissions import Bargaining

MOST = 10


def _find(user: Any, words: str) -> list[Found]:
    rows = queries.agreements_found(user, q=words.strip()).order_by("-signed_on", "-pk")
    return [
        Found(title=row.title, text=f"{row.number} · {row.unit}", args=(row.number,), mark=row.get_kind_display())
        for row in rows[:MOST]
    ]


AGREEMENTS = SearchSource(_("集体合同"), (Bargaining.VIEW,), _find, page="bargaining:agreement", icon="books", order=60)
