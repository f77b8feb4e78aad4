"""Reading the Ankang Cup: sheets, sums, who won before, and the year's data of an entry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.documents import queries as documents
from unionhall.kit.access import Level
from unionhall.kit.figures import Period
from unionhall.kit.workdays import same_day_in
from unionhall.workflow import Held

from ..choices import Award, Veto
from ..models import Accident, CupEntry, Hazard, Inspection, Inspector
from ..permissions import Safety
from .hazards import _during
from .places import chain_above
from .terms import number, place_of, table, term

JUDGING = {"recommend", "judge", "announce", "award", "pass_over"}  # moves for the level the entry has reached
NOTICE = "safety.cup-notice"
NATION = 0  # the level above the province, where nobody of this house sits
TITLES = {
    "leadership": _("组织领导"),
    "system": _("安全制度"),
    "training": _("教育培训"),
    "search": _("职工查找隐患"),
    "team": _("班组建设"),
    "health": _("职业健康保护"),
    "form": _("形式"),
    "content": _("内容（10项，每项5分）"),
    "effect": _("效果"),
}


def cup_sheet(entry: CupEntry) -> dict[str, Decimal]:
    """{item: full points} of the entry's sheet, as it holds now."""
    return table(entry.sheet, place=place_of(entry.unit, entry.employer))


def cup_total(entry: CupEntry, scores: Mapping[str, Decimal]) -> Decimal:
    """The sum; points over an item's full ones count as full, items not on the sheet not at all."""
    full = cup_sheet(entry)
    return sum((min(scores.get(item, Decimal(0)), most) for item, most in full.items()), Decimal(0))


def cup_rows(entry: CupEntry) -> list[dict[str, Any]]:
    """The sheet with what was given by the unit and by those who checked."""
    return [
        {
            "title": TITLES.get(item, item), "full": most, "own": entry.scores.get(item, ""),
            "checked": entry.checked_scores.get(item, ""),
        }
        for item, most in cup_sheet(entry).items()
    ]  # fmt: skip


def cup_entered(*, unit: Any, year: int, award: str, name: str) -> bool:
    rows = CupEntry.objects.at_desks([unit.desk_id]).filter(unit=unit, year=year, award=award, name=name)
    return rows.exists()


def cup_won_before(*, unit: Any, employer: Any, year: int, award: str, name: str, level: int) -> bool:
    """A national title is not given twice, a provincial one not again within the years of the rule.

    The same firm is the same unit whatever it was called on the entry, at whichever desk; teams and people go by name.
    """
    won = CupEntry.objects.filter(award=award, award_level=level, withdrawn_on=None).exclude(awarded_on=None)
    same = Q(unit=unit, name=name)
    if award in (Award.UNIT, Award.ORGANISER) and employer is not None:
        same |= Q(employer=employer)
    won = won.filter(same, year__lt=year)
    if level == NATION:
        return won.exists()
    if level != Level.PROVINCE:
        return False
    months = int(number("cup-again", place=place_of(unit, employer)))
    return won.filter(year__gt=same_day_in(date(year, 1, 1), -months).year).exists()


def won_before(entry: CupEntry) -> bool:
    """The same for an entry."""
    return cup_won_before(
        unit=entry.unit, employer=entry.employer, year=entry.year, award=entry.award, name=entry.name,
        level=entry.wanted_level,
    )  # fmt: skip


def judging_union(entry: CupEntry) -> Any:
    """The union at the level the entry has reached, whose paper the public notice is."""
    return next(iter(chain_above(entry.unit, entry.level)), entry.unit)


def notice_ends(entry: CupEntry) -> date | None:
    """The last day of the public notice, reckoned from the day its paper was signed; None while it is not."""
    papers = documents.of_subject(entry)
    signed = [one.signed_at for one in papers if one.kind_code == NOTICE and one.stands and one.signed_at]
    if not signed:
        return None
    day = timezone.localdate(max(signed))
    return term("cup-notice", start=day, place=place_of(entry.unit, entry.employer)).day


def judged_at(entry: CupEntry) -> int:
    """The level that checks and announces it: the one it competes at; for the nation, the province."""
    return max(entry.wanted_level, Level.PROVINCE)


def may_judge(user: Any, entry: CupEntry) -> bool:
    """Whether `user` judges at the level the entry has reached, not beneath it."""
    place = chain_above(entry.unit, entry.level)
    return bool(place) and user.may(Safety.CUP_JUDGE, at=place[0])


def cup_moves(user: Any, entry: CupEntry, moves: Iterable[Any]) -> list[Any]:
    """Of these moves those the entry's level leaves: up to where it competes it is recommended, there it is checked."""
    out = {"judge"} if entry.level > judged_at(entry) else {"recommend"}
    if not may_judge(user, entry):
        out |= JUDGING
    return [one for one in moves if one.name not in out]


@dataclass(frozen=True)
class CupData:
    """What the year's data sheet asks of one entry: rows of its union, and of its firm whichever union keeps them."""

    hazards: int = 0
    closed: int = 0
    in_time: int = 0
    inspections: int = 0
    accidents: int = 0
    deaths: int = 0
    inspectors: int = 0
    training_hours: int = 0


def cup_data(entries: Iterable[CupEntry], year: int) -> dict[int, CupData]:
    """{entry id: its numbers of that year}, four statements, whatever the number of entries."""
    entries = list(entries)
    at = {"desk_id__in": {one.desk_id for one in entries}}
    units, firms = {one.unit_id for one in entries}, {one.employer_id for one in entries} - {None}
    opened, period = _during("opened_at", Period.of_year(year)), Period.of_year(year)
    done, theirs = Q(outcome="done"), Q(unit_id__in=units) | Q(employer_id__in=firms)
    found = [
        _grouped(
            Hazard.objects.filter(opened, theirs, passed_to="", **at), hazards=Count("pk"),
            closed=Count("pk", filter=done), in_time=Count("pk", filter=done & Q(in_time=True)),
        ),
        _grouped(
            Inspection.objects.filter(theirs, inspected_on__gte=period.first, inspected_on__lte=period.last, **at),
            inspections=Count("pk"),
        ),
        _grouped(
            Accident.objects.filter(opened, theirs, **at).exclude(outcome=Held.WITHDRAWN), accidents=Count("pk"),
            deaths=Sum("deaths"),
        ),
    ]  # fmt: skip
    known = _inspectors_of(units, period, at)
    return {one.pk: CupData(**_sums(one, found), **known.get(one.unit_id, {})) for one in entries}


def _sums(entry: CupEntry, found: Iterable[dict[tuple[int, int | None], dict[str, int]]]) -> dict[str, int]:
    """The groups of its union and of its firm, each group once."""
    sums: dict[str, int] = {}
    for groups in found:
        for (unit, firm), numbers in groups.items():
            if unit == entry.unit_id or (firm is not None and firm == entry.employer_id):
                for name, n in numbers.items():
                    sums[name] = sums.get(name, 0) + (n or 0)
    return sums


def _inspectors_of(units: set[int], period: Period, at: Mapping[str, Any]) -> dict[int, dict[str, int]]:
    """Inspectors of these unions in office at some time of the period, and their hours of training."""
    rows = Inspector.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=period.first), appointed_on__lte=period.last,
        expires_on__gte=period.first, unit_id__in=units, **at,
    )  # fmt: skip
    told = rows.order_by().values("unit_id").annotate(n=Count("pk"), hours=Sum("training_hours"))
    return {one["unit_id"]: {"inspectors": one["n"], "training_hours": one["hours"] or 0} for one in told}


def cup_vetoes(entry: CupEntry) -> list[str]:
    """What this house's own rows of the contest's year say: a death in an accident of the union, or of the firm."""
    whose = Q(unit=entry.unit) | (Q(employer=entry.employer) if entry.employer is not None else Q())
    rows = Accident.objects.at_desks([entry.desk_id]).filter(whose, _during("happened_at", Period.of_year(entry.year)))
    return [Veto.DEATH.value] if rows.filter(deaths__gt=0).exclude(outcome=Held.WITHDRAWN).exists() else []


def cup_entries(user: Any, year: int) -> list[CupEntry]:
    """The entries of that year within reach."""
    return list(CupEntry.objects.visible_to(user).filter(year=year))


def _grouped(rows: Any, **sums: Any) -> dict[tuple[int, int | None], dict[str, int]]:
    """{(union, firm): its sums}."""
    names = list(sums)
    told = rows.order_by().values("unit_id", "employer_id").annotate(**sums)
    return {
        (unit, firm): dict(zip(names, n, strict=True))
        for unit, firm, *n in told.values_list("unit_id", "employer_id", *names)
    }
