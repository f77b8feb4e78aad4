"""Last days 期限 of a case (rights.md §4): their kinds, what decides them, and one as it was counted."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit.workdays import Deadline
from unionhall.rules import queries as rules

from .calculators.deadlines import together
from .choices import LimitKind
from .outside import NOTHING_YET, Proceeding

CODES = {
    LimitKind.ARBITRATION: "rights.arbitration-claim",
    LimitKind.WAGES: "rights.wages-claim",
    LimitKind.IOU: "rights.iou-claim",
    LimitKind.INSPECTORATE: "rights.inspectorate-claim",
    LimitKind.INJURY: "rights.injury-claim",
    LimitKind.SUIT: "rights.award-sue",
    LimitKind.APPEAL: "rights.court-appeal",
    LimitKind.ACCEPT: "rights.arbitration-accept",
    LimitKind.AWARD: "rights.award",
    LimitKind.COURT: "rights.court-accept",
    LimitKind.JUDGMENT: "rights.court-judgment",
    LimitKind.SECOND: "rights.court-second",
    LimitKind.ORDER_ACCEPT: "rights.payment-order-accept",
    LimitKind.ORDER_ISSUE: "rights.payment-order-issue",
    LimitKind.ORDER_OBJECT: "rights.payment-order",
    LimitKind.ENFORCE: "rights.enforcement-claim",
    LimitKind.ENFORCING: "rights.enforcement-late",
    LimitKind.INSPECT_FILE: "rights.inspection-accept",
    LimitKind.INSPECT: "rights.inspection",
}
CLAIMS = (  # a right is lost after them
    LimitKind.ARBITRATION, LimitKind.WAGES, LimitKind.SUIT, LimitKind.APPEAL, LimitKind.ENFORCE,
)  # fmt: skip
OFFICES: dict[LimitKind, Any] = {  # days others have to keep, and what one may do when they let them pass
    LimitKind.ACCEPT: gettext_lazy("逾期没有作出是否受理的决定的，可以就争议向法院起诉。"),
    LimitKind.AWARD: gettext_lazy("逾期没有作出裁决的，可以就争议向法院起诉。"),
    LimitKind.COURT: gettext_lazy("逾期没有立案也没有裁定的，请向法院催办。"),
    LimitKind.JUDGMENT: gettext_lazy("逾期没有判决的，请向法院催办。"),
    LimitKind.HEARING: gettext_lazy("请按时到庭：申请人无正当理由不到庭的，可以按撤回处理。"),
    LimitKind.SECOND: gettext_lazy("逾期没有作出裁判的，请向二审法院催办。"),
    LimitKind.ORDER_ACCEPT: gettext_lazy("逾期没有通知的，请向法院催办。"),
    LimitKind.ORDER_ISSUE: gettext_lazy("逾期没有发出支付令的，请向法院催办。"),
    LimitKind.ORDER_OBJECT: gettext_lazy("对方不清偿也不提出异议的，可以向法院申请强制执行。"),
    LimitKind.PERFORM: gettext_lazy("对方到期没有履行的，可以向法院申请强制执行。"),
    LimitKind.ENFORCING: gettext_lazy("超过六个月没有执行的，可以向上一级法院申请执行。"),
    LimitKind.INSPECT_FILE: gettext_lazy("逾期没有答复的，请向劳动保障监察机构催办。"),
    LimitKind.INSPECT: gettext_lazy("逾期没有办结的，请向劳动保障监察机构催办，也可以另行申请仲裁。"),
}
ON_THAT_DAY = (LimitKind.HEARING, LimitKind.PERFORM)  # a day somebody has set: it passes and makes room for the next
OUTLIVING = (
    LimitKind.SUIT,
    LimitKind.APPEAL,
    LimitKind.ENFORCE,
    *OFFICES,
)  # run on at the offices when the case is closed
FIRST_WARNING = 60  # days: colours the date; the warnings themselves go by the rules


@dataclass(frozen=True)
class Dates:
    """What decides: the matter, and the days as far as they are known."""

    cause: str
    since: date | None = None
    until: date | None = None
    known_on: date | None = None
    employed: str = ""  # yes, no; empty: not said
    left_on: date | None = None
    iou_on: date | None = None
    restarted_on: date | None = None  # demand, complaint or admission: the time begins anew
    award_on: date | None = None  # the award (or the refusal to take the claim) was received: from then the court
    place: str = ""
    outside: Proceeding = NOTHING_YET

    @property
    def begins(self) -> date | None:
        """When the worker knew; else when it ended or began."""
        known = self.known_on or self.until or self.since
        return max(known, self.restarted_on) if known and self.restarted_on else known


@dataclass(frozen=True)
class Limit:
    """One last day, and how it was counted."""

    kind: LimitKind
    start: date
    end: Deadline
    rule: Any
    why: str
    longer: Any = None  # the rule by which it was made longer

    @property
    def due(self) -> date:
        return self.end.due

    @property
    def left(self) -> int:
        """Calendar days from today; negative when it has passed."""
        return (self.due - timezone.localdate()).days

    @property
    def tone(self) -> str:
        return "late" if self.left < 0 else "due" if self.left <= FIRST_WARNING else "neutral"

    @property
    def lines(self) -> list[str]:
        """The arithmetic, sentence by sentence."""
        if self.rule is None:
            return [self.why]
        laws = [
            _("%(law)s：%(text)s。") % {"law": one.law, "text": one.text} for one in (self.rule, self.longer) if one
        ]
        return [self.why, *laws, *self.end.explain()]


def counted(kind: LimitKind, start: date, why: str, known: Dates, *, code: str = "", longer: str = "") -> Limit:
    """The last day of that kind from `start`, by its rule (or `code`) and what makes it longer."""
    code = code or CODES[kind]
    rule, more = (rules.rule(one, place=known.place, on=start) if one else None for one in (code, longer))
    return Limit(kind, start, together(code, longer, start=start, place=known.place), rule, why, more)


def that_day(kind: LimitKind, day: date) -> Limit:
    """A day somebody has set: nothing is counted."""
    return Limit(kind, day, Deadline(day, day, 0, ()), None, str(OFFICES[kind]))
