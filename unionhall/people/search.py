"""The Desk's search: members by name, or exactly by ID number, phone or card number."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kit.search import Found, SearchSource

from . import queries
from .permissions import People


def _find(user: Any, words: str) -> list[Found]:
    return [
        Found(
            queries.shown_name(user, line), text=f"{line.unit} · {line.card_no}", args=(line.person_id,),
            mark=line.get_state_display(),
        )
        for line in queries.look_up(user, words)
    ]  # fmt: skip


SOURCE = SearchSource(_("会员"), (People.VIEW,), _find, page="people:person", icon="users", order=30)
