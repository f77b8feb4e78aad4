"""Who supervises where: committees, and unions that have neither a committee nor a supervisor."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from unionhall.kit.access import Level
from unionhall.kit.figures import Period, values
from unionhall.orgs import queries as orgs
from unionhall.rules import queries as rules

from ..choices import SupervisorState
from ..models import Committee, Supervisor
from ..permissions import Supervision
from .params import place_of
from .registers import alarm_day, entry

MEMBERS = "people.members"  # the register's own count


@dataclass(frozen=True)
class Body:
    """What one union has for supervision, and what it lacks by the rule of its place."""

    unit: Any
    members: int
    committee: Committee | None
    supervisors: int
    floor: int  # members from which a committee is needed

    @property
    def lacks(self) -> str:
        """`committee`, `supervisor` (fewer members than the floor: one elected supervisor is enough), `term`, or ""."""
        if self.committee is not None:
            return "term" if self.committee.term_end < timezone.localdate() else ""
        if self.unit.level < Level.GRASSROOTS or self.members >= self.floor:
            return "committee"
        return "" if self.supervisors else "supervisor"


def unions(user: Any, *, under: Any = None, text: str = "", without: bool = False) -> QuerySet[Any]:
    """Unions at work within reach; `without`: those that have neither committee nor supervisor."""
    rows: QuerySet[Any] = orgs.units_seen(user, Supervision.VIEW).open()
    if under is not None:
        rows = rows.filter(path__under=under.path)
    if text:
        rows = rows.filter(Q(name__startswith=text) | Q(code=text))
    return _without(rows, orgs.desks_for(user, Supervision.VIEW)) if without else rows


def unions_without(user: Any) -> QuerySet[Any]:
    """Unions with neither, where the user keeps the register."""
    needs = Supervision.REGISTER
    return _without(orgs.units_seen(user, needs).open(), orgs.desks_for(user, needs)).order_by("path")


def _without(rows: QuerySet[Any], desks: Iterable[int]) -> QuerySet[Any]:
    desks = list(desks)
    committees = Committee.objects.at_desks(desks).standing().values("unit_id")
    persons = Supervisor.objects.at_desks(desks).exclude(state=SupervisorState.ENDED).values("unit_id")
    return rows.exclude(pk__in=committees).exclude(pk__in=persons)


def bodies(units: Iterable[Any]) -> list[Body]:
    """The same units with what they have; a handful of statements, however many units."""
    units = list(units)
    desks, today = {one.desk_id for one in units}, timezone.localdate()
    standing = Committee.objects.at_desks(desks).standing().filter(unit__in=units)
    committees = {one.unit_id: one for one in standing}
    persons = Supervisor.objects.at_desks(desks).in_office().filter(unit__in=units)
    numbers = dict(persons.order_by().values_list("unit_id").annotate(n=Count("pk")))
    members = values([MEMBERS], units, Period.of_day(today))
    return [
        Body(one, members.get((MEMBERS, one.pk), 0), committees.get(one.pk), numbers.get(one.pk, 0), _floor(one))
        for one in units
    ]


def _floor(unit: Any) -> int:
    return int(rules.value("supervision.committee-members", place=place_of(unit)))


def committee_of(unit: Any, *, lock: bool = False) -> Committee | None:
    """The committee at work there now."""
    rows = Committee.objects.at_desks([unit.desk_id]).standing().filter(unit=unit)
    rows = rows.select_for_update(of=("self",)) if lock else rows
    found: Committee | None = rows.select_related("unit").first()
    return found


def committees_before(unit: Any) -> list[Committee]:
    """Earlier ones, the latest first."""
    rows = Committee.objects.at_desks([unit.desk_id]).filter(unit=unit, ended_on__isnull=False)
    return list(rows.order_by("-elected_on", "-pk")[:20])


def committee_for(user: Any, pk: int, needs: str = Supervision.VIEW) -> Committee:
    """One of them, if `user` holds `needs` at the union; else 404."""
    return entry(Committee, user, pk, needs)


def committees_ending(user: Any) -> QuerySet[Committee]:
    """Committees whose term ends soon or has ended, where the user keeps the register."""
    needs = Supervision.REGISTER
    rows = Committee.objects.at_desks(orgs.desks_for(user, needs)).visible_to(user, needs).standing()
    ending: QuerySet[Committee] = rows.filter(term_end__lte=alarm_day("supervision.committee-alarm"))
    return ending.select_related("unit").order_by("term_end", "pk")
