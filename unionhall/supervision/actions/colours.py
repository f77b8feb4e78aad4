"""The employer's colour computed anew; a warning raised, made worse, eased and lifted as the colour says."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.accounts import queries as accounts
from unionhall.audit import actions as audit
from unionhall.channels import actions as channels
from unionhall.kit import access, figures
from unionhall.kit.access import Level as UnitLevel
from unionhall.kit.text import in_house_language
from unionhall.matters import actions as matters
from unionhall.orgs import queries as orgs
from unionhall.rules import queries as rules

from .. import queries
from ..choices import WAYS, Colour, Level, WarningStage
from ..models import ColourChange, Standing, Warning
from ..permissions import Supervision
from ..refusals import AtField, NoPlace
from ..scoring import Score, score
from .clues import in_the_past

# --- colours ---------------------------------------------------------------------------------------------------------


@in_house_language
@transaction.atomic
def assess(*, employer: Any, by: Any) -> Standing:
    """Compute the employer's score anew; a change of colour is written down, counted, and acted on."""
    unit = place_of_employer(employer)
    today = timezone.localdate()
    params, copies = queries.params_at(queries.place_of(unit, employer), today)
    found = score(queries.facts_of(employer, today), params)
    row = standing_held(employer, unit, today)
    before = Level(row.level)
    row.total, row.level, row.by_score = found.total, int(found.level), int(found.by_score)
    row.points = [point.as_json() for point in found.points]
    row.triggers = [[why, int(level)] for why, level in found.triggers]
    row.incomplete, row.rules, row.computed_at = found.incomplete, copies, timezone.now()
    if found.level is not before:
        row.since = today
        _change_colour(employer, unit, before, found.level, today, by)
    row.save(force_update=True)
    _keep_warning(employer, unit, found, by)
    return row


def assess_all(*, desk_id: int, by: Any) -> int:
    """Time alone lets numbers expire: every employer of the desk that has some is computed anew; how many."""
    pks = queries.employers_warned(desk_id)
    for pk in pks:
        employer = orgs.employer(pk)
        if employer is not None and employer.unit is not None and employer.unit.desk_id == desk_id:
            assess(employer=employer, by=by)
    return len(pks)


def standing_held(employer: Any, unit: Any, today: date) -> Standing:
    """The row under lock, made at the first number: whoever comes at the same moment waits for it."""
    rows = Standing.objects.at_desks([unit.desk_id]).select_for_update(of=("self",))
    known = {"unit": unit, "computed_at": timezone.now(), "since": today}
    row: Standing = rows.get_or_create(desk_id=unit.desk_id, employer=employer, defaults=known)[0]
    return row


def _change_colour(employer: Any, unit: Any, before: Level, after: Level, today: date, by: Any) -> None:
    ColourChange.objects.create(
        desk_id=unit.desk_id, unit=unit, employer=employer, on=today, before=int(before), after=int(after)
    )
    count_colour(unit, today, before, n=-1)
    count_colour(unit, today, after, n=1)
    figures.add("supervision.warnings_up" if after > before else "supervision.warnings_down", unit=unit, day=today)
    audit.record(
        "supervision.employer.coloured", by=by, unit=unit, employer_id=employer.pk, before=before.code, after=after.code
    )


def count_colour(unit: Any, day: date, level: Level, *, n: int) -> None:
    """A delta of the stock of that colour; green is not counted."""
    if level is not Level.GREEN:
        figures.add(f"supervision.{level.code}", unit=unit, day=day, n=n)


# --- warnings --------------------------------------------------------------------------------------------------------


def _keep_warning(employer: Any, unit: Any, found: Score, by: Any) -> None:
    """One open warning an employer: raised, made worse, eased or lifted as the colour says."""
    warning = queries.open_warning(employer)
    if warning is None:
        if found.level is not Level.GREEN:
            _raise(employer, unit, found.level, by)
    elif found.level is Level.GREEN:
        matters.move(matter=warning, name="lift", by=_system(), says=_("预警信息已失效或已消除。"))
    elif found.level > warning.level:
        _worsen(warning, found.level, by)
    elif found.level < warning.level:
        rows = Warning.objects.at_desks([warning.desk_id]).filter(pk=warning.pk)
        rows.update(level=int(found.level), title=titled(found.level, employer))
        audit.record(
            "supervision.warning.eased",
            subject=warning,
            by=by,
            unit=warning.unit,
            number=warning.number,
            level=found.level.code,
        )


def _system() -> Any:
    """Moves that follow from numbers are the house's own, whoever entered the number."""
    return accounts.system_user("clock")


def _raise(employer: Any, unit: Any, level: Level, by: Any) -> Warning:
    at = duty_unit(unit, level)
    warning: Warning = matters.open_matter(
        model=Warning,
        unit=at,
        employer=employer,
        title=titled(level, employer),
        by=by,
        level=int(level),
        raised_on=timezone.localdate(),
    )
    _start_duty(warning, level, by)
    _tell_above(warning, level, by)
    return warning


def _worsen(warning: Warning, level: Level, by: Any) -> None:
    """Graver: the duty begins anew, at the union the colour names; an objection still waits to be decided."""
    matters.move(
        matter=warning,
        name="worsen_contested" if warning.stage_code == WarningStage.CONTESTED else "worsen",
        by=_system(),
        says=_("预警升级为%(colour)s") % {"colour": Colour(int(level)).label},
    )
    employer: Any = warning.employer
    at = duty_unit(employer.unit, level)
    if at.pk != warning.unit_id and at.desk_id == warning.desk_id:
        matters.pass_to(matter=warning, unit=at, by=_system(), reason=_("按预警颜色由本级处置"))
    warning.level, warning.raised_on = int(level), timezone.localdate()
    warning.title = titled(level, employer)
    warning.save(update_fields=["level", "raised_on", "title"])
    _start_duty(warning, level, by)
    _tell_above(warning, level, by)


def titled(level: Level, employer: Any) -> str:
    """What lists call the warning: colour and employer."""
    named = _("%(colour)s：%(employer)s") % {"colour": Colour(int(level)).label, "employer": employer.shown_name}
    return named[:160]


def duty_unit(unit: Any, level: Level) -> Any:
    """Who must act (supervision.md §6): the township union at yellow, the county union at orange and red."""
    wanted = UnitLevel.TOWNSHIP if level is Level.YELLOW else UnitLevel.COUNTY
    chain = [one for one in orgs.ancestors(unit) if one.level >= UnitLevel.COUNTY]
    return next((one for one in reversed(chain) if one.level <= wanted), unit)


def _start_duty(warning: Warning, level: Level, by: Any) -> None:
    """The clock of the duty: working days, or hours from this moment; the rule is kept."""
    code = f"supervision.warning-duty-{level.code}"
    place = queries.place_of(warning.unit, warning.employer)
    number, unit, row = rules.limit(code, place=place)
    warning.duty_rule = row.as_json()
    warning.save(update_fields=["duty_rule"])
    if unit == "h":
        matters.set_due(warning, due_at=timezone.now() + timedelta(hours=number), by=by)
    else:
        matters.set_due(warning, rules.span(code, start=timezone.localdate(), place=place).due, by=by)


def _tell_above(warning: Warning, level: Level, by: Any) -> None:
    """Red is the city's business as well."""
    above = orgs.parent_of(warning.unit)
    if level is not Level.RED or above is None:
        return
    channels.tell_unit(
        unit=above,
        permission=Supervision.WARN_VIEW,
        kind="supervision/red",
        title=warning.title,
        words=_("请与县级工会会同有关部门处置。"),
        by=by,
        key=f"red:{warning.pk}:{warning.raised_on}",
    )


@transaction.atomic
def note_act(*, case: Warning, by: Any, how: str, on: date) -> None:
    """What was done about it: a call, a visit, joint action."""
    in_the_past(on, _("处置日期"))
    if how not in WAYS[Colour(case.level)]:
        words = _("%(colour)s须按颜色处置：黄色电话了解、走访或者发函，橙色上门走访，红色会同部门。")
        raise AtField("how", words % {"colour": Colour(case.level).label})
    case.acted_on, case.acted_how = on, how


@transaction.atomic
def close_warning(*, case: Warning, by: Any) -> None:
    """Lifted: nothing more is due."""
    case.due_on, case.due_at = None, None


@transaction.atomic
def read_points(*, standing: Standing, by: Any) -> list[dict[str, Any]]:
    """The numbers behind a colour; each look leaves a line."""
    access.require(by, Supervision.WARN_VIEW, at=standing.unit)
    audit.record(
        "supervision.standing.read", subject=standing, by=by, unit=standing.unit, employer_id=standing.employer_id
    )
    return list(standing.points)


def place_of_employer(employer: Any) -> Any:
    if employer is None or employer.unit is None:
        raise NoPlace
    return employer.unit
