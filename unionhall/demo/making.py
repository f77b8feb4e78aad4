"""One case of the demo while its rows are made: who has it, where it is, and what is written down."""

from datetime import datetime
from random import Random
from typing import Any

from unionhall.audit.models import PersonLine
from unionhall.cases.choices import EventKind, HopWhy
from unionhall.cases.models import CaseEvent
from unionhall.kit.fields import seal
from unionhall.workflow import Service

from .lot import MILLIARD, Folk, Lot


class Making:
    """One case while its rows are made."""

    def __init__(self, lot: Lot, draw: Random, service: Service, person: Folk) -> None:
        self.lot, self.draw, self.service, self.person = lot, draw, service, person
        self.id = lot.county.lot * MILLIARD * 10 + lot.number("demo-case", -1)
        self.events = 0
        self.unit = 0
        self.holder: tuple[int, str] | None = None
        self.hops: list[dict[str, Any]] = []
        self.due = lot.plan.day
        self.time_class, self.days = str(service.time_class), service.days
        self.paused_days = 0
        self.stage = service.starts
        self.closed: datetime | None = None
        self.stars: int | None = None
        self.bad: list[dict[str, Any]] = []  # bad ratings on the way to their ledger
        self.reopened = 0
        self.returns = 0

    # --- who and where ----------------------------------------------------------------------------------------------

    def staff(self) -> tuple[int, str]:
        """The named person who has it; where nobody is known the office."""
        if self.holder is None:
            here = self.lot.holders.get(self.unit) or [(4, "系统·演示数据")]
            self.holder = here[self.id % len(here)]
        return self.holder

    def arrive(self, unit: int, why: str, at: datetime, by: int, reason: str = "") -> None:
        if self.hops:
            self.leave(at)
        self.hops.append(
            {"unit_id": unit, "from_unit_id": self.unit or None, "why": why, "reason": reason, "since": at,
             "taken_at": None, "taken_by_id": None, "left_at": None, "late": None, "due_on": None, "by_id": by}
        )  # fmt: skip
        self.unit, self.holder = unit, None
        self.lot.count("cases.open", unit, at.date())
        if why == HopWhy.ROUTED:
            self.lot.count("cases.opened", unit, at.date())

    def leave(self, at: datetime) -> None:
        hop = self.hops[-1]
        if hop["left_at"] is None:
            hop["left_at"] = at
            self.lot.count("cases.open", hop["unit_id"], at.date(), -1)

    def take(self, at: datetime) -> None:
        """Signed for by the named person."""
        hop = self.hops[-1]
        if hop["taken_at"] is None:
            pk, name = self.staff()
            hop["taken_at"], hop["taken_by_id"] = at, pk
            self.event(EventKind.TAKEN, at, pk, name, for_worker=True)

    # --- what is written down ----------------------------------------------------------------------------------------

    def event(
        self, kind: str, at: datetime, by: int, name: str, *, words: str = "", move: str = "", for_worker: bool = False,
        **facts: Any,
    ) -> None:  # fmt: skip
        self.events += 1
        pk = self.id * 100 + self.events
        self.lot.add(
            CaseEvent, id=pk, person_id=self.person.id, case_id=self.id, kind=str(kind), at=at, by_id=by,
            by_name="" if by == self.person.id else name, unit_id=self.unit, move=move, stage_code=self.stage.code,
            words=seal("cases.CaseEvent.words", pk, words), facts=facts, for_worker=for_worker,
        )  # fmt: skip

    def line(self, action: str, at: datetime, by: int, name: str, **details: Any) -> None:
        self.lot.add(
            PersonLine, person_id=self.person.id, at=at, action=action, subject_type="cases.Case",
            subject_id=str(self.id), by_id=by, by_name=name or self.person.name, for_person_id=None,
            unit_id=self.unit, because="", details=details, seq=None, chain="",
        )  # fmt: skip
