"""Reading accidents: grade, legal steps, windows, victims, what is still owed to families."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.cases import queries as cases
from unionhall.funds import queries as funds
from unionhall.funds.choices import OPEN
from unionhall.kit.access import Level
from unionhall.kit.figures import Period
from unionhall.matters import queries as matters
from unionhall.orgs import queries as orgs
from unionhall.workflow import Held

from ..choices import GRAVE, AccidentGrade, Hardship
from ..grading import Graded, grade
from ..models import Accident, AccidentStep, Casualties, FollowUp, InquiryMember, Victim
from ..permissions import Safety
from .hazards import _during
from .terms import place_of, rows_of, table, term

TABLES = ("deaths", "serious", "loss")
INQUIRY = {  # who leads the inquiry (生产安全事故报告和调查处理条例 art. 19); 0 is the state
    AccidentGrade.SPECIAL: 0,
    AccidentGrade.MAJOR: int(Level.PROVINCE),
    AccidentGrade.LARGER: int(Level.CITY),
    AccidentGrade.GENERAL: int(Level.COUNTY),
}
UP_TO = {  # how far the authorities report it (art. 10)
    AccidentGrade.SPECIAL: 4,
    AccidentGrade.MAJOR: 4,
    AccidentGrade.LARGER: 3,
    AccidentGrade.GENERAL: 2,
}
STEPS = {
    "head": _("现场人员立即报告单位负责人"),
    "authority": _("单位负责人向县级监管部门报告"),
    "authority-city": _("县级监管部门报市级"),
    "authority-province": _("市级监管部门报省级"),
    "authority-state": _("省级监管部门报国务院"),
    "informed": _("监管部门通知公安、人社、工会、检察机关"),
    "union-county": _("工会内部：报县级工会"),
    "union-city": _("工会内部：报市级工会"),
    "union-province": _("工会内部：报省级工会"),
    "again": _("伤亡变化补报截止"),
    "inquiry": _("提交调查报告"),
}
UPWARD = (("authority-city", 2), ("authority-province", 3), ("authority-state", 4))


def accident_for(user: Any, number: str, *, needs: str = "") -> Accident:
    """The accident, if `user` may read it where it sits; for anyone else it does not exist (404)."""
    row: Accident = matters.matter_for(Accident, user, number, needs=needs)
    return row


def graded(*, deaths: int, serious: int, loss: Decimal, place: str, on: date) -> Graded:
    floors = {name: table(f"accident-{name}", place=place, on=on) for name in TABLES}
    return grade(deaths=deaths, serious=serious, loss=loss, floors=floors)


def grading_rules(*, place: str, on: date) -> list[Any]:
    return [row for name in TABLES for row in rows_of(f"accident-{name}", place=place, on=on)]


def inquiry_level(found: str) -> int:
    return INQUIRY[AccidentGrade(found)]


def again_until(happened_at: datetime, *, quick: bool, place: str) -> date:
    """The last day on which a change of casualties re-grades: plain days, rest days or not."""
    code = "accident-again-quick" if quick else "accident-again"
    days = int(term(code, start=happened_at, place=place).rule.value)
    return timezone.localdate(happened_at) + timedelta(days=days)


def legal_steps(accident: Accident) -> list[dict[str, Any]]:
    """Every step with its last moment, as columns of `AccidentStep`; counted from when the head was told."""
    place = place_of(accident.unit, accident.employer)
    told = accident.head_told_at or accident.happened_at
    rows = [_row("head", accident.happened_at, None, {}, accident.head_told_at)]
    first = term("accident-authority", start=told, place=place)
    rows.append(_row("authority", first.at, None, first.rule))
    at = first.at
    for code, far in UPWARD:
        if UP_TO[AccidentGrade(accident.grade)] >= far and at is not None:
            step = term("accident-upward", start=at, place=place)
            at = step.at
            rows.append(_row(code, at, None, step.rule))
    rows.append(_row("informed", first.at, None, first.rule))
    rows += _union_chain(accident, place)
    rows.append(_row("again", None, accident.again_until, {}))
    rows.append(_row("inquiry", None, accident.report_due_on, {}))
    return rows


def _union_chain(accident: Accident, place: str) -> list[dict[str, Any]]:
    """County in 1 h, city 2 h after; from 较大 on all levels at once."""
    at, all_at_once = accident.union_told_at, accident.grade != AccidentGrade.GENERAL
    rows = []
    for level, code in ((Level.COUNTY, "county"), (Level.CITY, "city"), (Level.PROVINCE, "province")):
        if accident.unit.level <= level or (code == "province" and not all_at_once):
            continue
        step = term(f"accident-union-{code}", start=at, place=place)
        rows.append(_row(f"union-{code}", accident.union_told_at if all_at_once else step.at, None, step.rule))
        at = at if all_at_once or step.at is None else step.at
    return rows


def _row(code: str, at: datetime | None, on: date | None, rule: Any, done: datetime | None = None) -> dict[str, Any]:
    source = {"source": rule.source, "article": rule.article, "value": rule.number} if rule else {}
    return {"code": code, "due_at": at, "due_on": on, "rule": source, "done_at": done}


def steps_of_accident(accident: Accident) -> QuerySet[AccidentStep]:
    return AccidentStep.objects.at_desks([accident.desk_id]).filter(matter_id=accident.pk).order_by("place")


def step_of_accident(accident: Accident, code: str) -> AccidentStep:
    """One step, or 404."""
    found = steps_of_accident(accident).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def casualties_of(accident: Accident) -> list[Casualties]:
    rows = Casualties.objects.at_desks([accident.desk_id]).filter(matter_id=accident.pk)
    return list(rows.order_by("-written_at", "-pk"))


def members_of(accident: Accident) -> list[InquiryMember]:
    return list(InquiryMember.objects.at_desks([accident.desk_id]).filter(matter_id=accident.pk).order_by("pk"))


def victims_of(accident: Accident) -> list[Victim]:
    return list(Victim.objects.at_desks([accident.desk_id]).filter(matter_id=accident.pk).order_by("pk"))


def victim_of(accident: Accident, pk: int) -> Victim:
    """One of them, or 404."""
    rows = Victim.objects.at_desks([accident.desk_id]).filter(matter_id=accident.pk, pk=pk)
    found: Victim | None = rows.first()
    if found is None:
        raise Http404
    return found


def follow_ups_of(accident: Accident) -> list[FollowUp]:
    rows = FollowUp.objects.at_desks([accident.desk_id]).filter(matter_id=accident.pk)
    if not accident.is_void:  # there they stay to be read
        rows = rows.filter(dropped_on=None)
    return list(rows.order_by("due_on", "pk"))


def follow_up_of(accident: Accident, pk: int) -> FollowUp:
    """One of them, or 404."""
    found = next((row for row in follow_ups_of(accident) if row.pk == pk), None)
    if found is None:
        raise Http404
    return found


def open_care(accident: Accident) -> bool:
    """A claim not made, a hardship check not answered, or a visit not made."""
    rows = Victim.objects.at_desks([accident.desk_id]).filter(matter_id=accident.pk)
    waiting = Q(hardship=Hardship.TODO) | Q(claimed_on=None, claim_by_employer__isnull=False)
    visits = FollowUp.objects.at_desks([accident.desk_id]).filter(matter_id=accident.pk, done_on=None, dropped_on=None)
    return rows.filter(waiting).exists() or visits.exists()


def unwritten(accident: Accident) -> int:
    """How many of the dead and badly hurt are not written down yet: their families' timers have not begun."""
    rows = Victim.objects.at_desks([accident.desk_id]).filter(matter_id=accident.pk, harm__in=GRAVE)
    return max(accident.deaths + accident.serious - rows.count(), 0)


def victims_missing(user: Any) -> QuerySet[Accident]:
    """Open accidents with dead or badly hurt who are not written down, where `user` cares for victims."""
    known = Victim.objects.filter(desk_id=OuterRef("desk_id"), matter_id=OuterRef("pk"), harm__in=GRAVE)
    counted = known.order_by().values("matter_id").annotate(n=Count("pk")).values("n")
    rows = Accident.objects.visible_to(user, Safety.VICTIMS).open().annotate(known=Coalesce(Subquery(counted), 0))
    return rows.filter(known__lt=F("deaths") + F("serious")).select_related("unit")


def accident_alike(accident: Accident) -> Accident | None:
    """Another file of the same employer, moment and kind that still counts: the same accident entered twice."""
    rows = Accident.objects.at_desks([accident.desk_id]).filter(
        employer_id=accident.employer_id, happened_at=accident.happened_at, kind=accident.kind
    )
    found: Accident | None = rows.exclude(pk=accident.pk).exclude(outcome=Held.WITHDRAWN).first()
    return found


def entered_by(accident: Accident) -> int:
    """Who opened the file."""
    return matters.steps_of(accident)[-1].by_id


def help_waiting(accident: Accident) -> bool:
    """A request for help opened because of it still runs, or condolence money is neither paid nor cancelled."""
    return any(_asked_for(one) or _owed(one) for one in victims_of(accident))


def _asked_for(victim: Victim) -> bool:
    if not victim.hardship_case or victim.person_id is None:
        return False
    return bool(cases.my_cases(victim.person_id).filter(number=victim.hardship_case, closed_at=None).exists())


def _owed(victim: Victim) -> bool:
    return victim.condolence_owed is not None and any(
        one.state in OPEN for one in funds.payables_of(victim, victim.desk_id)
    )


def voiding_place(accident: Accident) -> Any:
    """Where one must decide to void a closed file: the union above; of the province itself."""
    return orgs.parent_of(accident.unit) or accident.unit


def may_void_closed(user: Any, accident: Accident) -> bool:
    """Whether `user` sits above the union whose closed file it is."""
    open_to = accident.is_closed and not accident.is_void
    return open_to and user.may(Safety.DECIDE, at=voiding_place(accident))


def first_numbers(accident: Accident) -> Casualties:
    """As it was entered: where the accident counts."""
    rows = Casualties.objects.at_desks([accident.desk_id]).filter(matter_id=accident.pk, first=True)
    found: Casualties = rows.select_related("unit").get()
    return found


def counted_deaths(accident: Accident) -> list[tuple[Any, int]]:
    """(unit, deaths counted there) of every unit that has a line of its numbers."""
    units: dict[int, tuple[Any, int]] = {}
    rows = Casualties.objects.at_desks([accident.desk_id]).filter(matter_id=accident.pk).select_related("unit")
    for row in rows:
        units[row.unit_id] = (row.unit, units.get(row.unit_id, (None, 0))[1] + row.more_deaths)
    return list(units.values())


def follow_ups_due(user: Any, until: date) -> QuerySet[FollowUp]:
    """Visits to families due until that day, where `user` cares for victims."""
    rows = FollowUp.objects.visible_to(user, Safety.VICTIMS).filter(done_on=None, due_on__lte=until)
    return rows.filter(dropped_on=None)


def claims_due(user: Any, until: date) -> QuerySet[Victim]:
    """Injury claims the employer has not made, whose day is near or past."""
    rows = Victim.objects.visible_to(user, Safety.VICTIMS)
    return rows.filter(claimed_on=None, claim_by_employer__lte=until, dropped_on=None)


def accident_numbers(rows: list[Any]) -> dict[int, str]:
    """{accident id: its number} for rows of accidents, one statement."""
    desks, pks = {row.desk_id for row in rows}, {row.matter_id for row in rows}
    found = Accident.objects.at_desks(desks).filter(pk__in=pks).values_list("pk", "number")
    return dict(found)


def accidents_seen(user: Any) -> QuerySet[Accident]:
    return Accident.objects.visible_to(user).select_related("unit", "employer")


def accidents_of_employer(user: Any, employer: Any) -> QuerySet[Accident]:
    """Without those entered by mistake, which say nothing about it."""
    rows = Accident.objects.visible_to(user).filter(employer=employer).exclude(outcome=Held.WITHDRAWN)
    return rows.order_by("-opened_at", "-pk")


def accidents_counted(period: Period) -> Mapping[int, int]:
    """Entered in the period less those taken out in it, at the union that entered them: the lines say where."""
    rows = Casualties.objects.filter(Q(first=True) | Q(voids=True), _during("written_at", period)).order_by()
    net = Count("pk", filter=Q(first=True)) - Count("pk", filter=Q(voids=True))
    return {unit: n for unit, n in rows.values_list("unit_id").annotate(n=net) if n}


def deaths_counted(period: Period) -> Mapping[int, int]:
    rows = Casualties.objects.filter(_during("written_at", period)).order_by().values_list("unit_id")
    return {unit: int(n) for unit, n in rows.annotate(n=Sum("more_deaths")) if n}
