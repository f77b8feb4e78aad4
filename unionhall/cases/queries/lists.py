"""Lists of cases: the worker's own, the desk's, and those that look alike."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.db.models import Q, QuerySet
from django.utils import timezone

from unionhall.kit import access, workdays
from unionhall.orgs import queries as orgs
from unionhall.workflow import Service

from ..catalogue import services
from ..choices import Status
from ..models import Case, DeskCase
from ..permissions import Cases

NUMBER_LEAST = 19  # digits of a case's number: division, day, five or more of the series
MOST_PLACES = 300  # in a select; any other unit is named by its number


@dataclass(frozen=True)
class CaseFilter:
    """What the desk list is narrowed by; unknown values are taken as not given."""

    state: str = "open"
    service: str = ""
    unit: Any = None  # this unit and all beneath it
    holder: int | None = None
    employer: int | None = None
    stars: int | None = None
    time_class: str = ""
    firm: str = ""  # part of the employer's name, or its whole credit code
    text: str = ""
    first: date | None = None  # closed (or, for open ones, received) from … to
    last: date | None = None

    def only(self, **values: Any) -> Self:
        return replace(self, **values)


def reach(user: Any) -> list[int]:
    """The county desks under any place where `user` may read cases of some service; asked once a user object."""
    if (known := user.__dict__.get("_case_desks")) is not None:
        return known
    held = [h for view in sorted({s.view for s in services}) for h in access.holding(user, view)]
    user.__dict__["_case_desks"] = orgs.desks_held(held)
    return user.__dict__["_case_desks"]


def my_cases(user: Any) -> QuerySet[Case]:
    """The worker's own, newest first."""
    return Case.objects.of(user).select_related("unit").order_by("-received_at", "-pk")


def desk_cases(user: Any, filters: CaseFilter | None = None, *, helping: bool = True) -> QuerySet[DeskCase]:
    """Cases at desks within reach, as lead or (with `helping`) as helper; ordered by the list, not here."""
    chosen = filters or CaseFilter()
    rows = DeskCase.objects.at_desks(_desks(user, chosen)).visible_to(user).select_related("unit", "employer")
    if not helping:
        rows = rows.filter(helper=False)
    if chosen.unit is not None:
        rows = rows.filter(unit__path__under=chosen.unit.path)
    rows = rows.filter(_in_state(chosen.state))
    for name in ("service", "holder", "employer", "stars", "time_class"):
        value = getattr(chosen, name)
        if value:
            rows = rows.filter(**{_COLUMNS[name]: value})
    if chosen.first and chosen.last:
        column = _DATED.get(chosen.state, "received_at")
        rows = rows.filter(**{f"{column}__date__gte": chosen.first, f"{column}__date__lte": chosen.last})
    if chosen.firm:
        code = chosen.firm.strip().upper()
        rows = rows.filter(Q(employer__credit_code=code) | Q(employer__name__icontains=chosen.firm.strip()))
    if chosen.text:
        rows = rows.filter(_named(chosen.text))
    return rows


def _named(text: str) -> Q:
    """A whole number, which an index finds; else part of a title, which no index does (decision 18)."""
    return Q(number=text) if text.isdecimal() and len(text) >= NUMBER_LEAST else Q(title__icontains=text)


LISTED = (
    "desk_id", "unit__name", "unit__short_name", "employer__name", "employer__credit_code", "number", "title", "who",
    "holder_name", "helper", "service_code", "stage_code", "status", "taken_at", "to_decide", "wrote_at", "next_due_on",
    "received_at", "closed_at", "closed_on_time", "rated_stars",
)  # fmt: skip


def listed_cases(user: Any, filters: CaseFilter) -> QuerySet[DeskCase]:
    """The same with only what the desk's list prints."""
    return desk_cases(user, filters).only(*LISTED)


_DATED = {"closed": "closed_at", "rated": "closed_at", "first-answers": "answered_at"}  # what first and last are about
_COLUMNS = {
    "service": "service_code",
    "holder": "holder_id",
    "employer": "employer_id",
    "stars": "rated_stars",
    "time_class": "time_class",
}


def _desks(user: Any, chosen: CaseFilter) -> list[int]:
    """Desks to ask: those in reach, narrowed to the unit looked at."""
    desks = reach(user)
    if chosen.unit is None:
        return desks
    wanted = set(orgs.desks_beneath(chosen.unit.path)) | {chosen.unit.desk_id}
    return [desk for desk in desks if desk in wanted]


def _in_state(state: str) -> Q:
    today = timezone.localdate()
    running = Q(status=Status.OPEN)
    states = {
        "open": ~Q(status=Status.CLOSED),
        "new": running & Q(taken_at=None, helper=False),
        "due": running & Q(next_due_on__lte=workdays.next_working_day(today), next_due_on__gte=today),
        "late": running & Q(next_due_on__lt=today),
        "waiting": Q(status=Status.WAITING),
        "answered": ~Q(status=Status.CLOSED) & Q(wrote_at__isnull=False),
        "decide": ~Q(status=Status.CLOSED) & Q(to_decide=True),
        "meeting": Q(appointment_at__gte=_start(today), appointment_at__lt=_start(today + timedelta(days=1))),
        "unanswered": ~Q(status=Status.CLOSED) & Q(answer_due_at__isnull=False, helper=False),
        "alarm": ~Q(status=Status.CLOSED) & Q(alarm_from__lte=today, helper=False),
        "first-answers": Q(answered_at__isnull=False),
        "closed": Q(status=Status.CLOSED),
        "rated": Q(rated_stars__isnull=False),
        "all": Q(),
    }
    return states.get(state, states["open"])


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def fingerprint(service: Service, employer: Any, answers: Mapping[str, Any]) -> str:
    """The same for requests about the same employer and matter; a hint, so it need not be secret."""
    facts = [service.code, getattr(employer, "pk", employer), *(str(answers.get(name, "")) for name in service.alike)]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()


def likely_duplicates(person: Any, fingerprint: str, *, service_code: str) -> list[Case]:
    """The person's own open cases that ask for the same: shown as a hint, never in the way."""
    if person is None:
        return []
    alike = Case.objects.of(person).exclude(status=Status.CLOSED).filter(service_code=service_code)
    return list(alike.filter(fingerprint=fingerprint).order_by("-received_at")[:3])


def readable(user: Any, numbers: Iterable[str]) -> set[str]:
    """Which of these cases `user` may open; asks nothing for none."""
    wanted = [number for number in numbers if number]
    if not wanted:
        return set()
    rows = DeskCase.objects.at_desks(reach(user)).visible_to(user).filter(number__in=wanted)
    return set(rows.values_list("number", flat=True))


def others_alike(user: Any, case: Case, most: int = 5) -> list[DeskCase]:
    """Other cases about the same employer and matter within reach: perhaps one dispute of many workers."""
    if not case.fingerprint or case.employer_id is None:
        return []
    rows = DeskCase.objects.at_desks(reach(user)).visible_to(user).filter(fingerprint=case.fingerprint, helper=False)
    return list(rows.exclude(case_id=case.pk).order_by("-received_at")[:most])


def places_to_send(user: Any, case: Case, needs: str = Cases.ASSIGN) -> list[Any]:
    """Units one may send it to with a tick: beneath the unit that has it, beside it, and the one above."""
    above = orgs.parent_of(case.unit)
    beside = list(orgs.children(above)[:MOST_PLACES]) if above is not None else []
    near = [*([above] if above is not None else []), *beside, *orgs.children(case.unit)[:MOST_PLACES]]
    return [unit for unit in near if unit.pk != case.unit_id and not unit.has_ended and user.may(needs, at=unit)]
