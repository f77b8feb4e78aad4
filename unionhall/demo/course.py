"""How a case might go: a walk through the moves of its service, in working days."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from random import Random

from unionhall.kit import workdays
from unionhall.workflow import Held, Move, Service, Stage, Waiting

from .writing import moment

MOST_STEPS = 9
USUAL_DAYS = 3  # a stage without a limit of its own


@lru_cache(maxsize=200_000)
def ahead(day: date, n: int) -> date:
    """The n-th working day after."""
    return workdays.add_working_days(day, n).due


@lru_cache(maxsize=2000)
def is_open(day: date) -> bool:
    return workdays.is_working_day(day)


@lru_cache(maxsize=50_000)
def between(first: date, last: date) -> int:
    return workdays.working_days_between(first, last)


def back(day: date, n: int) -> date:
    """The n-th working day before."""
    while n > 0:
        day -= timedelta(days=1)
        n -= is_open(day)
    return day


@dataclass(frozen=True)
class Leg:
    """One move, so many working days after the stage began."""

    move: Move
    source: Stage
    days: int


@dataclass
class Step:
    """A move that was made."""

    move: Move
    source: Stage
    at: datetime


@dataclass
class Course:
    """What happened to a case, and where it stands."""

    received: datetime
    stage: Stage
    since: datetime
    steps: list[Step] = field(default_factory=list)


def walk(service: Service, draw: Random) -> list[Leg]:
    """From the start to an end, as cases mostly go."""
    stage = service.starts
    legs: list[Leg] = []
    while not stage.final:
        moves = service.moves_from(stage.code)
        move = _pick(moves, draw, hurry=len(legs) >= MOST_STEPS)
        legs.append(Leg(move, stage, _days(stage, move, draw)))
        stage = move.to
    return legs


def way_to(service: Service, stage: Stage, draw: Random) -> list[Leg]:
    """The shortest way to a stage."""
    ways: dict[str, list[Leg]] = {service.starts.code: []}
    queue = [service.starts]
    while queue and stage.code not in ways:
        here = queue.pop(0)
        for move in service.moves_from(here.code):
            if move.to.code not in ways:
                ways[move.to.code] = [*ways[here.code], Leg(move, here, _days(here, move, draw))]
                queue.append(move.to)
    return ways.get(stage.code, [])


def run(service: Service, legs: Sequence[Leg], first: date, until: date, draw: Random) -> Course:
    """The legs as dates, from `first` on; what would come on `until` or later has not happened yet."""
    received = at_any_hour(first, draw)
    course = Course(received, service.starts, received)
    day = first
    for leg in legs:
        day = ahead(day, leg.days) if leg.days or not is_open(day) else day
        at = max(in_office(day, draw), course.since + timedelta(minutes=draw.randint(7, 90)))
        if leg.move.by_worker:
            at = max(at_any_hour(day, draw), course.since + timedelta(minutes=20))
        if at.date() >= until:
            break
        course.steps.append(Step(leg.move, leg.source, at))
        course.stage, course.since, day = leg.move.to, at, at.date()
    return course


def length(legs: Sequence[Leg]) -> int:
    return sum(leg.days for leg in legs)


def in_office(day: date, draw: Random) -> datetime:
    return moment(day, draw.choice((8, 9, 9, 10, 10, 11, 14, 14, 15, 16)), draw.randint(0, 59), draw.randint(0, 59))


def at_any_hour(day: date, draw: Random) -> datetime:
    hour = draw.choice((7, 8, 9, 10, 11, 12, 13, 15, 17, 19, 20, 21))
    return moment(day, hour, draw.randint(0, 59), draw.randint(0, 59))


def _pick(moves: Sequence[Move], draw: Random, *, hurry: bool) -> Move:
    if hurry:
        return next((m for m in moves if m.to.final and m.to.outcome is Held.DONE), None) or next(
            (m for m in moves if m.primary), moves[-1]
        )
    return draw.choices(moves, [_weight(move) for move in moves])[0]


def _weight(move: Move) -> float:
    if move.primary:
        return 10 if move.to.final or not move.by_worker else 8
    if move.to.final:
        return {Held.DECLINED: 0.7, Held.WITHDRAWN: 0.35}.get(move.to.outcome, 3)
    return 1.4 if move.to.waits_for is Waiting.WORKER else 1.6


def _days(stage: Stage, move: Move, draw: Random) -> int:
    """Mostly well within the stage's limit; one in twenty is late; a lapse comes when the limit has passed."""
    limit = stage.days if stage.days is not None else USUAL_DAYS
    if move.name == stage.on_deadline:
        return limit + 1
    if draw.random() < 0.05 and stage.waits_for is not Waiting.WORKER:
        return limit + draw.randint(1, 4)
    return int(limit * draw.random() ** 1.3)
