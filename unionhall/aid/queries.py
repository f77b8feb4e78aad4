"""Where a request for help in hardship goes."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from unionhall.kit.access import Level
from unionhall.orgs import queries as orgs
from unionhall.people import queries as people
from unionhall.workflow import Routed


def route(*, answers: Mapping[str, Any], person: Any, secrecy: str) -> Routed:
    """The township above the member's own union; for others the township where they live or work."""
    membership = people.standing_membership(person)
    if membership is not None:
        above = [unit for unit in orgs.ancestors(membership.unit) if unit.level <= Level.TOWNSHIP]
        if above:
            return Routed(above[-1], _("由您所在工会的上级乡镇（街道）工会办理。"))
    for code in _places(answers, person):
        try:
            return Routed(orgs.township_unit(code), _("由您所在地的乡镇（街道）工会办理。"))
        except ObjectDoesNotExist:
            continue
    return Routed(orgs.root(), _("没有查到所在地的工会，由上级工会办理。"))


def county_of(case: Any) -> Any:
    """The county above the unit that has it; the unit itself when there is none."""
    return orgs.unit(case.county_id) if case.county_id else case.unit


def _places(answers: Mapping[str, Any], person: Any) -> list[str]:
    employer = getattr(person, "employer", None)
    found = (answers.get("place"), getattr(employer, "division_id", None), person.home_division_id)
    return [str(code) for code in found if code]
