"""Reading hazards: what stands behind the list, the employer's page, the counts."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.cases import queries as cases
from unionhall.documents import queries as documents
from unionhall.documents.choices import DocumentState
from unionhall.kit.figures import Period
from unionhall.matters import queries as matters

from ..choices import Grade
from ..models import Hazard, Overdue
from ..permissions import Safety


def hazard_for(user: Any, number: str, *, needs: str = "") -> Hazard:
    """The hazard, if `user` may read it where it sits; for anyone else it does not exist (404)."""
    row: Hazard = matters.matter_for(Hazard, user, number, needs=needs)
    return row


def hazards_of_employer(user: Any, employer: Any) -> QuerySet[Hazard]:
    return Hazard.objects.visible_to(user).filter(employer=employer).order_by("-opened_at", "-pk")


def hazards_seen(user: Any) -> QuerySet[Hazard]:
    return Hazard.objects.visible_to(user).select_related("unit", "employer")


def hazards_of_inspection(inspection: Any) -> QuerySet[Hazard]:
    """Those an inspection found, at its desk."""
    return Hazard.objects.at_desks([inspection.desk_id]).filter(inspection=inspection.number).order_by("pk")


def undecided(at: datetime) -> QuerySet[Hazard]:
    return Hazard.objects.undecided(at).select_related("unit", "employer").order_by("pk")


def to_escalate(on: date) -> QuerySet[Hazard]:
    """Overdue so long that the county is to hear of it."""
    rows = Hazard.objects.open().filter(escalate_on__lte=on, escalated_at=None).exclude(overdue_since=None)
    return rows.select_related("unit", "employer").order_by("pk")


def authority_waiting(user: Any) -> QuerySet[Hazard]:
    """The authority is to be told and nobody has done it."""
    rows = Hazard.objects.visible_to(user, Safety.WORK).open()
    return rows.filter(authority_told_at=None, authority_due_on__isnull=False).select_related("unit")


def case_of(hazard: Hazard) -> Any:
    """The worker's case it came from; None for those found by the union."""
    if not hazard.origin or hazard.origin_person_id is None:
        return None
    return cases.my_cases(hazard.origin_person_id).filter(number=hazard.origin).first()


def hazard_of_case(case: Any) -> Hazard | None:
    """The hazard a worker's report began, at the desk of the union that had it first or has it now."""
    desks = {case.unit.desk_id, case.origin_desk_id}
    found: Hazard | None = Hazard.objects.at_desks(desks).filter(origin=case.number).order_by("-pk").first()
    return found


def case_by_id(line: Any) -> Any:
    """The case an audit line tells of; None for a line that lies with no person."""
    person = getattr(line, "person_id", None)
    return cases.my_cases(person).filter(pk=int(line.subject_id)).first() if person is not None else None


def plain_steps(hazard: Hazard) -> list[dict[str, Any]]:
    """What has happened to the danger, in words for the one who reported it; no names, nothing of the employer's."""
    done = [
        (_("工会已核实"), hazard.verified_at),
        (_("已向单位提出整改"), hazard.notified_at),
        (_("单位已答复"), hazard.answered_at),
        (_("已移送监管部门"), hazard.authority_told_at),
        (_("复查合格"), hazard.rechecked_on if hazard.outcome == "done" else None),
    ]
    return [{"title": title, "at": at} for title, at in done if at is not None]


def hazard_at(desk_id: int, pk: int) -> Hazard | None:
    """For reactions, which know where the row lies."""
    found: Hazard | None = Hazard.objects.at_desks([desk_id]).select_related("unit", "employer").filter(pk=pk).first()
    return found


def row_now(hazard: Hazard) -> Hazard:
    """The row it goes on as, when it was passed to another county, or once more from there."""
    rows = Hazard.objects.select_related("unit", "employer")
    while hazard.passed_to:
        hazard = rows.get(number=hazard.passed_to, passed_from=hazard.number)
    return hazard


def drafts_of(hazard: Hazard, kind: str) -> list[Any]:
    """Its letters of a kind that nobody has signed yet."""
    return [one for one in documents.of_subject(hazard) if one.kind_code == kind and one.state == DocumentState.DRAFT]


def letter_number(hazard: Hazard, document: int) -> str:
    """The number of one of the hazard's letters."""
    return next((one.number for one in documents.of_subject(hazard) if one.pk == document), "")


def hazards_reported(period: Period) -> Mapping[int, int]:
    """Each once, where it was reported first: one passed to another county is not reported again there."""
    rows = Hazard.objects.filter(_during("opened_at", period), passed_from="").order_by()
    rows = rows.values_list("counted_unit_id")
    return dict(rows.annotate(n=Count("pk")))


def hazards_closed(period: Period) -> Mapping[int, int]:
    return _closed(Q(), period)


def hazards_closed_in_time(period: Period) -> Mapping[int, int]:
    return _closed(Q(in_time=True), period)


def _closed(more: Q, period: Period) -> dict[int, int]:
    done = Q(outcome="done") & _during("closed_at", period)
    rows = Hazard.objects.filter(done & more).order_by().values_list("unit_id")
    return dict(rows.annotate(n=Count("pk")))


def major_overdue(period: Period) -> Mapping[int, int]:
    """Major hazards and danger to life overdue at the end of the last day."""
    standing = Q(until=None) | Q(until__gt=period.last)
    rows = Overdue.objects.filter(standing, since__lte=period.last).exclude(grade=Grade.GENERAL)
    return dict(rows.order_by().values_list("unit_id").annotate(n=Count("pk")))


def overdue_now(hazard: Hazard) -> Overdue | None:
    rows = Overdue.objects.at_desks([hazard.desk_id]).filter(matter_id=hazard.pk, until=None)
    found: Overdue | None = rows.select_related("unit").first()
    return found


def _during(column: str, period: Period) -> Q:
    first, end = start_of(period.first), start_of(period.last + timedelta(days=1))
    return Q(**{f"{column}__gte": first, f"{column}__lt": end})


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
