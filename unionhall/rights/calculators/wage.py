"""日工资、小时工资: the month's wage by paid days and hours (rights.md §6, S16)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import asks
from .answer import Answer, Book, Calculator, Given
from .arithmetic import plain


def compute(given: Given, book: Book) -> Answer:
    days, hours = book.exact("rights.paid-days"), book.exact("rights.hours-a-day")
    day = given.wage / days
    found = Answer()
    found.amount("day", _("日工资"), day)
    found.amount("hour", _("小时工资"), day / hours)
    found.step(_("日工资：月工资除以每月计薪天数。"), f"{plain(given.wage)} ÷ {plain(days)} = {plain(day)}")
    found.step(_("小时工资：日工资除以每天工作小时数。"), f"{plain(day)} ÷ {plain(hours)} = {plain(day / hours)}")
    monthly = book.exact("rights.work-days-month")
    found.number("work_days", _("每月工作天数"), monthly, _("天"))
    found.step(_("每月平均工作天数只用来算工作时间，折算工资用每月计薪天数。"), plain(monthly))
    return found


WAGE_RATE = Calculator(
    code="wage-rate",
    title=gettext_lazy("日工资和小时工资"),
    summary=gettext_lazy("把月工资折算成一天、一小时的工资。"),
    asks=(asks.money("wage", gettext_lazy("月工资（元）")),),
    compute=compute,
    parameters=("rights.paid-days", "rights.hours-a-day", "rights.work-days-month"),
    icon="coin",
)
