"""The numbers early warning is counted from: entered with their source, counted from cases, dropped, expired."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.audit import actions as audit
from unionhall.cases import queries as cases
from unionhall.kit import access
from unionhall.orgs import queries as orgs
from unionhall.rules import queries as rules

from .. import queries
from ..choices import SOURCES, Incident, Indicator, InputSource
from ..models import WarningInput
from ..permissions import Supervision
from ..refusals import AtField, NotInOrder, TooSmall
from ..scoring import from_reports
from .clues import in_the_past
from .colours import assess, place_of_employer, standing_held

ARREARS_CAUSE = {"cause": "51"}  # 拖欠工资, as complaints name it
DAYS_OF_A_MONTH = Decimal("30.4375")
NEEDS_VALUE = (Indicator.ARREARS, Indicator.INSURANCE, Indicator.COMPLAINANTS)
RENEWED_BEFORE = timedelta(days=30)  # what is counted again each night is written anew so long before it expires


# --- numbers ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def enter_input(
    *,
    employer: Any,
    indicator: str,
    source: str,
    period_from: date,
    period_to: date,
    by: Any,
    value: Decimal | None = None,
    people: int | None = None,
    workers: int | None = None,
    reported: bool = True,
    incident: str = "",
) -> WarningInput:
    """One number with its source and period; it holds for the days the rule gives, then it expires by itself."""
    unit = place_of_employer(employer)
    access.require(by, Supervision.WARN, at=unit)
    in_the_past(period_to, _("统计期末日"))
    if period_from > period_to:
        raise NotInOrder(gettext_lazy("统计期起始日不能晚于末日。"))
    value = _checked(indicator, source, employer, value, people, workers, incident)
    columns: dict[str, Any] = {
        "indicator": indicator,
        "source": source,
        "period_from": period_from,
        "period_to": period_to,
        "value": value,
        "people": people,
        "workers": workers,
        "reported": reported,
        "incident": incident,
    }
    standing_held(employer, unit, timezone.localdate())
    if queries.input_stands(employer, columns):
        raise NotInOrder(gettext_lazy("同一来源、同一统计期的这条信息已经登记过，不用重复登记。"))
    row = _write(employer, unit, by=by, **columns)
    assess(employer=employer, by=by)
    return row


def _checked(
    indicator: str,
    source: str,
    employer: Any,
    value: Decimal | None,
    people: int | None,
    workers: int | None,
    incident: str,
) -> Decimal | None:
    """The value to keep: what is missing or impossible is refused in words."""
    if source not in SOURCES[Indicator(indicator)]:
        raise AtField("source", not_from(indicator))
    if indicator in NEEDS_VALUE and value is None:
        raise NotInOrder(gettext_lazy("请填写数值。"))
    if indicator == Indicator.SAFETY and incident not in Incident.values:
        raise NotInOrder(gettext_lazy("请选择事故或隐患的情况。"))
    if indicator == Indicator.OVERTIME:
        if people is None or not workers or people > workers:
            raise NotInOrder(gettext_lazy("请填写超时加班人数和调查总人数，超时人数不能多于总人数。"))
        return (Decimal(100) * people / workers).quantize(Decimal("0.01"))
    if indicator == Indicator.LAYOFFS:
        if people is None:
            raise NotInOrder(gettext_lazy("请填写拟裁减人数。"))
        staff = workers or employer.headcount
        if not staff or people > staff:
            raise NotInOrder(gettext_lazy("拟裁减人数不能多于职工总数，请先核对职工总数。"))
        return (Decimal(100) * people / staff).quantize(Decimal("0.01"))
    if source == InputSource.TICKETS:
        least = int(rules.value("supervision.warning-reporters", place=queries.place_of(employer.unit, employer)))
        if (people or 0) < least:
            raise TooSmall(_("须有 %(least)d 名以上不同职工反映，才能登记。") % {"least": least})
    return value


def _write(employer: Any, unit: Any, *, by: Any, derived: bool = False, **columns: Any) -> WarningInput:
    today = timezone.localdate()
    days = rules.limit("supervision.warning-expiry", place=queries.place_of(unit, employer), on=today)[0]
    row: WarningInput = WarningInput.objects.create(
        desk_id=unit.desk_id,
        unit=unit,
        employer=employer,
        entered_on=today,
        expires_on=today + timedelta(days=days),
        by_id=by.pk,
        by_name=str(by)[:60],
        derived=derived,
        **columns,
    )
    audit.record(
        "supervision.input.entered",
        subject=row,
        by=by,
        unit=unit,
        indicator=row.indicator,
        source=row.source,
        employer_id=employer.pk,
        derived=derived,
    )
    return row


def not_from(indicator: str) -> str:
    """That this indicator is not known from the source chosen, and from which it is."""
    allowed = _("、").join(str(one.label) for one in SOURCES[Indicator(indicator)])
    return _("“%(what)s”只能来自：%(sources)s。") % {"what": Indicator(indicator).label, "sources": allowed}


@transaction.atomic
def drop_input(*, row: WarningInput, because: str, by: Any) -> WarningInput:
    """A number that was wrong, or that the employer contested with reason, counts no longer; the line stays."""
    access.require(by, Supervision.WARN, at=row.unit)
    if not because.strip():
        raise NotInOrder(gettext_lazy("请写明撤下的理由。"))
    rows = WarningInput.objects.at_desks([row.desk_id]).select_for_update(of=("self",))
    row = rows.select_related("unit", "employer").get(pk=row.pk)
    if row.dropped_on is not None:
        raise NotInOrder(gettext_lazy("这条信息已经撤下。"))
    drop_row(row, because, by)
    assess(employer=row.employer, by=by)
    return row


def drop_row(row: WarningInput, because: str, by: Any) -> None:
    """The row stays and says why it counts no longer; whoever calls computes the colour anew."""
    row.dropped_on, row.dropped_because = timezone.localdate(), because.strip()[:200]
    row.save(update_fields=["dropped_on", "dropped_because"])
    audit.record(
        "supervision.input.dropped",
        subject=row,
        by=by,
        unit=row.unit,
        because=row.dropped_because,
        indicator=row.indicator,
        employer_id=row.employer_id,
    )


@transaction.atomic
def note_incident(*, employer: Any, incident: str, on: date, by: Any) -> WarningInput | None:
    """What the safety room told of an accident or an overdue hazard; None for an employer that counts nowhere."""
    if employer is None or employer.unit is None:
        return None
    row = _write(
        employer,
        employer.unit,
        by=by,
        indicator=Indicator.SAFETY,
        source=InputSource.HAZARDS,
        period_from=on,
        period_to=on,
        incident=incident,
    )
    assess(employer=employer, by=by)
    return row


@transaction.atomic
def forget_incident(*, employer: Any, incident: str, on: date, because: str, by: Any) -> None:
    """The accident told of that day was entered by mistake: its line counts no longer, and stays."""
    if employer is None or employer.unit is None:
        return
    rows = WarningInput.objects.at_desks([employer.unit.desk_id]).filter(
        employer=employer, source=InputSource.HAZARDS, incident=incident, period_from=on, dropped_on=None
    )
    row = rows.select_for_update(of=("self",)).order_by("pk").first()
    if row is not None:
        drop_row(row, because, by)
        assess(employer=employer, by=by)


def derive(*, desk_id: int, by: Any) -> int:
    """Count complainants (and months of arrears they agree on) from the cases of a desk; how many employers."""
    unit = orgs.unit(desk_id)
    place = queries.place_of(unit)
    window = int(rules.value("supervision.warning-window", place=place))
    least = int(rules.value("supervision.warning-reporters", place=place))
    since = _start_of(timezone.localdate() - timedelta(days=window))
    counted = cases.people_reporting(desk_id=desk_id, since=since, least=least)
    known = _derived_before(desk_id)
    for employer_id in sorted({*counted, *known}):
        employer = orgs.employer(employer_id)
        if employer is not None and employer.unit is not None and employer.unit.desk_id == desk_id:
            _derive_one(employer, counted.get(employer_id), since, least, by)
    return len(counted)


def _derived_before(desk_id: int) -> set[int]:
    rows = WarningInput.objects.at_desks([desk_id]).filter(derived=True, dropped_on=None)
    return set(rows.values_list("employer_id", flat=True))


@transaction.atomic
def _derive_one(employer: Any, people: int | None, since: datetime, least: int, by: Any) -> None:
    """Both numbers of one employer, where they changed; below the least number nothing stands."""
    months = None
    if people is not None:
        days = cases.dates_reported(
            desk_id=employer.unit.desk_id, employer_id=employer.pk, since=since, where=ARREARS_CAUSE, name="since"
        )
        months = from_reports([_months_since(day) for day in days], least)
    changed = _replace(employer, Indicator.COMPLAINANTS, Decimal(people) if people else None, people, since, by)
    changed |= _replace(employer, Indicator.ARREARS, months, people, since, by)
    if changed:
        assess(employer=employer, by=by)


def _replace(
    employer: Any, indicator: Indicator, value: Decimal | None, people: int | None, since: datetime, by: Any
) -> bool:
    rows = WarningInput.objects.at_desks([employer.unit.desk_id]).select_for_update(of=("self",))
    before = rows.filter(employer=employer, indicator=indicator, derived=True, dropped_on=None).first()
    today = timezone.localdate()
    if before is not None and before.value == value and before.expires_on >= today + RENEWED_BEFORE:
        return False
    if before is not None:
        drop_row(before, _("按最新数据重新统计"), by)
    if value is None:
        return before is not None
    _write(
        employer,
        employer.unit,
        by=by,
        derived=True,
        indicator=indicator,
        source=InputSource.TICKETS,
        value=value,
        people=people,
        period_from=timezone.localdate(since),
        period_to=today,
    )
    return True


def _months_since(day: date) -> Decimal:
    return (Decimal(max(0, (timezone.localdate() - day).days)) / DAYS_OF_A_MONTH).quantize(Decimal("0.01"))


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
