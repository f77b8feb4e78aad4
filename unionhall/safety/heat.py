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
    """The sum of a year with one line of arithmetic a month; `doubt` where two rules do not agree."""

    total: Decimal
    steps: tuple[str, ...]
    doubt: str = ""
    months: Mapping[int, Decimal] = field(default_factory=dict)


def allowance(
    months: Mapping[int, str],
    *,
    rates: Mapping[str, Decimal],
    first: int,
    last: int,
    attended: Mapping[int, tuple[int, int]] | None = None,
    pro_rata: bool = False,
    cooled: bool = False,
) -> Allowance:
    """Σ rate(kind of work) over the months of the season; `attended` is {month: (days there, days due)}.

    Switching in and out, mainly outdoor and at furnaces count as outdoor. `cooled`: an indoor workplace kept under
    the national limit, where the province names an indoor rate and the national test is not met: no verdict.
    """
    sums: dict[int, Decimal] = {}
    steps = []
    for month in range(first, last + 1):
        work = Work(months.get(month, Work.NONE))
        if work is Work.NONE:
            continue
        share = _share(attended, month) if pro_rata else Decimal(1)
        sums[month] = money.money(rates[work] * share)
        steps.append(_step(month, work, rates[work], share, sums[month]))
    return Allowance(money.money(sum(sums.values(), Decimal(0))), tuple(steps), _doubt(months, cooled), sums)


def _share(attended: Mapping[int, tuple[int, int]] | None, month: int) -> Decimal:
    there, due = (attended or {}).get(month, (1, 1))
    return min(Decimal(there) / Decimal(due), Decimal(1)) if due else Decimal(0)


def _step(month: int, work: Work, rate: Decimal, share: Decimal, amount: Decimal) -> str:
    facts = {"month": month, "work": work.label, "rate": money.yuan(rate), "sum": money.yuan(amount)}
    if share == 1:
        return _("%(month)d月：%(work)s，%(rate)s") % facts
    percent = {"share": f"{share * 100:.1f}%"}
    return _("%(month)d月：%(work)s，%(rate)s × 出勤%(share)s = %(sum)s") % (facts | percent)


def _doubt(months: Mapping[int, str], cooled: bool) -> str:
    if not cooled or Work.INDOOR not in months.values():
        return ""
    return _(
        "室内工作场所温度能降到33℃以下的：省里的通知列有室内标准，国家办法以33℃为条件，两者不一致，这里不作判断，请向当地人社部门核实。"
    )


def _whole(value: Any) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
