"""An accident is entered: graded by the dated table, its legal steps and the union's own chain with their moments."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit import access, figures
from unionhall.kit.text import in_house_language
from unionhall.matters import actions as matters

from .. import queries
from ..choices import AccidentKind
from ..grading import Graded
from ..models import Accident, AccidentStep, Casualties
from ..permissions import Safety
from ..refusals import Changed, NotYet
from .keeping import full_minute, keep, must_count
from .telling_up import tell_chain

AGAIN = "again"  # the step that is taken once more whenever the numbers change once more


@in_house_language
@transaction.atomic
def open_accident(
    *,
    unit: Any,
    by: Any,
    employer: Any,
    happened_at: datetime,
    place: str,
    kind: str,
    road: bool = False,
    head_told_at: datetime | None = None,
    deaths: int = 0,
    serious: int = 0,
    light: int = 0,
    missing: int = 0,
    loss: Decimal = Decimal(0),
) -> Accident:
    """Emits `safety.accident.opened` with the employer, deaths and serious injuries."""
    access.require(by, Safety.ACCIDENT, at=unit)
    where, on = queries.place_of(unit, employer), timezone.localdate(happened_at)
    graded = queries.graded(deaths=deaths, serious=serious, loss=loss, place=where, on=on)
    quick = road or kind == AccidentKind.FIRE
    row = matters.open_matter(
        model=Accident, unit=unit, by=by, employer=employer, happened_at=happened_at, place=place, kind=kind, road=road,
        title=_("%(kind)s事故：%(place)s") % {"kind": AccidentKind(kind).label, "place": place},
        industry=getattr(employer, "industry", ""), head_told_at=head_told_at, union_told_at=timezone.now(),
        deaths=deaths, serious=serious, light=light, missing=missing, loss=loss,
        grade=graded.grade, graded_because=graded.because[:200], inquiry_at=queries.inquiry_level(graded.grade),
        again_until=queries.again_until(happened_at, quick=quick, place=where),
        report_due_on=queries.term("accident-inquiry", start=on, place=where).day,
        kept_rules=queries.kept(queries.grading_rules(place=where, on=on)),
    )  # fmt: skip
    if (twice := queries.accident_alike(row)) is not None:  # the number just taken keeps others of this desk waiting
        raise NotYet(_("这起事故已经登记：%(number)s，请不要重复登记。") % {"number": twice.number})
    for number, step in enumerate(queries.legal_steps(row), start=1):
        AccidentStep.objects.create(desk_id=row.desk_id, matter_id=row.pk, place=number, **step)
    _note(row, row.happened_at, deaths, True, by, first=True)
    figures.add("safety.accidents", unit=unit, day=timezone.localdate(row.opened_at))
    facts: dict[str, Any] = {"number": row.number, "employer_id": row.employer_id, "deaths": deaths, "serious": serious}
    audit.record("safety.accident.opened", subject=row, by=by, unit=unit, grade=row.grade, **facts)
    tell_chain(row, by=by)
    return row


@in_house_language
@transaction.atomic
def change_casualties(
    *,
    accident: Accident,
    at: datetime,
    deaths: int,
    serious: int,
    light: int,
    missing: int,
    loss: Decimal,
    by: Any,
) -> Casualties:
    """Written down always; the grade follows only inside the window (30 days, fire and road 7)."""
    access.require(by, Safety.ACCIDENT, at=accident.unit)
    row = Accident.objects.at_desks([accident.desk_id]).select_for_update(of=("self",)).get(pk=accident.pk)
    must_count(row)
    if at < full_minute(row.happened_at):
        raise NotYet(_("变化的时间不能早于事故发生的时间。"), field="at")
    before, within = row.deaths, timezone.localdate(at) <= row.again_until
    numbers = {"deaths": deaths, "serious": serious, "light": light, "missing": missing, "loss": loss}
    if all(getattr(row, name) == value for name, value in numbers.items()):
        raise NotYet(_("伤亡和损失没有变化，不用补报。"))
    keep(accident, **numbers)
    if within:
        _regrade(accident, by)
    change = _note(accident, at, deaths - before, within, by)
    words = _("伤亡更新：死亡%(deaths)s，重伤%(serious)s，轻伤%(light)s，下落不明%(missing)s。") % numbers
    if not within:
        words += _("已过补报期限（%(day)s），不再改变事故等级。") % {"day": row.again_until.isoformat()}
    matters.note(matter=accident, words=words, by=by)
    audit.record(
        "safety.accident.casualties-changed", subject=accident, by=by, unit=accident.unit, number=accident.number,
        employer_id=accident.employer_id, deaths=deaths, serious=serious, within=within, grade=accident.grade,
    )  # fmt: skip
    return change


def _regrade(accident: Accident, by: Any) -> None:
    where = queries.place_of(accident.unit, accident.employer)
    found: Graded = queries.graded(
        deaths=accident.deaths, serious=accident.serious, loss=accident.loss, place=where,
        on=timezone.localdate(accident.happened_at),
    )  # fmt: skip
    if found.grade == accident.grade:
        keep(accident, graded_because=found.because[:200])
        return
    level = queries.inquiry_level(found.grade)
    keep(accident, grade=found.grade, graded_because=found.because[:200], inquiry_at=level)
    have = set(queries.steps_of_accident(accident).values_list("code", flat=True))
    place = len(have)
    for step in queries.legal_steps(accident):
        if step["code"] not in have:
            place += 1
            AccidentStep.objects.create(desk_id=accident.desk_id, matter_id=accident.pk, place=place, **step)
    tell_chain(accident, by=by)


def _note(accident: Accident, at: datetime, more: int, within: bool, by: Any, first: bool = False) -> Casualties:
    if more:
        figures.add("safety.deaths", unit=accident.unit, day=timezone.localdate(), n=more)
    return write_numbers(accident, accident.unit, at=at, more=more, within=within, first=first, by_name=str(by)[:60])


def write_numbers(accident: Accident, unit: Any, *, more: int, at: datetime | None = None, **facts: Any) -> Casualties:
    """A line of the accident's numbers at the unit that counts them; `more` deaths than the lines before."""
    now = timezone.now()
    made: Casualties = Casualties.objects.create(
        desk_id=accident.desk_id, matter_id=accident.pk, unit=unit, at=at or now, written_at=now,
        deaths=accident.deaths, serious=accident.serious, light=accident.light, missing=accident.missing,
        loss=accident.loss, more_deaths=more, **{"within": True, **facts},
    )  # fmt: skip
    return made


@in_house_language
@transaction.atomic
def mark_step(*, accident: Accident, code: str, done_at: datetime, note: str, by: Any) -> AccidentStep:
    """A legal step was taken, at that moment; late or not is for everyone to see."""
    access.require(by, Safety.ACCIDENT, at=accident.unit)
    must_count(accident)
    row: AccidentStep = queries.steps_of_accident(accident).select_for_update().get(code=code)
    if row.done_at is not None and (code != AGAIN or done_at <= row.done_at):
        raise Changed
    if done_at < full_minute(accident.happened_at):
        raise NotYet(_("完成时间不能早于事故发生的时间。"), field="done_at")
    row.done_at, row.note = done_at, note
    row.save(force_update=True)
    audit.record("safety.accident.step-taken", subject=accident, by=by, unit=accident.unit, step=code)
    return row
