"""时效: the last days by which a worker may lose a right, counted from what the case knows (rights.md §4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit.workdays import Deadline
from unionhall.rules import queries as rules

from .calculators.deadlines import together
from .choices import WAGES, Cause, LimitKind
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
}
CLAIMS = (LimitKind.ARBITRATION, LimitKind.WAGES, LimitKind.SUIT, LimitKind.APPEAL)  # a right is lost after them
OFFICES: dict[LimitKind, Any] = {  # days of the office's own, and what one may do when it lets them pass
    LimitKind.ACCEPT: gettext_lazy("逾期没有作出是否受理的决定的，可以就争议向法院起诉。"),
    LimitKind.AWARD: gettext_lazy("逾期没有作出裁决的，可以就争议向法院起诉。"),
    LimitKind.COURT: gettext_lazy("逾期没有立案也没有裁定的，请向法院催办。"),
    LimitKind.JUDGMENT: gettext_lazy("逾期没有判决的，请向法院催办。"),
    LimitKind.HEARING: gettext_lazy("请按时到庭：申请人无正当理由不到庭的，可以按撤回处理。"),
}


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
        law = _("%(law)s：%(text)s。") % {"law": self.rule.law, "text": self.rule.text}
        return [self.why, law, *self.end.explain()]


FIRST_WARNING = 60  # days: colours the date; the warnings themselves go by the rules


def warning_days() -> list[int]:
    """Days before at which people are warned, the earliest first."""
    return sorted({int(value) for value in rules.table("rights.limitation-warning").values()}, reverse=True)


def warned_at(kind: str) -> list[int]:
    """Those at which one of this kind is told of: a right that is lost early and again, an office's own day once."""
    days = warning_days()
    return days[-1:] if kind in OFFICES else days


def dates_of(answers: Mapping[str, Any], place: str = "") -> Dates:
    """Read from a case's open answers; what the desk wrote down of the offices' steps goes before what was told."""
    days = {name: _day(answers.get(name)) for name in DAYS}
    outside = Proceeding.of(answers.get("outside"))
    days["award_on"] = outside.award_on or days["award_on"]
    days["restarted_on"] = max(filter(None, (outside.restarted_on, days["restarted_on"])), default=None)
    cause = str(answers.get("cause") or "")
    return Dates(
        cause=cause, employed=str(answers.get("employed") or ""), place=place, outside=outside, **days
    )  # fmt: skip


DAYS = ("since", "until", "known_on", "left_on", "iou_on", "restarted_on", "award_on")


def limits(known: Dates) -> list[Limit]:
    """Every last day that can be counted, the nearest first."""
    found = [*_claim(known), *_at_offices(known), *_others(known)]
    return sorted(found, key=lambda one: one.due)


def claim_limit(known: Dates) -> Limit | None:
    """The last day to bring the claim; None when there is none, the days are not known, or it has been brought."""
    return next(iter(_claim(known)), None)


def notes(known: Dates) -> list[str]:
    """What cannot be put as a day, in words the worker reads; nothing about a claim that has been brought."""
    found: list[str] = []
    if known.award_on is not None or known.outside.is_claimed:
        return found
    if _is_wages(known) and known.employed == "yes":
        found.append(_("您还在职：追索劳动报酬不受一年仲裁时效的限制；离职后，自劳动关系终止之日起一年内提出。"))
    elif _is_wages(known) and not known.employed:
        found.append(_("没有填是否在职，先按知道之日起一年提醒您；在职期间追索劳动报酬不受这一年的限制。"))
    if known.begins is None and not (_is_wages(known) and known.employed == "yes"):
        found.append(_("没有填发生的日期，算不出最后一天。请补充“从什么时候开始”或“什么时候知道的”。"))
    if known.restarted_on is not None:
        found.append(_("向对方主张权利、向有关部门请求救济或者对方同意履行的，时效从那一天起重新计算。"))
    return found


def _claim(known: Dates) -> list[Limit]:
    outside = known.outside
    if outside.over or outside.sued_on or outside.ruling_on or outside.judgment_on:
        return []
    if known.award_on is not None:
        why = _("从收到仲裁裁决书（或者不予受理通知书）之日起算；终局裁决，职工不服的也可以起诉。")
        return [_limit(LimitKind.SUIT, known.award_on, why, known)]
    if outside.filed_on is not None:
        return []
    if _is_wages(known):
        if known.employed == "yes":
            return []
        if known.left_on is not None:
            start = max(known.left_on, known.restarted_on) if known.restarted_on else known.left_on
            return [_limit(LimitKind.WAGES, start, _("从劳动关系终止之日起算。"), known)]
    if known.begins is None:
        return []
    return [_limit(LimitKind.ARBITRATION, known.begins, _("从知道或者应当知道权利受到侵害之日起算。"), known)]


def _at_offices(known: Dates) -> list[Limit]:
    """The hearing that is to come, and the one day that runs at the commission or the court, or against its ruling."""
    found, at = [], known.outside
    if at.hearing_on is not None and at.hearing_on >= timezone.localdate() and not at.over:
        that_day = Deadline(at.hearing_on, at.hearing_on, 0, ())
        found.append(Limit(LimitKind.HEARING, at.hearing_on, that_day, None, str(OFFICES[LimitKind.HEARING])))
    if at.over:
        return found
    if at.judgment_on is not None:
        why = _("从一审判决书送达之日起算。")
        found.append(_limit(LimitKind.APPEAL, at.judgment_on, why, known))
    elif at.ruling_on is not None:
        why = _("从不予受理裁定书送达之日起算。")
        found.append(_limit(LimitKind.APPEAL, at.ruling_on, why, known, code="rights.court-appeal-ruling"))
    elif at.court_on is not None:
        found.append(_limit(LimitKind.JUDGMENT, at.court_on, _("从法院立案之日起算。"), known))
    elif at.sued_on is not None:
        found.append(_limit(LimitKind.COURT, at.sued_on, _("从法院收到起诉状之日起算。"), known))
    elif known.award_on is None and at.accepted_on is not None:
        found.append(_award(at, at.accepted_on, known))
    elif known.award_on is None and at.filed_on is not None:
        found.append(_limit(LimitKind.ACCEPT, at.filed_on, _("从仲裁委收到仲裁申请之日起算。"), known))
    return found


def _award(at: Proceeding, accepted_on: date, known: Dates) -> Limit:
    code = "rights.award-simple" if at.simple else CODES[LimitKind.AWARD]
    longer = "rights.award-longer" if at.longer else ""
    return _limit(LimitKind.AWARD, accepted_on, _("从仲裁委受理之日起算。"), known, code=code, longer=longer)


def _others(known: Dates) -> list[Limit]:
    found = []
    if known.iou_on is not None:
        found.append(_limit(LimitKind.IOU, known.iou_on, _("有工资欠条的，可以不经仲裁直接起诉。"), known))
    act = known.until or known.since
    if act is not None:
        found.append(_limit(LimitKind.INSPECTORATE, act, _("从违法行为发生或者终了之日起算。"), known))
    if known.cause == Cause.INJURY and known.since is not None:
        found.append(_limit(LimitKind.INJURY, known.since, _("从事故发生之日起算。"), known))
    return found


def _is_wages(known: Dates) -> bool:
    return known.cause in WAGES


def _limit(kind: LimitKind, start: date, why: str, known: Dates, *, code: str = "", longer: str = "") -> Limit:
    code = code or CODES[kind]
    rule = rules.rule(code, place=known.place, on=start)
    return Limit(kind, start, together(code, longer, start=start, place=known.place), rule, why)


def _day(value: Any) -> date | None:
    if isinstance(value, date) or not value:
        return value or None
    return date.fromisoformat(str(value))
