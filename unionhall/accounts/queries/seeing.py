"""Why can I see this? Who can see this unit?"""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from unionhall.kit import access, text
from unionhall.kit.access import ROLES, Held

from ..models import Delegation, RoleHeld
from .users import names


def why(user: Any, permission: str, place: Any) -> list[str]:
    """The sentences that answer «why can I see this?»: each role that reaches the place, own ones first."""
    return in_words(access.why(user, permission, place))


def in_words(found: Iterable[Held]) -> list[str]:
    """A sentence for each of these roles, with the name of whom one stands in for."""
    found = list(found)
    absent = names({h.for_person_id for h in found if h.for_person_id is not None})
    return [_reason(h, absent.get(h.for_person_id or 0, "")) for h in found]


def _reason(held: Held, absent: str) -> str:
    facts = {"role": ROLES[held.role].title, "unit": held.unit_name, "name": absent, "until": ""}
    if held.for_person_id is None:
        return _("您是%(unit)s的%(role)s，此处在该单位或其下级范围内。") % facts
    facts["until"] = text.short_day(held.until) if held.until else ""
    return _("您正代%(name)s履行%(unit)s%(role)s职责，至%(until)s止，此处在其范围内。") % facts


def reading_roles() -> list[str]:
    """Codes of roles that read business content: those that may view something and administer nothing."""
    return [role.code for role in ROLES.values() if not role.administers and any(p.endswith(".view") for p in role.may)]


def who_can_see(unit: Any) -> QuerySet[RoleHeld]:
    """Everyone whose role at this unit or above reads what lies here; order it by unit path, role and key."""
    return (
        RoleHeld.objects.valid_on()
        .filter(unit__path__in=[*unit.ancestor_paths, unit.path], role__in=reading_roles())
        .select_related("unit")
    )


def stand_ins(roles: Iterable[RoleHeld]) -> dict[int, list[Delegation]]:
    """Today's delegations by the role stood in for: one query for a page of roles."""
    found: dict[int, list[Delegation]] = {}
    for one in Delegation.objects.running().filter(role_held__in=[role.pk for role in roles]):
        found.setdefault(one.role_held_id, []).append(one)
    return found
