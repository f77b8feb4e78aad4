"""Women's and minors' special protection as checks of an inspection (labour protection, §7). Pure functions."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Worker:
    """What an inspector notes of a post or a worker on a list, without a name."""

    woman: bool = True
    age: int | None = None
    months_pregnant: int = 0
    child_months: int | None = None  # age of the youngest child, in months
    night: bool = False
    overtime: bool = False
    underground: bool = False
    heaviest_grade: int = 0  # grade of physical labour, 1–4
    toxic: bool = False
    load: Decimal = Decimal(0)  # kg
    loads_an_hour: int = 0
    nursing_hours: Decimal | None = None  # a day
    infants: int = 1  # nursed: each more asks for as many hours more
    listed: bool = False  # work the appendix forbids in periods, pregnancy or nursing
    dismissed_or_cut: bool = False
    checked: bool = True  # health checks of a minor
    registered: bool = True


@dataclass(frozen=True)
class Breach:
    """One rule broken; `fine` says that the fine per woman of the special rules applies."""

    code: str
    text: Any
    at_once: bool = False
    fine: bool = False


def breaches(one: Worker, given: Mapping[str, Decimal]) -> list[Breach]:
    """Every rule this worker's arrangement breaks; `given` are the dated limits."""
    if one.age is not None and one.age < given["work-age"]:
        return [Breach("child", _("使用未满16周岁的童工，须立即报告。"), at_once=True)]
    found = _minor(one) if one.age is not None and one.age < given["adult-age"] else []
    return found + (_woman(one, given) if one.woman else [])


def _woman(one: Worker, given: Mapping[str, Decimal]) -> list[Breach]:
    late = one.months_pregnant >= given["pregnant-from"]
    nursing = one.child_months is not None and one.child_months < given["nursing-months"]
    hours = given["nursing-hours"] * max(one.infants, 1)
    often = one.load > given["load-often"] and one.loads_an_hour >= given["load-times"]
    rules = [
        (one.underground, "mine", _("安排女职工从事矿山井下作业。")),
        (one.heaviest_grade >= 4, "grade-4", _("安排女职工从事第四级体力劳动强度的劳动。")),
        (
            one.months_pregnant > 0 and one.heaviest_grade == given["pregnant-grade"],
            "pregnant-grade",
            _("孕期女职工从事第三级体力劳动强度的劳动。"),
        ),
        (one.listed, "listed", _("女职工在经期、孕期或者哺乳期被安排从事禁忌劳动（附录）。")),
        (often or one.load > given["load-most"], "load", _("女职工负重超过规定。")),
        (late and one.night, "pregnant-night", _("怀孕7个月以上的女职工被安排夜班。")),
        (late and one.overtime, "pregnant-overtime", _("怀孕7个月以上的女职工被安排加班。")),
        (nursing and one.night, "nursing-night", _("哺乳未满1周岁婴儿的女职工被安排夜班。")),
        (nursing and one.overtime, "nursing-overtime", _("哺乳未满1周岁婴儿的女职工被安排加班。")),
        (
            nursing and one.nursing_hours is not None and one.nursing_hours < hours,
            "nursing-hours",
            _("没有每天给足哺乳时间（每个婴儿1小时）。"),
        ),
        (one.dismissed_or_cut, "dismissed", _("因怀孕、生育、哺乳降低工资或者解除合同。")),
    ]
    return [Breach(code, text, fine=True) for broken, code, text in rules if broken]


def _minor(one: Worker) -> list[Breach]:
    rules = [
        (one.underground or one.toxic or one.heaviest_grade >= 4, "minor-work", _("安排未成年工从事禁忌劳动。")),
        (not one.checked, "minor-health", _("未成年工没有定期健康检查。")),
        (not one.registered, "minor-registered", _("使用未成年工没有登记。")),
    ]
    return [Breach(code, text) for broken, code, text in rules if broken]
