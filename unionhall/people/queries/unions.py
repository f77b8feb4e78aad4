"""Which union takes someone in (membership.md §3), and places by the names people call them."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from unionhall.orgs import queries as orgs
from unionhall.orgs.choices import UnionKind, UnitState
from unionhall.workflow import Routed

from ..choices import NewForm
from ..refusals import NoUnionFound

ON_THE_ROAD = {NewForm.TRUCK, NewForm.RIDE, NewForm.COURIER, NewForm.RIDER}
TRANSPORT = "G"  # section of GB/T 4754 whose federations take them in
MOST_SHOWN = 20


def takes_members(unit: Any) -> bool:
    return unit.takes_members and unit.state not in (UnitState.CLOSED, UnitState.PREPARING)


def union_to_join(code: str) -> Any:
    """The open union of that number that takes in members; None if there is none."""
    unit = orgs.unit_by_code(code.strip())
    return unit if unit is not None and takes_members(unit) else None


def townships_called(text: str) -> list[Any]:
    """Township unions of a place named like «五常街道» or «余杭区五常街道»."""
    name = re.split(r"[省市县区]", text.strip())[-1] or text.strip()
    found = orgs.unions_at("", name).filter(kind=UnionKind.TOWNSHIP)[:MOST_SHOWN]
    return [unit for unit in found if text.strip() in orgs.place_name(unit.division_id)]


def receiver(*, person: Any, answers: Mapping[str, Any]) -> Routed:
    """Chosen union, else the employer's, else the area's (or the trade's), else the township's, with the reason."""
    if code := answers.get("union"):
        if chosen := union_to_join(code):
            return Routed(chosen, _("您选择的工会"))
        raise NoUnionFound
    employer = orgs.employer_by_code(answers["employer_code"]) if answers.get("employer_code") else person.employer
    if employer is not None:
        own = [unit for unit in orgs.unions_covering(employer) if takes_members(unit)]
        if own:
            return Routed(own[0], _("您所在单位的工会"))
    place = employer.division_id if employer else answers.get("place") or person.home_division_id
    if not place:
        raise NoUnionFound
    trade = employer.industry if employer else _trade(answers.get("new_form") or person.new_form)
    if area := orgs.area_union(place, trade):
        return Routed(area, _("您所在单位没有工会，由当地的区域（行业）工会吸收"))
    return Routed(orgs.township_unit(place), _("由所在地工会接收，再安排到基层工会"))


def _trade(new_form: str) -> str:
    return TRANSPORT if new_form in ON_THE_ROAD else ""
