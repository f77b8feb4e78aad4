"""A hazard is reported: by a worker's case, by hand, from an inspection; its number, its clock, its first notices."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from unionhall.cases import queries as cases
from unionhall.kit import access, figures
from unionhall.kit.text import in_house_language
from unionhall.matters import actions as matters
from unionhall.orgs import queries as orgs

from .. import queries
from ..choices import HazardKind, HazardSource
from ..models import Hazard
from ..permissions import Safety
from .keeping import keep
from .telling import read_again, tell_unions


@in_house_language
@transaction.atomic
def report_hazard(
    *,
    unit: Any,
    by: Any,
    kind: str,
    grade: str,
    spot: str,
    employer: Any = None,
    site: str = "",
    seen_at: datetime | None = None,
    found: str = "",
    source: str = HazardSource.GROUP,
    inspection: str = "",
    papers: Iterable[Any] = (),
) -> Hazard:
    """Enter a hazard a member of staff or a group inspector found."""
    access.require(by, Safety.REPORT, at=unit)
    hazard = _open(
        unit=unit, by=by, employer=employer, kind=kind, grade=grade, spot=spot, site=site, found=found, source=source,
        inspection=inspection, seen_at=seen_at or timezone.now(),
    )  # fmt: skip
    if given := list(papers):
        matters.add_papers(matter=hazard, papers=given, by=by, field="found")
    return hazard


@in_house_language
@transaction.atomic
def open_from_case(*, case: Any, by: Any) -> Hazard:
    """The hazard a worker's report begins; the words stay sealed with the case, the photos come along."""
    answers = case.answers
    firm = case.employer or (orgs.employer(int(answers["employer"])) if answers.get("employer") else None)
    hazard = _open(
        unit=case.unit, by=by, employer=firm, kind=answers["kind"], grade=answers["grade"],
        spot=str(answers.get("spot", ""))[:160], site=str(answers.get("site", ""))[:120], found="",
        source=HazardSource.WORKER, inspection="", seen_at=_seen(answers), origin=case,
    )  # fmt: skip
    photos = [_unnamed(one, n) for n, one in enumerate(cases.attachments_of(case), start=1)]
    if photos:
        matters.add_papers(matter=hazard, papers=photos, by=matters.hand_of(case, by), field="found")
    return hazard


def _unnamed(attachment: Any, n: int) -> Any:
    """A photo without the name its sender's telephone gave it, which may say whose it was."""
    name = _("现场材料%(n)d") % {"n": n}
    return replace(read_again(attachment), name=f"{name}{PurePosixPath(attachment.name).suffix}")


def _open(*, unit: Any, by: Any, employer: Any, kind: str, grade: str, spot: str, **fields: Any) -> Hazard:
    hazard = matters.open_matter(
        model=Hazard, unit=unit, by=by, title=title_of(kind, spot), employer=employer, kind=kind, grade=grade,
        spot=spot, counted_unit=unit, **fields,
    )  # fmt: skip
    figures.add("safety.reported", unit=unit, day=timezone.localdate(hazard.opened_at))
    start_clock(hazard, "verify", hazard.opened_at, by=by)
    if hazard.is_imminent:
        keep(hazard, decide_by=hazard.due_at)
        above = queries.county_and_city(unit)
        tell_unions(hazard, above, _("危及生命的隐患，请立即核实"), by=by, key=f"danger:{hazard.pk}")
    return hazard


def title_of(kind: str, spot: str) -> str:
    words: str = _("%(kind)s隐患：%(spot)s") % {"kind": HazardKind(kind).label, "spot": spot}
    return words[:160]


def start_clock(hazard: Hazard, step: str, start: Any, *, by: Any) -> Any:
    """The stage's end by the hazard's grade; returns the term, whose rule is kept with the hazard."""
    term = queries.term(f"{step}-{hazard.grade}", start=start, place=queries.place_of(hazard.unit, hazard.employer))
    matters.set_due(hazard, due_on=term.day, due_at=term.at, by=by)
    keep(hazard, kept_rules=[*hazard.kept_rules, *queries.kept([term.rule])])
    return term


def _seen(answers: Any) -> datetime:
    given = parse_datetime(str(answers.get("seen_at") or ""))
    return given if given is not None and timezone.is_aware(given) else timezone.now()
