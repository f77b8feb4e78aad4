"""Whether the log is as it was written: names the first line changed, dropped or slipped in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from . import chain, heads
from .models import SLACK, Line, Seal


class Trouble(StrEnum):
    CHANGED = "changed"  # a line does not give the hash kept with it
    DROPPED = "dropped"  # a place in the chain is empty
    SLIPPED_IN = "slipped-in"  # a line stands where or when it cannot have been written
    REWRITTEN = "rewritten"  # a stretch of the chain does not end in the head that was sealed or published


@dataclass(frozen=True)
class Finding:
    """One thing wrong; `seq` is the place in the chain (0: not in it), `line` table and id where there is one."""

    trouble: Trouble
    seq: int
    line: str
    words: str


@dataclass
class Report:
    """What a verification saw."""

    lines: int = 0
    seals: int = 0
    head: str = chain.START
    waiting: int = 0  # lines not yet sealed
    findings: list[Finding] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return not self.findings


def verify(since: int = 0) -> Report:
    """Walk the chain from after seal number `since` to its end, in bounded memory."""
    report = Report()
    before = Seal.objects.filter(number=since).first() if since else None
    walk = Walk(report, before)
    finding = walk.run() or walk.late_comer()
    report.findings += [one for one in (finding, *heads.differences(_finding)) if one is not None]
    report.waiting = sum(kind._default_manager.filter(seq=None).count() for kind in chain.KINDS)
    return report


def _finding(seq: int, words: str) -> Finding:
    return Finding(Trouble.REWRITTEN, seq, "", words)


class Walk:
    """One pass over lines and seals together."""

    def __init__(self, report: Report, before: Seal | None) -> None:
        self.report = report
        self.seq = before.last_seq if before else 0
        self.head = before.head if before else chain.START
        self.number = before.number if before else 0
        self.latest: datetime | None = chain.at_of(before.last_seq) if before else None
        self.reached: datetime | None = self._reach(before) if before else None
        self.seals = _seals(self.number)
        self.seal: Seal | None = next(self.seals, None)

    def run(self) -> Finding | None:
        """The first thing wrong in the chain."""
        for line in chain.sealed(self.seq):
            if found := self._line(line):
                return found
        if self.seal is not None:
            return Finding(Trouble.DROPPED, self.seq + 1, "", f"封存 {self.seal.number} 的记录缺失，链止于 {self.seq}")
        return None

    def _line(self, line: Line) -> Finding | None:
        if found := self._place(line):
            return found
        self.head = chain.link(self.head, chain.text_of(line, line.seq or 0))
        if self.head != line.chain:
            return self._at(Trouble.CHANGED, line, "内容与封存时不同")
        self.seq, self.report.head = line.seq or 0, self.head
        self.latest = line.at if self.latest is None else max(self.latest, line.at)
        self.report.lines += 1
        return self._close(line)

    def _place(self, line: Line) -> Finding | None:
        seq = line.seq or 0
        if seq <= self.seq:
            return self._at(Trouble.SLIPPED_IN, line, "同一序号有两条记录")
        if self.seal is not None and self.seal.number != self.number + 1:
            return Finding(Trouble.DROPPED, seq, "", f"缺少封存 {self.number + 1}")
        if seq != self.seq + 1:
            return Finding(Trouble.DROPPED, self.seq + 1, "", f"序号 {self.seq + 1} 至 {seq - 1} 的记录缺失")
        if self.seal is None:
            return self._at(Trouble.SLIPPED_IN, line, "序号在最后一次封存之外")
        if self.reached is not None and line.at < self.reached - SLACK:
            return self._at(Trouble.SLIPPED_IN, line, "时间早于前一次封存，是事后补入的")
        return None

    def _close(self, line: Line) -> Finding | None:
        """At the last line of a seal: its head must be the chain's."""
        seal = self.seal
        if seal is None or line.seq != seal.last_seq:
            return None
        if seal.head != self.head:
            words = f"封存 {seal.number}（序号 {seal.first_seq} 至 {seal.last_seq}）的链首与当时不同"
            return Finding(Trouble.REWRITTEN, seal.first_seq, "", words)
        self.number, self.reached, self.report.seals = seal.number, self._reach(seal), self.report.seals + 1
        self.seal = next(self.seals, None)
        return None

    def _reach(self, seal: Seal) -> datetime | None:
        """Up to when everything was sealed: a full batch stops at its newest line, for older ones may still wait."""
        full = seal.last_seq - seal.first_seq + 1 >= chain.BATCH
        return self.latest if full else seal.sealed_at

    def late_comer(self) -> Finding | None:
        """A line that waits to be sealed, but says it was written long before the last one sealed."""
        if self.reached is None:
            return None
        for kind in chain.KINDS:
            early = kind._default_manager.filter(seq=None, at__lt=self.reached - SLACK).order_by("at", "id").first()
            if early is not None:
                return self._at(Trouble.SLIPPED_IN, early, "未封存，时间却早于最后一次封存")
        return None

    def _at(self, trouble: Trouble, line: Line, words: str) -> Finding:
        return Finding(trouble, line.seq or 0, f"{line._meta.object_name} {line.pk}", words)


def _seals(after: int) -> Iterator[Any]:
    while rows := list(Seal.objects.filter(number__gt=after).order_by("number")[:1000]):
        yield from rows
        after = rows[-1].number
