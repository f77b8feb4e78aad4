"""High temperature: what a forecast means for outdoor work, and the allowance of a year. Pure functions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from unionhall.kit import money

from .choices import Work


class WorkRule(StrEnum):
    """防暑降温措施管理办法 art. 8: by the forecast highest temperature of the day."""

    STOP = "stop"
    LIMIT = "limit"
    ROTATE = "rotate"
    NONE = "none"


@dataclass(frozen=True)
class Measures:
    """The rule of a day and what it asks, in sentences for a notice."""

    rule: WorkRule
    words: tuple[str, ...] = ()


def measures(highest: Decimal | int, given: Mapping[str, Decimal]) -> Measures:
    """`given`: stop, limit, rotate (°C), hours and hottest (h), indoor (°C)."""
    highest = Decimal(highest)
    if highest < given["rotate"]:
        return Measures(WorkRule.NONE)
    always = (
        _("孕期女职工和未成年工不得安排室外露天作业，也不得安排在%(indoor)s℃以上的工作场所作业。")
        % {"indoor": _whole(given["indoor"])},
        _("不得因停工、缩短工作时间扣减工资；饮料、药品不能代替高温津贴。"),
    )
    if highest >= given["stop"]:
        return Measures(WorkRule.STOP, (_("当日应当停止室外露天作业。"), *always))
    if highest >= given["limit"]:
        first = _("全天室外露天作业累计不超过%(hours)s小时，气温最高的%(hottest)s小时内不安排室外露天作业。") % {
            "hours": _whole(given["hours"]),
            "hottest": _whole(given["hottest"]),
        }
        return Measures(WorkRule.LIMIT, (first, *always))
    return Measures(
        WorkRule.ROTATE, (_("采取换班轮休等方式缩短连续作业时间，不得安排室外露天作业的人员加班。"), *always)
    )


@dataclass(frozen=True)
class Allowance:
    """The sum of a year with one line of arithmetic a month.

    `doubt` where two rules do not agree; then `national` is the sum by the national test alone: no verdict.
    """

    total: Decimal
    steps: tuple[str, ...]
    doubt: str = ""
    national: Decimal | None = None
    months: Mapping[int, Decimal] = field(default_factory=dict)


def allowance(
    months: Mapping[int, str],
    *,
    rates: Mapping[int, Mapping[str, Decimal]],
    attended: Mapping[int, tuple[int, int]] | None = None,
    pro_rata: bool = False,
    cooled: bool = False,
) -> Allowance:
    """Σ rate(kind of work) over the months that have `rates`; `attended` is {month: (days there, days due)}.

    Switching in and out, mainly outdoor and at furnaces count as outdoor. `cooled`: an indoor workplace kept under
    the national limit, where the province names an indoor rate and the national test is not met: no verdict.
    """
    sums: dict[int, Decimal] = {}
    steps = []
    works = {month: Work(months.get(month, Work.NONE)) for month in rates}
    for month, work in works.items():
        if work is Work.NONE:
            continue
        there, due = _days(attended, month) if pro_rata else (1, 1)
        sums[month] = money.money(rates[month][work] * there / due)
        steps.append(_step(month, work, rates[month][work], there, due, sums[month]))
    doubt = cooled and Work.INDOOR in works.values()
    sure = (amount for month, amount in sums.items() if works[month] is not Work.INDOOR)
    national = money.money(sum(sure, Decimal(0))) if doubt else None
    return Allowance(
        money.money(sum(sums.values(), Decimal(0))), tuple(steps), _doubt() if doubt else "", national, sums
    )


def _days(attended: Mapping[int, tuple[int, int]] | None, month: int) -> tuple[int, int]:
    """Days there of days due, never more than all of them."""
    there, due = (attended or {}).get(month, (1, 1))
    return (min(there, due), due) if due else (0, 1)


def _step(month: int, work: Work, rate: Decimal, there: int, due: int, amount: Decimal) -> str:
    facts: dict[str, Any] = {"month": month, "work": work.label, "rate": money.yuan(rate), "sum": money.yuan(amount)}
    if there == due:
        return _("%(month)d月：%(work)s，%(rate)s") % facts
    days = {"there": there, "due": due}
    return _("%(month)d月：%(work)s，%(rate)s × 出勤%(there)d天 ÷ 应出勤%(due)d天 = %(sum)s") % (facts | days)


def _doubt() -> str:
    return _(
        "室内工作场所温度能降到33℃以下的：省里的通知列有室内标准，国家办法以33℃为条件，两者不一致，这里不作判断，请向当地人社部门核实。"
    )


def _whole(value: Any) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
