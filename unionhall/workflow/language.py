"""Stage, Move and Service: plain data, so that engines, menus, diagrams and people read the same table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

WORKER = "worker"  # in `may`: the person whose case it is, and nobody else
SYSTEM = "system"  # in `may`: a scheduled duty or a reaction to what another room did, and nobody else


class Waiting(StrEnum):
    """Whose turn it is in a stage; the citizen clock stands still only while the worker is waited for."""

    UNION = "union"
    WORKER = "worker"
    NOBODY = "nobody"


class Held(StrEnum):
    """What a final stage means to the one who asked."""

    DONE = "done"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    OPEN = "open"


@dataclass(frozen=True)
class Stage:
    """A condition a case is in: its name for staff, for the worker, and how long it may last in working days."""

    code: str
    title: Any
    worker_sees: Any
    days: int | None = None
    final: bool = False
    waits_for: Waiting = Waiting.UNION
    ends: Held = Held.OPEN
    on_deadline: str = ""  # the move the system makes when `days` have passed; empty: the level above is told
    legal_days: int | None = None  # calendar days the law gives for this stage, counted beside the citizen clock
    legal_rule: Any = ""  # the law those days come from, in words a worker may read
    legal_clock: str = ""  # code of the dated rule that gives the law's time; stages that share it go on counting it
    legal_end: Any = ""  # what must have happened by the law's last day, in words a worker may read
    on_legal_deadline: str = ""  # the move the system makes when the law's time has passed
    clock: str = ""  # code of the dated rule that gives the time instead of `days`

    @property
    def outcome(self) -> Held:
        """How it ended; a final stage that says nothing else ended well."""
        return Held.DONE if self.final and self.ends is Held.OPEN else self.ends


@dataclass(frozen=True)
class Routed:
    """Where a request goes first, and why in words a worker may read; `copies` are told as well."""

    unit: Any
    because: Any
    urgency: str = "normal"
    copies: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Agreement:
    """A consent asked in words of its own: for what, in which version of the text, and whether sending needs it."""

    purpose: str
    words: Any
    version: str = "1"
    separate: bool = True
    required: bool = False


@dataclass(frozen=True)
class Panel:
    """What a service shows on the page of its case: a title, a template, and what stands in it."""

    title: Any
    template: str
    facts: Mapping[str, Any]
    icon: str = ""
    aside: bool = False  # beside the case instead of beneath it (desk only)


@dataclass(frozen=True, eq=False)
class Move:
    """A verb that takes a case from one stage to another: who may, what must be said or filled in, what follows."""

    name: str
    source: Stage | tuple[Stage, ...]
    to: Stage
    may: str
    title: Any = ""
    not_by: str = ""  # four eyes: whoever made that move on this case may not make this one
    says: Any = ""  # label of the written words the mover must give
    asks: type | None = None  # a small form whose facts go to `then`
    then: Callable[..., Any] | None = None  # an action, run in the same transaction: then(case=, by=, **facts)
    hands_to: Callable[..., Any] | None = None  # hands_to(case) -> the unit that has it next
    check: Callable[..., Any] | None = None  # check(case=, by=) raises a refusal when the facts do not allow it
    primary: bool = False
    consent: str = ""  # the agreement (its purpose) the worker must have given; refused without it

    @property
    def sources(self) -> tuple[Stage, ...]:
        return self.source if isinstance(self.source, tuple) else (self.source,)

    @property
    def by_worker(self) -> bool:
        return self.may == WORKER


@dataclass(frozen=True, eq=False)
class Lifecycle:
    """Stages and moves of work that no worker asked for: an inspection, a letter, a bargaining round, an accident."""

    code: str  # room.thing, the head of its audit lines: `supervision.matter` gives `supervision.matter.moved`
    title: Any
    starts: Stage
    moves: Sequence[Move]
    view: str  # the permission by which staff read its rows
    series: str = ""  # prefix of its numbers, e.g. "JD": JD-330110-2026-00017
    page: str = ""  # URL name of one row's page, with its number: `supervision:matter`
    rule: Any = ""

    @property
    def stages(self) -> list[Stage]:
        """All stages in the order the moves first name them."""
        return _stages(self.starts, self.moves)

    def stage(self, code: str) -> Stage:
        """The stage of that code; KeyError if the lifecycle has none."""
        return {stage.code: stage for stage in self.stages}[code]

    def moves_from(self, stage: str) -> list[Move]:
        return [move for move in self.moves if stage in {source.code for source in move.sources}]


def _stages(starts: Stage, moves: Sequence[Move]) -> list[Stage]:
    found: dict[str, Stage] = {starts.code: starts}
    for move in moves:
        for stage in (*move.sources, move.to):
            found.setdefault(stage.code, stage)
    return list(found.values())


@dataclass(frozen=True, eq=False)
class Service:
    """What a worker may ask for, whole: words, form, where it is handled, stages, moves, clocks and consequences."""

    code: str
    title: Any
    summary: Any
    starts: Stage
    moves: Sequence[Move]
    form: type
    route: Callable[..., Routed]  # route(answers=, person=, secrecy=): which union has it first
    view: str  # the permission by which staff read its cases
    days: int  # working days promised to the worker from first receipt (citizen clock)
    icon: str = "file"
    category: str = "help"
    open_to: Callable[..., Any] | None = None  # open_to(person) -> None, or words that say why not
    needs_person: bool = True  # signed in and in the register; without: anonymous is possible
    may_hide_identity: bool = False
    hides_identity: bool = False  # the choice offered first
    may_be_anonymous: bool = False
    opens: Callable[..., Any] | None = None  # action in the transaction that opens the case: opens(case=, by=)
    takes_over: Callable[..., Any] | None = None  # answers of another case -> answers here, for hand-over
    hands_over_to: tuple[str, ...] = ()
    mediates: bool = False
    returns_allowed: int = 2  # the next return is decided by the level above
    sign_days: int | None = None  # working days to sign for it, then it goes to the level above; None: nobody moves it
    reopens_at: Stage | None = None  # where a bad rating reopens it, one level above; None: that level is told only
    rate_days: int = 30  # days after closing within which it may be rated
    bad_stars: int = 2  # this many stars or fewer are a bad rating
    alike: tuple[str, ...] = ()  # open answers that make two requests about one employer look the same
    counts: tuple[str, ...] = ("cases",)  # prefixes of the counts its closings go to; "cases" always among them
    after_hand_over: Mapping[str, str] = field(
        default_factory=dict
    )  # service handed to -> move made here; else goes on
    agrees: Sequence[Agreement] = ()  # what the worker agrees to on the page before sending
    staff_may: str = ""  # the permission by which staff of a side may send it for the person
    sides: Callable[..., Sequence[Any]] | None = None  # sides(person=, answers=): units whose staff may; None: nobody
    rule: Any = ""
    panels: Sequence[Callable[..., Panel | None]] = ()  # panel(case=, user=, face="desk"|"home"): more on its page
    after_follower: Mapping[str, str] = field(
        default_factory=dict
    )  # "service:stage" in which a case this one was handed over to ended -> move made here; else it is told only
    calls_back: str = ""  # rule code: time to call the worker back after it was done; empty: nobody calls
    first_answer: str = ""  # head of the rule codes for the first human answer: …-day, …-night, …-urgent, …-critical
    time_classes: Mapping[str, str] = field(default_factory=dict)  # time class -> rule code of the days promised
    time_class: str = ""  # the class a case starts in; empty: `days` are promised to all

    @property
    def stages(self) -> list[Stage]:
        """All stages in the order the moves first name them."""
        return _stages(self.starts, self.moves)

    def stage(self, code: str) -> Stage:
        """The stage of that code; KeyError if the service has none."""
        return {stage.code: stage for stage in self.stages}[code]

    def moves_from(self, stage: str) -> list[Move]:
        return [move for move in self.moves if stage in {source.code for source in move.sources}]
