"""Which union has a hazard first, and who above it hears of danger."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from unionhall.kit.access import Level
from unionhall.orgs import queries as orgs
from unionhall.workflow import Routed

from ..choices import Grade


def route(*, answers: Mapping[str, Any], person: Any, secrecy: str) -> Routed:
    """Danger to life and major hazards: the county at once. General ones: the employer's own union, unless identity is
    hidden from it; without one, the union of the township.
    """
    firm = orgs.employer(int(answers["employer"])) if answers.get("employer") else None
    place = str(answers.get("place") or (firm.division_id if firm is not None else "") or "")
    if answers.get("grade") in (Grade.MAJOR, Grade.IMMINENT):
        county = _union_at(place[:6], person)
        city = orgs.parent_of(county)
        urgency = "critical" if answers["grade"] == Grade.IMMINENT else "urgent"
        because = _("重大隐患或危及生命的情况，由县级工会立即办理。")
        danger = answers["grade"] == Grade.IMMINENT and city is not None
        return Routed(county, because, urgency=urgency, copies=(city,) if danger else ())
    unions = orgs.unions_covering(firm) if firm is not None else []
    if unions and secrecy == "open":
        return Routed(unions[0], _("您的单位已建工会，由本单位工会核实。"))
    if unions:
        above = orgs.parent_of(unions[0]) or unions[0]
        return Routed(above, _("为了不让单位知道是谁报告的，由上一级工会核实。"))
    return Routed(_union_at(place, person), _("由工作地的工会核实。"))


def union_of_place(place: str, grade: str) -> Any:
    """The union that has a danger at a place of work: of the township, for grave ones of the county; None if none."""
    code = place if grade == Grade.GENERAL else place[:6]
    try:
        return orgs.township_unit(code)
    except ObjectDoesNotExist:
        return None


def _union_at(place: str, person: Any) -> Any:
    employer = getattr(person, "employer", None)
    for code in (place, getattr(employer, "division_id", ""), getattr(person, "home_division_id", "")):
        try:
            unit = orgs.township_unit(code) if code else None
        except ObjectDoesNotExist:
            continue
        if unit is not None:
            return unit
    return orgs.root()


def county_above(unit: Any) -> Any:
    """The county union the unit belongs to; of cities and the province themselves."""
    return orgs.unit(unit.county_id) if unit.county_id else unit


def chain_above(unit: Any, *levels: int) -> list[Any]:
    """The unions of these levels above the unit or the unit itself, from the county up."""
    found = {one.level: one for one in orgs.ancestors(unit)}
    return [found[level] for level in sorted(levels, reverse=True) if level in found]


def county_and_city(unit: Any) -> list[Any]:
    return chain_above(unit, Level.COUNTY, Level.CITY)
