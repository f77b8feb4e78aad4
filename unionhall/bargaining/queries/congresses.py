"""Congresses, their delegates, sessions and motions, within scope."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from .. import standards
from ..models import AgendaItem, AgendaPaper, Congress, Deputy, Election, Motion, Petition, Round, Session
from ..permissions import Bargaining
from ..standards import Quotas
from .directors import alarm_from
from .scope import row_at, seen


def met_this_year() -> Exists:
    """Whether a congress has sat this year."""
    held = Session.objects.filter(desk_id=OuterRef("desk_id"), congress_id=OuterRef("pk"))
    return Exists(held.filter(held_on__year=timezone.localdate().year))


def congresses_seen(
    user: Any, *, under: Any = None, q: str = "", state: str = "", needs: str = Bargaining.VIEW
) -> QuerySet[Congress]:
    """Terms by name, by whether they run, have met this year, end soon."""
    rows = seen(Congress, user, needs, "employer")
    if under is not None:
        rows = rows.filter(unit__path__under=under.path)
    if q:
        rows = rows.filter(title__contains=q)
    runs = Q(ended_on=None)
    states = {
        "running": runs, "met": runs & Q(met_this_year()), "missed": runs & ~Q(met_this_year()),
        "ending": runs & Q(until__lte=alarm_from()), "ended": ~runs,
    }  # fmt: skip
    found: QuerySet[Congress] = rows.filter(states.get(state, Q()))
    return found


def congress_for(user: Any, unit: str, pk: int, needs: str = Bargaining.VIEW) -> Congress:
    """The term of that union, if `user` holds `needs` there; else it does not exist (404)."""
    found: Congress = row_at(Congress, user, unit, pk, needs, "employer")
    return found


def deputies_of(congress: Congress) -> QuerySet[Deputy]:
    """All who sit or sat, those who sit first."""
    rows: QuerySet[Deputy] = Deputy.objects.at_desks([congress.desk_id]).filter(congress_id=congress.pk)
    return rows


def deputy_of(congress: Congress, pk: int) -> Deputy:
    found: Deputy = get_object_or_404(deputies_of(congress), pk=pk)
    return found


def elections_of(congress: Congress) -> list[Election]:
    return list(Election.objects.at_desks([congress.desk_id]).filter(congress_id=congress.pk).order_by("-on", "-pk"))


def petitions_of(congress: Congress) -> list[Petition]:
    return list(Petition.objects.at_desks([congress.desk_id]).filter(congress_id=congress.pk).order_by("-on", "-pk"))


@dataclass(frozen=True)
class Share:
    """One line of how a congress is made up: how many there are, and what the rules ask."""

    name: str
    count: int
    bound: int
    at_least: bool

    @property
    def fits(self) -> bool:
        return self.count >= self.bound if self.at_least else self.count <= self.bound


@dataclass(frozen=True)
class Composition:
    seated: int
    without_vote: int
    quotas: Quotas
    shares: list[Share]


def composition_of(congress: Congress) -> Composition:
    """Those who sit now against the quotas of the place."""
    rows = deputies_of(congress).filter(until=None)
    facts = list(rows.values_list("without_vote", "woman", "disabled", "manager", "employer_side"))
    voting = [one for one in facts if not one[0]]
    seats = len(voting) or congress.seats
    quotas = standards.quotas(
        seats, staff=congress.staff, women=congress.women, disabled=congress.disabled,
        place=standards.place_of(congress.unit, congress.employer), on=congress.since,
    )  # fmt: skip
    women, disabled, managers, employers = (sum(one[n] for one in voting) for n in (1, 2, 3, 4))
    shares = [
        Share("seats", len(voting), congress.least, at_least=True),
        Share("women", women, quotas.women, at_least=True),
        Share("managers", managers, quotas.managers, at_least=False),
    ]
    if congress.disabled:
        shares.append(Share("disabled", disabled, quotas.disabled, at_least=True))
    if congress.employer is None:
        shares.append(Share("employers", employers, quotas.employers, at_least=False))
    return Composition(len(voting), len(facts) - len(voting), quotas, shares)


def sessions_of(congress: Congress) -> list[Session]:
    return list(Session.objects.at_desks([congress.desk_id]).filter(congress_id=congress.pk).order_by("-on", "-pk"))


def session_for(user: Any, unit: str, pk: int, needs: str = Bargaining.VIEW) -> tuple[Session, Congress]:
    """A session and its congress, within scope."""
    session: Session = row_at(Session, user, unit, pk, needs)
    return session, congress_for(user, unit, session.congress_id, needs)


def agenda_of(session: Session) -> list[AgendaItem]:
    rows = AgendaItem.objects.at_desks([session.desk_id]).filter(session_id=session.pk)
    return list(rows.order_by("place_in_list", "pk"))


def put_to(congress: Congress) -> Q:
    """Rounds a congress may be asked about: of the same union or the same employer."""
    own = Q(unit_id=congress.unit_id)
    return own | Q(employer_id=congress.employer_id) if congress.employer_id is not None else own


def drafts_for(session: Session) -> list[Round]:
    """Rounds whose draft this session may be asked to carry."""
    congress = Congress.objects.at_desks([session.desk_id]).get(pk=session.congress_id)
    rows = Round.objects.at_desks([session.desk_id]).open().filter(put_to(congress))
    rows = rows.filter(stage_code__in=("draft", "congress"))
    return list(rows.order_by("-opened_at", "-pk"))


def papers_of_items(session: Session) -> dict[int, list[AgendaPaper]]:
    """{item: its files} of a session, in the order they came."""
    found: dict[int, list[AgendaPaper]] = {}
    rows = AgendaPaper.objects.at_desks([session.desk_id]).filter(session_id=session.pk)
    for one in rows.order_by("at", "pk"):
        found.setdefault(one.item_id, []).append(one)
    return found


def agenda_paper(session: Session, pk: int) -> AgendaPaper:
    """One file of this session, or 404."""
    rows = AgendaPaper.objects.at_desks([session.desk_id]).filter(session_id=session.pk)
    found: AgendaPaper = get_object_or_404(rows, pk=pk)
    return found


def item_of(session: Session, pk: int) -> AgendaItem:
    rows = AgendaItem.objects.at_desks([session.desk_id]).filter(session_id=session.pk)
    found: AgendaItem = get_object_or_404(rows, pk=pk)
    return found


def motions_of(congress: Congress) -> QuerySet[Motion]:
    rows: QuerySet[Motion] = Motion.objects.at_desks([congress.desk_id]).filter(congress_id=congress.pk)
    return rows.order_by("-opened_at", "-pk")


def congresses_to_call(user: Any) -> QuerySet[Congress]:
    """Terms that end soon, and in the year's last days of that length those which have not met this year."""
    today, soon = timezone.localdate(), alarm_from()
    missed = ~Q(met_this_year()) if soon.year > today.year else Q(pk__in=[])
    rows = congresses_seen(user, needs=Bargaining.CONGRESS, state="running")
    return rows.filter(Q(until__lte=soon) | missed).order_by("until", "pk")


def sessions_to_report(user: Any) -> QuerySet[Session]:
    """Held, and not yet reported to the union above, where `user` runs congresses; the earliest due first."""
    rows = seen(Session, user, Bargaining.CONGRESS).filter(reported_on=None, report_by__isnull=False)
    found: QuerySet[Session] = rows.order_by("report_by", "pk")
    return found
