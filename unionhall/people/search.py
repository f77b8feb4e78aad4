"""Members, for the Desk's search: by the whole of a name or number, within the scope of who asks."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kit.search import Found, SearchSource

from . import queries
from .permissions import People


def members(user: Any, text: str) -> list[Found]:
    return [
        Found(row.name, " · ".join(part for part in (row.id_masked, str(row.unit)) if part), (row.person_id,))
        for row in queries.look_up(user, text)
    ]


SOURCES = [SearchSource(_("会员"), (People.VIEW,), members, page="people:person", icon="users", order=40)]
