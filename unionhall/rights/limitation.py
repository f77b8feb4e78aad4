"""时效: the last days by which a worker may lose a right, counted from what the case knows (rights.md §4)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from unionhall.rules import queries as rules

from .choices import WAGES, Cause, LimitKind
from .last_days import OFFICES, Dates, Limit, counted
from .office_days import at_offices
from .outside import Proceeding


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
    found = [*_claim(known), *at_offices(known), *_others(known)]
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
    if outside.over or outside.sued_on or outside.ruling_on or outside.judgment_on or outside.appealed_on:
        return []
    if known.award_on is not None:
        why = _("从收到仲裁裁决书（或者不予受理通知书）之日起算；终局裁决，职工不服的也可以起诉。")
        return [counted(LimitKind.SUIT, known.award_on, why, known)]
    if outside.filed_on is not None:
        return []
    if _is_wages(known):
        if known.employed == "yes":
            return []
        if known.left_on is not None:
            start = max(known.left_on, known.restarted_on) if known.restarted_on else known.left_on
            return [counted(LimitKind.WAGES, start, _("从劳动关系终止之日起算。"), known)]
    if known.begins is None:
        return []
    return [counted(LimitKind.ARBITRATION, known.begins, _("从知道或者应当知道权利受到侵害之日起算。"), known)]


def _others(known: Dates) -> list[Limit]:
    found, at = [], known.outside
    if known.iou_on is not None and not at.is_claimed:
        found.append(counted(LimitKind.IOU, known.iou_on, _("有工资欠条的，可以不经仲裁直接起诉。"), known))
    act = known.until or known.since
    if act is not None and at.inspect_on is None and not at.paid:
        found.append(counted(LimitKind.INSPECTORATE, act, _("从违法行为发生或者终了之日起算。"), known))
    if known.cause == Cause.INJURY and known.since is not None:
        found.append(counted(LimitKind.INJURY, known.since, _("从事故发生之日起算。"), known))
    return found


def _is_wages(known: Dates) -> bool:
    return known.cause in WAGES


def _day(value: Any) -> date | None:
    if isinstance(value, date) or not value:
        return value or None
    return date.fromisoformat(str(value))
