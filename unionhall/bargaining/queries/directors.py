"""职工董事、职工监事 within scope: the register, who sits for a congress, whose term ends, which firm has none."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from .. import standards
from ..choices import BoardSeat, ItemType, Result
from ..models import AgendaItem, Board, Congress, Director, Session
from ..permissions import Bargaining
from .scope import row_at, seen


def alarm_from(code: str = "bargaining.term-alarm") -> date:
    """Whatever ends by this day is told of today."""
    return timezone.localdate() + timedelta(days=standards.number(code, standards.NATION))


def _seen(user: Any, needs: str = Bargaining.VIEW) -> Any:
    return seen(Director, user, needs, "employer")


def directors_found(
    user: Any, *, under: Any = None, q: str = "", seat: str = "", state: str = ""
) -> QuerySet[Director]:
    """The register, by firm or name, by board, by whether the term runs or ends soon."""
    rows = _seen(user)
    if under is not None:
        rows = rows.filter(unit__path__under=under.path)
    if q:
        rows = rows.filter(Q(name=q) | Q(employer__name__startswith=q))
    if seat:
        rows = rows.filter(seat=seat)
    sitting = Q(ended_on=None)
    states = {
        "sitting": sitting, "ending": sitting & Q(until__lte=alarm_from()), "ended": Q(ended_on__isnull=False),
        "to-report": sitting & Q(report_by__lte=alarm_from("bargaining.report-alarm")),
    }  # fmt: skip
    found: QuerySet[Director] = rows.filter(states.get(state, Q()))
    return found


def director_for(user: Any, unit: str, pk: int, needs: str = Bargaining.VIEW) -> Director:
    """The one of that union, if `user` holds `needs` there; else they do not exist (404)."""
    found: Director = row_at(Director, user, unit, pk, needs, "employer")
    return found


def directors_of(congress: Congress) -> list[Director]:
    """Who was elected by this congress, those who sit first."""
    rows = Director.objects.at_desks([congress.desk_id]).filter(congress_id=congress.pk)
    return sorted(rows.order_by("-since", "pk"), key=lambda one: one.ended_on is not None)


def elections_passed(congress: Congress) -> list[AgendaItem]:
    """Items of this congress's sessions by which somebody was elected, the newest first."""
    desk = [congress.desk_id]
    sittings = Session.objects.at_desks(desk).filter(congress_id=congress.pk, held_on__isnull=False)
    rows = AgendaItem.objects.at_desks(desk).filter(session_id__in=sittings.values("pk"))
    return list(rows.filter(type=ItemType.ELECT, result=Result.PASSED).order_by("-session_id", "place_in_list"))


def needs_director(congress: Congress, directors: list[Director]) -> int | None:
    """From how many staff on a company needs a worker on its board, where this one is larger and has none."""
    if congress.employer is None or congress.ended_on or any(one.ended_on is None for one in directors):
        return None
    least = standards.number("bargaining.director-staff", standards.place_of(congress.unit, congress.employer))
    return least if congress.staff >= least else None


def directors_ending(user: Any) -> QuerySet[Director]:
    """Whose term ends soon or has ended, where `user` runs congresses; the earliest first."""
    rows = _seen(user, Bargaining.CONGRESS).filter(ended_on=None, until__lte=alarm_from())
    found: QuerySet[Director] = rows.order_by("until", "pk")
    return found


@dataclass(frozen=True)
class Seats:
    """One board of a company: how many sit there, how many of them for the workers, and the fewest of these."""

    board: Board
    workers: int
    least: int

    @property
    def short(self) -> bool:
        return self.workers < self.least


def boards_of(employer: Any, unit: Any) -> list[Seats]:
    """Its boards as far as they were noted at the union's desk."""
    return _boards([employer.pk], [unit.desk_id])


def boards_short(directors: Iterable[Director]) -> set[tuple[int, str]]:
    """(employer, board) of these where too few sit for the workers; two statements, whatever their number."""
    rows = list(directors)
    found = _boards({one.employer_id for one in rows}, {one.desk_id for one in rows})
    return {(one.board.employer_id, one.board.seat) for one in found if one.short}


def _boards(employers: Iterable[int], desks: Iterable[int]) -> list[Seats]:
    employers, desks = list(employers), list(desks)
    boards = list(Board.objects.at_desks(desks).filter(employer__in=employers).select_related("unit", "employer"))
    if not boards:
        return []
    sitting = Director.objects.at_desks(desks).filter(employer__in=employers, ended_on=None).order_by()
    workers = Counter(
        {(firm, seat): n for firm, seat, n in sitting.values_list("employer_id", "seat").annotate(n=Count("pk"))}
    )
    return [Seats(one, workers[one.employer_id, one.seat], _least(one)) for one in boards]


def _least(board: Board) -> int:
    """A third of a supervisory board; of a board of directors the law names no share."""
    if board.seat != BoardSeat.SUPERVISOR:
        return 0
    place = standards.place_of(board.unit, board.employer)
    return standards.share("bargaining.board-workers", place).least(board.members)
