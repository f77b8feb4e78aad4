"""The grade of an accident from deaths, serious injuries and direct loss: the highest criterion counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from unionhall.kit import money

from .choices import AccidentGrade

ORDER = (AccidentGrade.SPECIAL, AccidentGrade.MAJOR, AccidentGrade.LARGER, AccidentGrade.GENERAL)


@dataclass(frozen=True)
class Graded:
    """The grade, and the sentence that says by which number."""

    grade: AccidentGrade
    because: str


def grade(*, deaths: int, serious: int, loss: Decimal, floors: Mapping[str, Mapping[str, Decimal]]) -> Graded:
    """`floors` are three tables (deaths, serious, loss): from how many on a grade holds; «or above» has the number."""
    told = {
        "deaths": _("死亡%(n)s人") % {"n": deaths},
        "serious": _("重伤%(n)s人") % {"n": serious},
        "loss": _("直接经济损失%(sum)s") % {"sum": money.yuan(loss)},
    }
    counted: dict[str, Any] = {"deaths": deaths, "serious": serious, "loss": loss}
    for one in ORDER[:-1]:
        reached = [name for name, n in counted.items() if n >= floors[name][one]]
        if reached:
            words = _("、").join(told[name] for name in reached)
            return Graded(one, _("%(what)s，达到%(grade)s标准") % {"what": words, "grade": one.label})
    return Graded(ORDER[-1], _("各项均未达到较大事故标准"))
