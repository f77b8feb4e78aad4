"""Where the Desk's search looks in this room."""

from itertools import islice
from typing import Any

from django.utils.translation import pgettext_lazy

from unionhall.kit.search import Found, SearchSource

from . import queries
from .permissions import Orgs

MOST = 20


def _units(user: Any, text: str) -> list[Found]:
    rows = queries.units_found(user, q=text)[:MOST]
    return [Found(unit.name, text=unit.code, args=(unit.code,), mark=unit.get_state_display()) for unit in rows]


def _employers(user: Any, text: str) -> list[Found]:
    rows = queries.employers_found(user, q=text).order_by("name", "pk")
    return [Found(one.shown_name, text=one.credit_code, args=(one.credit_code,)) for one in islice(rows[:MOST], MOST)]


SOURCES = [
    SearchSource(
        pgettext_lazy("several", "工会"), (Orgs.VIEW,), _units, page="orgs:unit-detail", icon="building-community",
        order=40,
    ),
    SearchSource(
        pgettext_lazy("several", "用人单位"), (Orgs.EMPLOYER_VIEW,), _employers, page="orgs:employer-detail",
        icon="building-factory-2", order=41,
    ),
]  # fmt: skip
