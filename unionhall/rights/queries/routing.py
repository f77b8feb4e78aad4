"""Which union can act (rights.md §2): the first row that fits, with its reason in words the worker reads."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from unionhall.kit.access import Level
from unionhall.orgs import queries as orgs
from unionhall.orgs.choices import UnionKind
from unionhall.rules import queries as rules
from unionhall.workflow import Routed

from ..limitation import claim_limit, dates_of
from .groups import group_named

AREA_KINDS = (UnionKind.REGIONAL, UnionKind.INDUSTRY, UnionKind.VILLAGE, UnionKind.PARK, UnionKind.SYSTEM)


def route(*, answers: Mapping[str, Any], person: Any, secrecy: str) -> Routed:
    """Where it goes (rows 1–7), and how urgent it is; what joins a group or is handed over stays with its unit."""
    if answers.get("handled_by"):
        return Routed(orgs.unit(int(answers["handled_by"])), _("由正在办理原诉求的工会继续办理。"))
    group = group_named(answers)
    if group is not None and secrecy == "open":
        return Routed(group.unit, _("并入集体争议%(number)s，由同一工会办理。") % {"number": group.number}, "urgent")
    found = _route(answers, person, secrecy)
    return found if found.urgency != "normal" else replace(found, urgency=urgency_of(answers))


def urgency_of(answers: Mapping[str, Any]) -> str:
    """Critical: danger, a mass event, an employer who has fled; urgent: the time to claim is almost over."""
    if is_grave(answers) or answers.get("absconded"):
        return "critical"
    limit = claim_limit(dates_of(answers))
    soon = limit is not None and 0 <= limit.left <= int(rules.value("rights.limitation-urgent"))
    return "urgent" if soon else "normal"


def route_to_county(*, answers: Mapping[str, Any], person: Any, secrecy: str) -> Routed:
    """The county above the place the matter belongs to: where legal aid is decided."""
    found = route(answers=answers, person=person, secrecy=secrecy)
    county = orgs.unit(found.unit.county_id) if found.unit.county_id else found.unit
    return Routed(county, _("法律援助由县级工会审查决定。"), urgency=found.urgency)


def _route(answers: Mapping[str, Any], person: Any, secrecy: str) -> Routed:
    """Rows 1–7 in order; for dispatched labour (row 6) the using firm stands in the employer's place."""
    sender = _employer(answers.get("employer"))
    using = _employer(answers.get("using_employer"))
    firm = using or sender
    place = str(answers.get("place") or (firm.division_id if firm is not None else "") or "")
    if is_grave(answers):
        return _at_county(place, person)
    unions = orgs.unions_covering(firm) if firm is not None else []
    own = [union for union in unions if union.level == Level.GRASSROOTS and union.kind not in AREA_KINDS]
    area = [union for union in unions if union.kind in AREA_KINDS]
    copies = _other_party(sender, using, secrecy)
    why = _("您由劳务派遣，由实际用工单位一方办理。") if using is not None else ""
    if own and (answers.get("about_union") or secrecy != "open"):
        return _above(own[0], secrecy, why)
    if own:
        return Routed(own[0], why + _("您的单位已建工会，由本单位工会办理。"), copies=copies)
    if area:
        return Routed(area[0], why + _("您的单位没有单独建会，由覆盖它的区域（行业）工会办理。"), copies=copies)
    return _at_place(place, person, why, copies)


def is_grave(answers: Mapping[str, Any]) -> bool:
    """Danger to life, an accident, or ten and more workers (a collective dispute by law)."""
    return bool(answers.get("danger")) or int(answers.get("people") or 1) >= rules.value("rights.collective-from")


def _at_county(place: str, person: Any) -> Routed:
    """Row 1: the county at once, a copy to the city."""
    county = _county(place, person)
    city = orgs.parent_of(county)
    because = _("事关生命安全或十人以上，由县级工会立即办理，并抄送上级。")
    return Routed(county, because, urgency="critical", copies=(city,) if city is not None else ())


def _above(own: Any, secrecy: str, why: str) -> Routed:
    """Row 2: not to the union it is about, nor to the one that must not know."""
    hidden = _("您要求对单位和本单位工会隐藏身份，由上一级工会办理。")
    about = _("诉求涉及本单位工会，由上一级工会办理。")
    return Routed(orgs.parent_of(own) or own, why + (hidden if secrecy != "open" else about))


def _at_place(place: str, person: Any, why: str, copies: tuple[Any, ...]) -> Routed:
    """Rows 5 and 7: the township of the place of work; no such place known, the county's duty desk."""
    if place:
        try:
            here = _("您的单位没有工会，由工作地的乡镇（街道）工会办理。")
            return Routed(orgs.township_unit(place), why + here, copies=copies)
        except ObjectDoesNotExist:
            pass
    return Routed(_county("", person), why + _("没有查到工作地的工会，由县级工会值班席办理。"), copies=copies)


def _other_party(sender: Any, using: Any, secrecy: str) -> tuple[Any, ...]:
    """Row 6: the agency's own union gets a copy, unless identity is hidden from it."""
    if using is None or sender is None or sender.pk == using.pk or secrecy != "open":
        return ()
    return tuple(orgs.unions_covering(sender)[:1])


def _county(place: str, person: Any) -> Any:
    """The county union of the place, else of where the person belongs, else the highest there is."""
    for code in (place, *_places_of(person)):
        try:
            unit = orgs.township_unit(code[:6]) if code else None
        except ObjectDoesNotExist:
            continue
        if unit is not None:
            return unit
    return orgs.root()


def _places_of(person: Any) -> list[str]:
    employer = getattr(person, "employer", None)
    return [employer.division_id if employer is not None else "", getattr(person, "home_division_id", None) or ""]


def _employer(pk: Any) -> Any:
    return orgs.employer(int(pk)) if pk else None
