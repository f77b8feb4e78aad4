"""发薪日 Pay day: on a holiday or rest day the wage is due before it (工资支付暂行规定 art. 7)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit import text, workdays

from . import asks
from .answer import Answer, Book, Calculator, Given


def compute(given: Given, book: Book) -> Answer:
    due = workdays.last_working_day(given.day)
    found = Answer()
    found.on("due", _("最迟发薪日"), due)
    if due == given.day:
        found.step(_("约定的发薪日是工作日，当天发。"))
    else:
        why = workdays.why(given.day)
        found.step(
            _("%(day)s是%(why)s，应提前到最近的工作日发放。") % {"day": text.day_with_weekday(given.day), "why": why}
        )
    return found


PAY_DAY = Calculator(
    code="pay-day",
    title=gettext_lazy("发薪日"),
    summary=gettext_lazy("发薪日碰上节假日，单位最迟哪天发。"),
    asks=(asks.day("day", gettext_lazy("约定的发薪日")),),
    compute=compute,
    parameters=(),
    icon="calendar-stats",
)
