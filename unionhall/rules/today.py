"""Lines of Today: numbers shipped from memory that nobody has compared with the text of the law yet."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit.today import Task, TodayLine

from . import queries
from .permissions import Rules


def unchecked(user: Any, most: int) -> tuple[int, list[Task]]:
    """One task however many there are: nobody checks them one a day, and none has a date."""
    rows = queries.to_check(user)
    if not rows:
        return 0, []
    asked = {"unchecked": "on"}
    if len(places := {row.place for row in rows}) == 1:
        asked["place"] = places.pop()
    title = _("%(n)d 项规则数字待核对") % {"n": len(rows)}
    note = _("系统自带的数字，请对照法规原文核对")
    return 1, [Task(title, f"{reverse('rules:list')}?{urlencode(asked)}", note=note)]


LINE = TodayLine("rules.unchecked", gettext_lazy("规则数字待核对"), (Rules.EDIT,), unchecked, icon="books", order=890)
