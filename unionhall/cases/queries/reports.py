"""How many different people report an employer: counts and dates for early warning, never who or what they wrote."""

from datetime import date, datetime

from django.db.models import Count, QuerySet

from ..catalogue import services
from ..choices import Secrecy
from ..models import Case, DeskCase

LEFT = "withdrawn"
MOST = 2000


def people_reporting(*, desk_id: int, since: datetime, least: int) -> dict[int, int]:
    """{employer id: how many different people} asked about it since that moment, of those with at least `least`."""
    rows = _about_employers(desk_id, since).exclude(employer=None).order_by()
    counted = rows.values_list("employer_id").annotate(n=Count("person_id", distinct=True)).filter(n__gte=least)
    return dict(counted)


def dates_reported(*, desk_id: int, employer_id: int, since: datetime, where: dict[str, str], name: str) -> list[date]:
    """The dates people gave for `name` in such requests, the earliest of each person and without the person."""
    rows = _about_employers(desk_id, since).filter(employer_id=employer_id).order_by("-received_at")
    asked = dict.fromkeys(rows.values_list("person_id", "case_id")[:MOST])
    earliest: dict[int, date] = {}
    for person_id, case_id in asked:
        answers = Case.objects.of(person_id).filter(pk=case_id).values_list("answers", flat=True).first() or {}
        day = str(answers.get(name) or "")
        if day and all(str(answers.get(key)) == value for key, value in where.items()):
            given = date.fromisoformat(day)
            earliest[person_id] = min(given, earliest.get(person_id, given))
    return sorted(earliest.values())


def _about_employers(desk_id: int, since: datetime) -> QuerySet[DeskCase]:
    """Requests of services in which two about one employer look alike, at their lead union, not withdrawn.

    Anonymous ones are left out: nobody can tell whether three of them are three people.
    """
    codes = [service.code for service in services if service.alike]
    rows = DeskCase.objects.at_desks([desk_id]).filter(service_code__in=codes, helper=False, received_at__gte=since)
    return rows.exclude(outcome=LEFT).exclude(secrecy=Secrecy.ANONYMOUS)
