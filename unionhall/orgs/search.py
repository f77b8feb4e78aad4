"""Units and employers, for the Desk's search: within the scope of who asks."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unionhall.kit.search import Found, SearchSource

from . import queries
from .permissions import Orgs

MOST = 10


def units(user: Any, text: str) -> list[Found]:
    """By number, or by part of the name."""
    rows = queries.units_seen(user).filter(Q(code=text) | Q(name__icontains=text) | Q(short_name__icontains=text))
    return [Found(unit.name, unit.code, (unit.code,)) for unit in rows[:MOST]]


def employers(user: Any, text: str) -> list[Found]:
    """By credit code, or by part of the name."""
    rows = queries.employers_of(user).filter(Q(credit_code=text.upper()) | Q(name__icontains=text))
    return [Found(one.name, one.credit_code, (one.credit_code,)) for one in rows.order_by("name", "pk")[:MOST]]


SOURCES = [
    SearchSource(_("工会"), (Orgs.VIEW,), units, page="orgs:unit", icon="sitemap", order=20),
    SearchSource(_("单位"), (Orgs.EMPLOYER_VIEW,), employers, page="orgs:employer", icon="building", order=30),
]
