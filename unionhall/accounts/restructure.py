"""What a move, merge or winding-up touches in this room: the roles held in the subtree.

A move changes nothing here: a role stands at its unit, and reaches whatever lies beneath it afterwards. The roles at a
unit that ends end with it; at the heir of a merger they are given anew by its security administrator, if at all.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kit.access import ROLES
from unionhall.kit.affected import Affected, Finding

from . import actions
from .models import RoleHeld

SAMPLE = 5


def _standing(unit: Any) -> Any:
    return RoleHeld.objects.now_and_later().filter(unit__path__under=unit.path).select_related("unit")


def find(unit: Any, kind: str) -> Finding:
    """Roles held there, with whom they concern first."""
    rows = _standing(unit).order_by("unit__path", "role", "pk")
    titles = {code: str(role.title) for code, role in ROLES.items()}
    sample = tuple(f"{one.unit} {titles.get(one.role, one.role)} {one.name}" for one in rows[:SAMPLE])
    return Finding(_("角色"), rows.count(), sample)


def carry(change: Any, old_path: str, by: Any) -> None:
    """End the roles at the unit that ended, one transaction each; those already ended are not found again."""
    if change.kind == "move":
        return
    for held in RoleHeld.objects.now_and_later().filter(unit_id=change.unit_id).select_related("unit"):
        actions.end_role(role_held=held, by=by, because=f"单位{change.get_kind_display()}，角色随之结束")


ROLES_HELD = Affected("accounts.roles", find, carry, order=50)
