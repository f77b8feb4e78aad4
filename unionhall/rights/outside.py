"""仲裁、诉讼、执行和监察: how far a claim has come at each office, told from the dated steps the desk wrote down.

These offices keep their own clocks (rights.md §4); what their steps change here is which last day runs next. The
inspectorate and a payment order run beside the claim.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, NamedTuple, Self

from .choices import OfficeStep


@dataclass(frozen=True)
class Proceeding:
    """The days that decide what comes next; None for what has not happened."""

    filed_on: date | None = None
    accepted_on: date | None = None
    simple: bool = False  # 仲裁简易程序
    longer: bool = False  # the commission was allowed more time
    award_on: date | None = None  # received, or the refusal to take the claim
    sued_on: date | None = None
    court_on: date | None = None  # the court has taken it
    procedure: str = ""  # simple 简易程序, small 小额诉讼; empty: ordinary
    court_longer: bool = False
    ruling_on: date | None = None  # received: the court does not take it
    judgment_on: date | None = None  # received
    appealed_on: date | None = None
    second_on: date | None = None  # 二审立案
    hearing_on: date | None = None
    hearing_in_court: bool = False
    restarted_on: date | None = None  # help was asked for on this day: the time to claim begins anew
    over: bool = False  # settled or final
    perform_by: date | None = None  # the other side's last day by the paper received last
    order_on: date | None = None  # 申请支付令
    order_accepted_on: date | None = None
    order_served_on: date | None = None
    order_failed_on: date | None = None
    enforce_on: date | None = None
    enforce_ended: bool = False
    paid: bool = False
    inspect_on: date | None = None
    inspect_accepted_on: date | None = None
    inspect_longer: bool = False
    inspect_over: bool = False

    @property
    def is_claimed(self) -> bool:
        """The claim has been brought: its last day has been kept."""
        return self.over or any((self.filed_on, self.sued_on, self.ruling_on, self.judgment_on, self.appealed_on))

    @property
    def is_contested(self) -> bool:
        """What was ruled is before a court (again) and binds nobody yet."""
        return not self.over and bool((self.sued_on and not self.judgment_on) or self.appealed_on)

    def as_json(self) -> dict[str, Any]:
        """What of it is known, for the case's answers."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in asdict(self).items()
            if value
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any] | None) -> Self:
        found = {name: _read(name, value) for name, value in (kept or {}).items()}
        return cls(**found)


class Happened(NamedTuple):
    """One step as it is counted; `perform_by` of a paper the other side has to perform."""

    step: str
    on: date
    perform_by: date | None = None


NOTHING_YET = Proceeding()
AT_COMMISSION: dict[str, Any] = {
    "filed_on": None, "accepted_on": None, "simple": False, "longer": False, "award_on": None, "hearing_on": None,
}  # fmt: skip
AT_COURT: dict[str, Any] = {
    "sued_on": None, "court_on": None, "procedure": "", "court_longer": False, "ruling_on": None, "judgment_on": None,
    "appealed_on": None, "second_on": None,
}  # fmt: skip
NO_ORDER: dict[str, Any] = {
    "order_on": None,
    "order_accepted_on": None,
    "order_served_on": None,
    "order_failed_on": None,
}


def _filed(one: Proceeding, it: Happened) -> Proceeding:
    """What was ruled of an earlier claim is past."""
    return replace(one, **AT_COMMISSION | AT_COURT | {"filed_on": it.on, "over": False, "perform_by": None})


def _accepted(one: Proceeding, it: Happened) -> Proceeding:
    simple = it.step == OfficeStep.ACCEPTED_SIMPLE
    return replace(one, filed_on=one.filed_on or it.on, accepted_on=it.on, simple=simple)


def _withdrawn(one: Proceeding, it: Happened) -> Proceeding:
    """As if it had not been brought; the time began anew at the latest when it was, the careful way to count."""
    return replace(_asked_for_help(one, one.filed_on), **AT_COMMISSION | AT_COURT)


def _at_court(procedure: str) -> Callable[[Proceeding, Happened], Proceeding]:
    """Taken on, for the first time or by order of the court above."""

    def taken(one: Proceeding, it: Happened) -> Proceeding:
        begun = {"sued_on": one.sued_on or it.on, "court_on": it.on, "procedure": procedure}
        return replace(one, **AT_COURT | begun)

    return taken


def _judged(one: Proceeding, it: Happened) -> Proceeding:
    """小额诉讼: the first judgment is the last."""
    return replace(one, judgment_on=it.on, perform_by=it.perform_by, over=one.procedure == "small")


def _final(one: Proceeding, it: Happened) -> Proceeding:
    return replace(one, over=True, perform_by=it.perform_by)


def _asked_for_help(one: Proceeding, on: date | None) -> Proceeding:
    """A complaint to an office interrupts the time to claim (劳动争议调解仲裁法 art. 27)."""
    return replace(one, restarted_on=max(filter(None, (one.restarted_on, on)), default=None))


def _heard_in_court(one: Proceeding, it: Happened) -> Proceeding:
    return replace(one, hearing_on=it.on, hearing_in_court=True)


STEPS: dict[str, Callable[[Proceeding, Happened], Proceeding]] = {
    OfficeStep.FILED: _filed,
    OfficeStep.ACCEPTED: _accepted,
    OfficeStep.ACCEPTED_SIMPLE: _accepted,
    OfficeStep.NOT_ACCEPTED: lambda one, it: replace(one, award_on=it.on, perform_by=None),
    OfficeStep.HEARING: lambda one, it: replace(one, hearing_on=it.on, hearing_in_court=False),
    OfficeStep.LONGER: lambda one, it: replace(one, longer=True),
    OfficeStep.SETTLED: _final,
    OfficeStep.AWARD: lambda one, it: replace(one, award_on=it.on, perform_by=it.perform_by),
    OfficeStep.WITHDRAWN: _withdrawn,
    OfficeStep.CONFIRMED: _final,
    OfficeStep.COURT_FILED: lambda one, it: replace(one, sued_on=it.on),
    OfficeStep.COURT_ACCEPTED: _at_court(""),
    OfficeStep.COURT_SIMPLE: _at_court("simple"),
    OfficeStep.COURT_SMALL: _at_court("small"),
    OfficeStep.COURT_ORDINARY: lambda one, it: replace(one, procedure="", court_longer=False),
    OfficeStep.COURT_LONGER: lambda one, it: replace(one, court_longer=True),
    OfficeStep.COURT_NOT_ACCEPTED: lambda one, it: replace(one, ruling_on=it.on),
    OfficeStep.COURT_HEARING: _heard_in_court,
    OfficeStep.COURT_SETTLED: _final,
    OfficeStep.COURT_JUDGMENT: _judged,
    OfficeStep.COURT_WITHDRAWN: lambda one, it: replace(one, **AT_COURT | {"hearing_on": None}),
    OfficeStep.COURT_CONFIRMED: _final,
    OfficeStep.COURT_APPEALED: lambda one, it: replace(one, appealed_on=it.on),
    OfficeStep.SECOND_ACCEPTED: lambda one, it: replace(one, appealed_on=one.appealed_on or it.on, second_on=it.on),
    OfficeStep.SECOND_HEARING: _heard_in_court,
    OfficeStep.SECOND_WITHDRAWN: lambda one, it: replace(one, over=True),  # what was judged first stands
    OfficeStep.SENT_BACK: _at_court(""),
    OfficeStep.COURT_FINAL: _final,
    OfficeStep.ORDER_FILED: lambda one, it: replace(_asked_for_help(one, it.on), **NO_ORDER | {"order_on": it.on}),
    OfficeStep.ORDER_ACCEPTED: lambda one, it: replace(one, order_on=one.order_on or it.on, order_accepted_on=it.on),
    OfficeStep.ORDER_SERVED: lambda one, it: replace(one, order_on=one.order_on or it.on, order_served_on=it.on),
    OfficeStep.ORDER_FAILED: lambda one, it: replace(one, **NO_ORDER | {"order_failed_on": it.on}),
    OfficeStep.ENFORCE_FILED: lambda one, it: replace(one, enforce_on=it.on, enforce_ended=False),
    OfficeStep.ENFORCE_ENDED: lambda one, it: replace(one, enforce_on=one.enforce_on or it.on, enforce_ended=True),
    OfficeStep.PAID: lambda one, it: Proceeding(over=True, paid=True),
    OfficeStep.INSPECT_FILED: lambda one, it: replace(
        _asked_for_help(one, it.on),
        inspect_on=it.on,
        inspect_accepted_on=None,
        inspect_longer=False,
        inspect_over=False,
    ),
    OfficeStep.INSPECT_ACCEPTED: lambda one, it: replace(
        one, inspect_on=one.inspect_on or it.on, inspect_accepted_on=it.on
    ),
    OfficeStep.INSPECT_LONGER: lambda one, it: replace(one, inspect_longer=True),
    OfficeStep.INSPECT_REFUSED: lambda one, it: replace(one, inspect_on=one.inspect_on or it.on, inspect_over=True),
    OfficeStep.INSPECT_DONE: lambda one, it: replace(one, inspect_on=one.inspect_on or it.on, inspect_over=True),
}


def proceeding(steps: Iterable[Happened]) -> Proceeding:
    """Where it stands after these steps, in the order they happened."""
    stands = NOTHING_YET
    for one in steps:
        stands = STEPS[one.step](stands, one)
    return stands


def _read(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name != "procedure" and isinstance(value, str) else value
