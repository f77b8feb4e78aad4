"""The Desk's search: documents by number, title or addressee."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kit.search import Found, SearchSource

from . import queries
from .permissions import Documents
from .queries import DocumentFilter

MOST = 20


def _find(user: Any, words: str) -> list[Found]:
    rows = queries.documents_found(user, DocumentFilter(text=words)).order_by("-drawn_at", "-pk")[:MOST]
    return [
        Found(
            row.number or row.title, text=f"{row.title} · {row.addressee}", args=(row.pk,), mark=row.get_state_display()
        )
        for row in rows
    ]


SOURCE = SearchSource(_("文书"), (Documents.VIEW,), _find, page="documents:detail", icon="file-text", order=30)
