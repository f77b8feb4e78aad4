"""Rounds: the row within scope, and what hangs on it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from unionhall.matters import queries as matters

from .. import standards
from ..arithmetic import middle
from ..choices import OF_MANY, Side
from ..models import (
    Agreement,
    Clause,
    Cover,
    Draft,
    Meeting,
    Position,
    Round,
    RoundFirm,
    SideDelegate,
    Survey,
    Tally,
    Term,
    Vote,
)
from ..permissions import Bargaining
from ..standards import Floor, Seat


def round_for(user: Any, number: str, needs: str = Bargaining.VIEW) -> Round:
    """The round, if `user` holds `needs` where it sits; for anyone else it does not exist."""
    found: Round = matters.matter_for(Round, user, number, needs=needs)
    return found


def _of(model: Any, row: Round) -> Any:
    return model.objects.at_desks([row.desk_id]).filter(matter_id=row.pk)


def firms_of(row: Round) -> list[RoundFirm]:
    return list(_of(RoundFirm, row).select_related("employer").order_by("employer__name"))


def delegates_of(row: Round) -> list[SideDelegate]:
    """All who sit or sat on a side, the chiefs first; `came_instead` is the name of whoever took a seat over."""
    found = list(_of(SideDelegate, row).order_by("side", "-chief", "pk"))
    names = {one.pk: one.name for one in found}
    for one in found:
        one.came_instead = names.get(one.replaced_by_id, "")
    return found


def delegate_of(row: Round, pk: int) -> SideDelegate | None:
    found: SideDelegate | None = _of(SideDelegate, row).filter(pk=pk).first()
    return found


def seats_of(row: Round) -> list[Seat]:
    """Those who sit now, as the rules ask about them."""
    rows = _of(SideDelegate, row).filter(until=None)
    return [Seat(one.side, one.name, one.chief, one.outside, one.chosen_by, one.proxy) for one in rows]


def meetings_of(row: Round) -> list[Meeting]:
    return list(_of(Meeting, row).order_by("number"))


def clauses_of(row: Round) -> list[Clause]:
    return list(_of(Clause, row).order_by("place_in_list", "pk"))


def drafts_of(row: Round) -> list[Draft]:
    return list(_of(Draft, row).order_by("-version"))


def draft_of(row: Round, version: int) -> Draft | None:
    found: Draft | None = _of(Draft, row).filter(version=version).first()
    return found


def votes_of(row: Round) -> list[Vote]:
    return list(_of(Vote, row).select_related("employer").order_by("-pk"))


def last_vote(row: Round) -> Vote | None:
    """The vote on the text as it stands now."""
    found: Vote | None = _of(Vote, row).order_by("-pk").first()
    draft = _of(Draft, row).order_by("-version").first()
    return found if found is not None and draft is not None and found.draft_version == draft.version else None


def is_draft_passed(row: Round) -> bool:
    """Whether the text as it stands is carried: by one congress, or by that of every firm it will bind."""
    carried = {one.employer_id for one in _votes_on_draft(row) if one.passed}
    if None in carried:
        return True
    firms = {one.employer_id for one in firms_of(row)} if row.binds_many and carried else set()
    return bool(firms) and firms <= carried


def firms_to_vote(row: Round) -> list[RoundFirm]:
    """Where each firm's own congress votes: those that have not carried the text as it stands."""
    votes = [one for one in _votes_on_draft(row) if one.employer_id is not None]
    carried = {one.employer_id for one in votes if one.passed}
    return [one for one in firms_of(row) if one.employer_id not in carried] if votes else []


def has_draft_failed(row: Round) -> bool:
    """Whether the text as it stands was voted down: by its congress, or by that of a firm it would still bind."""
    votes = _votes_on_draft(row)
    failed = {one.employer_id for one in votes if one.quorum and not one.passed}
    failed -= {one.employer_id for one in votes if one.passed}
    return None in failed or bool(failed and failed & {one.employer_id for one in firms_of(row)})


def _votes_on_draft(row: Round) -> list[Vote]:
    draft = _of(Draft, row).order_by("-version").first()
    return list(_of(Vote, row).filter(draft_version=draft.version)) if draft is not None else []


def chiefs_of(row: Round) -> dict[str, str]:
    """{side: name} of those who lead the sides now."""
    return dict(_of(SideDelegate, row).filter(chief=True, until=None).values_list("side", "name"))


def surveys_of(row: Round) -> QuerySet[Survey]:
    rows: QuerySet[Survey] = _of(Survey, row).order_by("-pk")
    return rows


def tallies_of(survey: Survey) -> list[Tally]:
    rows = Tally.objects.at_desks([survey.desk_id]).filter(survey_id=survey.pk)
    return list(rows.order_by("group"))


@dataclass(frozen=True)
class Answered:
    """One question with how often each option was chosen, of how many."""

    text: str
    options: list[tuple[str, int]]
    filled: int


def results_of(survey: Survey) -> list[Answered]:
    """All groups together; counts only."""
    tallies = tallies_of(survey)
    filled = sum(one.filled for one in tallies)
    return [
        Answered(
            asked["text"],
            [(name, sum(one.counts[q][o] for one in tallies)) for o, name in enumerate(asked["options"])],
            filled,
        )
        for q, asked in enumerate(survey.questions)
    ]


def has_papers_of_last_step(row: Round, move: str = "publish") -> bool:
    """Whether papers came with the latest move of that name."""
    step = matters.last_step(row, move)
    return step is not None and any(paper.step_id == step.pk for paper in matters.papers_of(row))


# --- the matrix --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A clause across all meetings: (ours, theirs) at each, what was agreed, the floor, what neighbours reached."""

    clause: Clause
    offers: list[tuple[Meeting, Position | None, Position | None]]
    floor: Floor | None
    sector: Term | None
    below: bool
    neighbours: Decimal | None
    how_many: int


def matrix(row: Round) -> list[Line]:
    """Every clause, for the page both chiefs look at; four statements whatever their number."""
    place = standards.place_of(row.unit, row.employer)
    meetings, clauses = meetings_of(row), clauses_of(row)
    said = {(one.clause_id, one.meeting_id, one.side): one for one in _of(Position, row)}
    medians = area_medians(row, {one.topic for one in clauses}, place)
    sectors = sector_terms(row, place)
    lines = []
    for one in clauses:
        floor = standards.floor_of(one.topic, place)
        offers = [
            (m, said.get((one.pk, m.pk, Side.WORKERS)), said.get((one.pk, m.pk, Side.EMPLOYER))) for m in meetings
        ]
        value, count = medians.get(one.topic, (None, 0))
        below = floor is not None and one.agreed is not None and not floor.allows(one.agreed)
        sector = sectors.get(one.topic)
        below = below or is_under(sector, one.agreed)
        lines.append(Line(one, offers, floor, sector, below, value, count))
    return lines


def is_under(sector: Term | None, agreed: Decimal | None) -> bool:
    """Whether a firm's own number is worse than what its sector or area has agreed on."""
    return sector is not None and agreed is not None and agreed < (sector.value or 0)


def sector_terms(row: Round, place: str) -> dict[str, Term]:
    """{topic: the best number} of contracts of the firm's sector or area in force, where the place makes them a floor.

    Looked for at the desks of the union and of the firm.
    """
    if row.employer is None or not standards.sector_binds(place):
        return {}
    desks = {row.desk_id, row.employer.unit.desk_id} if row.employer.unit is not None else {row.desk_id}
    covers = Cover.objects.at_desks(desks).filter(employer=row.employer, until=None).values_list("agreement_id")
    over = Agreement.objects.at_desks(desks).filter(pk__in=[pk for (pk,) in covers], kind__in=OF_MANY, ended_on=None)
    terms = Term.objects.at_desks(desks).filter(agreement_id__in=[one.pk for one in over], value__isnull=False)
    return {one.topic: one for one in terms.filter(until=None).order_by("value")}


def area_medians(row: Round, topics: set[str], place: str) -> dict[str, tuple[Decimal | None, int]]:
    """{topic: (median, how many)} of contracts in force at the same county desk, other firms' only.

    The number is hidden (None) where fewer agreements stand behind it than the rules ask.
    """
    least = standards.number("bargaining.median-floor", place)
    rows = Term.objects.at_desks([row.desk_id]).filter(topic__in=topics, until=None, value__isnull=False)
    if row.agreement_id is not None:
        rows = rows.exclude(agreement_id=row.agreement_id)
    if row.follows_id is not None:
        rows = rows.exclude(agreement_id=row.follows_id)
    found: dict[str, list[Decimal]] = {}
    for topic, value in rows.values_list("topic", "value"):
        found.setdefault(topic, []).append(value)
    return {topic: (middle(values) if len(values) >= least else None, len(values)) for topic, values in found.items()}


def waits_since(row: Round) -> date | None:
    """The day from which the stage's time runs, for showing the sums."""
    days = {
        "offer": row.offered_on, "meet": row.clock_from or row.talks_from, "suspend": row.suspended_on,
        "draft": row.drafted_on,
        "signed": row.signed_on, "submitted": row.submitted_on, "review": row.received_on, "objected": row.opinion_on,
        "in_force": row.in_force_on, "published": row.published_on,
    }  # fmt: skip
    return days.get(row.stage_code)
