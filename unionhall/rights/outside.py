"""仲裁和诉讼: how far a claim has come at the commission and the court, told from the dated steps the desk wrote down.

These offices keep their own clocks (rights.md §4); what their steps change here is which last day runs next.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Self

from .choices import OfficeStep


@dataclass(frozen=True)
class Proceeding:
    """The days that decide what comes next; None for what has not happened."""

    filed_on: date | None = None
    accepted_on: date | None = None
    simple: bool = False  # 简易程序
    longer: bool = False  # the commission was allowed more time
    award_on: date | None = None  # received, or the refusal to take the claim
    sued_on: date | None = None
    court_on: date | None = None  # the court has taken it
    ruling_on: date | None = None  # received: the court does not take it
    judgment_on: date | None = None  # received
    hearing_on: date | None = None
    restarted_on: date | None = None  # a claim taken back had asked for help on this day
    over: bool = False  # settled, final, or with the court above

    @property
    def is_claimed(self) -> bool:
        """The claim has been brought: its last day has been kept."""
        return self.over or any((self.filed_on, self.sued_on, self.ruling_on, self.judgment_on))

    def as_json(self) -> dict[str, Any]:
        """What of it is known, for the case's answers."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in asdict(self).items()
            if value
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any] | None) -> Self:
        found: dict[str, Any] = {
            name: date.fromisoformat(value) if isinstance(value, str) else value for name, value in (kept or {}).items()
        }
        return cls(**found)


NOTHING_YET = Proceeding()


def _withdrawn(one: Proceeding, on: date) -> Proceeding:
    """As if it had not been brought; the time began anew at the latest when it was, the careful way to count."""
    return Proceeding(restarted_on=one.filed_on or one.restarted_on)


STEPS: dict[str, Callable[[Proceeding, date], Proceeding]] = {
    OfficeStep.FILED: lambda one, on: Proceeding(filed_on=on),
    OfficeStep.ACCEPTED: lambda one, on: replace(one, filed_on=one.filed_on or on, accepted_on=on, simple=False),
    OfficeStep.ACCEPTED_SIMPLE: lambda one, on: replace(one, filed_on=one.filed_on or on, accepted_on=on, simple=True),
    OfficeStep.NOT_ACCEPTED: lambda one, on: replace(one, award_on=on),
    OfficeStep.HEARING: lambda one, on: replace(one, hearing_on=on),
    OfficeStep.LONGER: lambda one, on: replace(one, longer=True),
    OfficeStep.SETTLED: lambda one, on: replace(one, over=True),
    OfficeStep.AWARD: lambda one, on: replace(one, award_on=on),
    OfficeStep.WITHDRAWN: _withdrawn,
    OfficeStep.COURT_FILED: lambda one, on: replace(one, sued_on=on),
    OfficeStep.COURT_ACCEPTED: lambda one, on: replace(one, sued_on=one.sued_on or on, court_on=on),
    OfficeStep.COURT_NOT_ACCEPTED: lambda one, on: replace(one, ruling_on=on),
    OfficeStep.COURT_HEARING: lambda one, on: replace(one, hearing_on=on),
    OfficeStep.COURT_SETTLED: lambda one, on: replace(one, over=True),
    OfficeStep.COURT_JUDGMENT: lambda one, on: replace(one, judgment_on=on),
    OfficeStep.COURT_WITHDRAWN: lambda one, on: replace(one, sued_on=None, court_on=None),
    OfficeStep.COURT_APPEALED: lambda one, on: replace(one, over=True),
    OfficeStep.COURT_FINAL: lambda one, on: replace(one, over=True),
}


def proceeding(steps: Iterable[tuple[str, date]]) -> Proceeding:
    """Where it stands after these steps, in the order they happened."""
    stands = NOTHING_YET
    for step, on in steps:
        stands = STEPS[step](stands, on)
    return stands
