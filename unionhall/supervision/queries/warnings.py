"""Early warning: what is known of an employer, where it stands, and what of small ones is shown for the area."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kit.text import full_day
from unionhall.matters import queries as matters
from unionhall.orgs import queries as orgs
from unionhall.orgs.choices import Industry

from ..choices import Colour, Incident, Indicator, InputSource
from ..models import Contest, Standing, Warning, WarningInput
from ..permissions import Supervision
from ..scoring import HUNDRED, Cell, Facts, Params, merged_upwards
from .params import params_at, place_of

GRAVITY = {Incident.NONE: 0, Incident.HAZARD: 1, Incident.SERIOUS: 2, Incident.DEATH: 3}


def inputs_of(employer: Any, *, live: bool = True, on: date | None = None) -> list[WarningInput]:
    """The numbers entered about an employer, newest first; `live`: neither dropped nor expired."""
    if employer.unit is None:
        return []
    rows = WarningInput.objects.at_desks([employer.unit.desk_id]).filter(employer=employer)
    if live:
        rows = rows.filter(dropped_on=None, expires_on__gte=on or timezone.localdate())
    return list(rows.select_related("unit", "employer").order_by("-entered_on", "-pk")[:200])


def input_for(user: Any, employer: Any, pk: int) -> WarningInput:
    """One of them, where `user` may work on warnings; else 404."""
    rows = WarningInput.objects.at_desks([employer.unit.desk_id]).visible_to(user, Supervision.WARN)
    found: WarningInput | None = rows.filter(employer=employer, pk=pk).select_related("unit", "employer").first()
    if found is None:
        raise Http404
    return found


def input_stands(employer: Any, columns: Mapping[str, Any]) -> bool:
    """Whether the very same number of that source and period counts already."""
    rows = WarningInput.objects.at_desks([employer.unit.desk_id]).filter(
        employer=employer, dropped_on=None, derived=False
    )
    return rows.filter(expires_on__gte=timezone.localdate(), **columns).exists()


def facts_of(employer: Any, on: date | None = None) -> Facts:
    """What holds on that day: of each source the newest number, of several sources the worst."""
    newest: dict[tuple[str, str], WarningInput] = {}
    incidents: list[str] = []
    for row in inputs_of(employer, on=on):
        newest.setdefault((row.indicator, row.source), row)
        if row.indicator == Indicator.SAFETY:
            incidents.append(row.incident or Incident.NONE)
    rows = list(newest.values())
    overtime = max(_rows(rows, Indicator.OVERTIME), key=lambda row: _share(row), default=None)
    layoffs = max(_rows(rows, Indicator.LAYOFFS), key=lambda row: (row.people or 0, row.value or 0), default=None)
    return Facts(
        arrears=_worst(rows, Indicator.ARREARS),
        insurance=_worst(rows, Indicator.INSURANCE),
        complainants=_whole(_worst(rows, Indicator.COMPLAINANTS)),
        layoff_people=layoffs.people if layoffs else None,
        layoff_percent=layoffs.value if layoffs else None,
        layoff_reported=layoffs.reported if layoffs else True,
        overtime_percent=_share(overtime) if overtime else None,
        overtime_workers=overtime.workers if overtime else None,
        incident=max(incidents, key=lambda one: GRAVITY[Incident(one)], default=None),
        absconded=any(row.indicator == Indicator.ABSCONDED for row in rows),
    )


def _rows(rows: Iterable[WarningInput], indicator: Indicator) -> list[WarningInput]:
    return [row for row in rows if row.indicator == indicator]


def _worst(rows: Iterable[WarningInput], indicator: Indicator) -> Decimal | None:
    return max((row.value for row in _rows(rows, indicator) if row.value is not None), default=None)


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


def _share(row: WarningInput) -> Decimal:
    return HUNDRED * (row.people or 0) / row.workers if row.workers else Decimal(0)


def told_inputs(employer: Any) -> list[list[str]]:
    """The numbers in force as the employer is told them: of reports only that there were enough, and no count."""
    return [
        [
            str(row.get_indicator_display()),  # type: ignore[attr-defined]
            _told(row),
            str(row.get_source_display()),  # type: ignore[attr-defined]
            _("%(first)s至%(last)s") % {"first": full_day(row.period_from), "last": full_day(row.period_to)},
            full_day(row.expires_on),
        ]
        for row in inputs_of(employer)
    ]


def _told(row: WarningInput) -> str:
    if row.source != InputSource.TICKETS:
        return value_in_words(row)
    params, _copies = params_at(place_of(row.unit, row.employer))
    return _("不少于%(least)d名职工反映（匿名）") % {"least": params.reporters}


def value_in_words(row: WarningInput) -> str:
    """The number in words; overtime of too few people is not shown."""
    if row.indicator == Indicator.SAFETY:
        return str(row.get_incident_display())  # type: ignore[attr-defined]
    if row.indicator == Indicator.ABSCONDED:
        return _("是")
    if row.indicator == Indicator.OVERTIME:
        return _overtime(row)
    if row.indicator == Indicator.LAYOFFS:
        return _("%(people)s人，占%(percent)s%%") % {"people": row.people, "percent": row.value}
    return f"{row.value}"


def _overtime(row: WarningInput) -> str:
    params, _copies = params_at(place_of(row.unit, row.employer))
    if (row.workers or 0) < params.floor:
        return f"<{params.floor}"
    words = _("%(percent)s%%的职工每月加班超过%(hours)s小时")
    return words % {"percent": row.value, "hours": f"{params.overtime_hours.normalize():f}"}


def arithmetic(standing: Standing) -> list[str]:
    """The score with its arithmetic, and how the colour came about."""
    parts = [p for p in standing.points if Decimal(p["points"])]
    terms = " + ".join(f"{p['weight']}×{p['scale']}÷100" for p in parts) or "0"
    lines = [
        _("得分 = %(terms)s = %(total)s") % {"terms": terms, "total": f"{standing.total.normalize():f}"},
        _("按得分：%(colour)s") % {"colour": Colour(standing.by_score).label},
    ]
    if standing.incomplete:
        lines.append(_("有指标没有数据，按 0 计，得分不完整。"))
    return lines


def triggered(standing: Standing) -> list[str]:
    """What gives it a colour whatever the score; the worse of the two is its colour."""
    words = _("%(what)s：%(colour)s")
    return [words % {"what": Indicator(why).label, "colour": Colour(level).label} for why, level in standing.triggers]


def sources_of(standing: Standing) -> str:
    """The laws and rules it was computed by, each once."""
    return _("、").join(dict.fromkeys(str(row["source"]) for row in standing.rules if row.get("source")))


def contests_of(warning: Warning) -> list[Contest]:
    """Objections to it, the newest first."""
    rows = Contest.objects.at_desks([warning.desk_id]).filter(matter_id=warning.pk)
    return list(rows.order_by("-on", "-pk"))


def open_contest(warning: Warning) -> Contest | None:
    """The one that waits to be decided, under lock."""
    rows = Contest.objects.at_desks([warning.desk_id]).filter(matter_id=warning.pk, decided_on=None)
    found: Contest | None = rows.select_for_update(of=("self",)).first()
    return found


# --- where employers stand ------------------------------------------------------------------------------------------


def standing_of(employer: Any) -> Standing | None:
    """Where it stands now; None while nothing was ever entered."""
    if employer.unit is None:
        return None
    rows = Standing.objects.at_desks([employer.unit.desk_id]).filter(employer=employer)
    found: Standing | None = rows.select_related("unit", "employer").first()
    return found


def standings(user: Any, *, under: Any = None, level: int | None = None) -> QuerySet[Standing]:
    """Employers with a score within reach, the worst first when ordered by the list."""
    rows: QuerySet[Standing] = Standing.objects.at_desks(orgs.desks_for(user, Supervision.WARN_VIEW)).visible_to(user)
    if under is not None:
        rows = rows.filter(unit__path__under=under.path)
    if level is not None:
        rows = rows.filter(level=level)
    return rows.select_related("unit", "employer")


def open_warning(employer: Any) -> Warning | None:
    """Its open warning, for the actions."""
    if employer.unit is None:
        return None
    rows = Warning.objects.at_desks([employer.unit.desk_id]).open().filter(employer=employer)
    found: Warning | None = rows.select_related("unit", "employer").first()
    return found


def warning_of(user: Any, number: str, needs: str = "") -> Warning:
    """One warning within reach, else 404."""
    found: Warning = matters.matter_for(Warning, user, number, needs=needs)
    return found


def places_warned(user: Any) -> list[Any]:
    return orgs.places_to_choose(user, Supervision.WARN_VIEW)


def employers_warned(desk_id: int) -> list[int]:
    """Employers of a desk that have a number in force or a colour: those to be computed anew each night."""
    live = WarningInput.objects.at_desks([desk_id]).filter(dropped_on=None).values_list("employer_id", flat=True)
    coloured = Standing.objects.at_desks([desk_id]).filter(level__gt=0).values_list("employer_id", flat=True)
    return sorted({*live, *coloured})


def area_overtime(user: Any, unit: Any, params: Params) -> list[tuple[str, str, str]]:
    """(place, industry, share) of overtime at employers too small to be shown alone, added up by area and trade.

    What stays under the floor even at the top is «<10» and no number.
    """
    rows = (
        WarningInput.objects.at_desks(orgs.desks_beneath(unit.path))
        .visible_to(user)
        .filter(
            unit__path__under=unit.path,
            indicator=Indicator.OVERTIME,
            dropped_on=None,
            workers__lt=params.floor,
            expires_on__gte=timezone.localdate(),
        )
    )
    newest: dict[int, Any] = {}
    for row in rows.select_related("unit", "employer").order_by("-entered_on", "-pk")[:2000]:
        newest.setdefault(row.employer_id, row)
    cells = [Cell(row.unit.path, row.employer.industry, row.people or 0, row.workers or 0) for row in newest.values()]
    found = merged_upwards(cells, params.floor, top=len(unit.path))
    names = {one.path: str(one) for row in newest.values() for one in orgs.ancestors(row.unit)}
    return [(names[cell.path], str(Industry(cell.industry).label), _shown(cell, params.floor)) for cell in found]


def _shown(cell: Cell, floor: int) -> str:
    return f"<{floor}" if cell.of < floor else f"{cell.percent}%"
