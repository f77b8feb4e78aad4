"""Which union takes up a report of a breach."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from unionhall.orgs import queries as orgs
from unionhall.rules import queries as rules
from unionhall.workflow import Routed

from .params import NATION


def route(*, answers: Mapping[str, Any], person: Any, secrecy: str) -> Routed:
    """The township union of the place of work; from ten people on, or a special case, the county's."""
    firm = orgs.employer(int(answers["employer"])) if answers.get("employer") else None
    place = str(answers.get("place") or (firm.division_id if firm is not None else "") or "")
    grave = bool(answers.get("special")) or int(answers.get("people") or 1) >= int(
        rules.value("supervision.mass", place=NATION)
    )
    if grave:
        return Routed(_at(place[:6]), _("涉及十人以上或有特别情形，由县级工会直接办理。"), urgency="urgent")
    if firm is not None and firm.unit is not None and not answers.get("place"):
        return Routed(firm.unit, _("由用人单位所在地的乡镇（街道）工会审查。"))
    return Routed(_at(place), _("由工作地的工会审查。"))


def _at(place: str) -> Any:
    try:
        return orgs.township_unit(place) if place else orgs.root()
    except ObjectDoesNotExist:
        return orgs.root()
