"""未休年休假工资: three times the day's wage, one of them already paid (企业职工带薪年休假实施办法 art. 10, 11)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import asks
from .answer import Answer, Book, Calculator, Given
from .arithmetic import plain


def compute(given: Given, book: Book) -> Answer:
    paid_days = book.exact("rights.paid-days")
    whole, paid = book.exact("rights.unused-leave-rate", "all"), book.exact("rights.unused-leave-rate", "paid")
    day = given.average / paid_days
    extra = 0 * day if given.waived else day * given.days * (whole - paid)
    found = Answer()
    found.amount("extra", _("单位还要付"), extra)
    found.amount("all", _("连同已付的正常工资"), extra + day * given.days * paid)
    found.amount("day", _("日工资"), day)
    found.step(
        _("日工资：前十二个月平均工资（不含加班费）除以每月计薪天数。"),
        f"{plain(given.average)} ÷ {plain(paid_days)} = {plain(day)}",
    )
    if given.waived:
        found.step(_("您书面提出不休的，只付正常工资。"))
    else:
        found.step(
            _("未休一天按日工资的300%算，其中100%已随工资发放，还要付200%。"),
            f"{plain(day)} × {plain(given.days)} × {plain(whole - paid)} = {plain(extra)}",
        )
    return found


UNUSED_LEAVE = Calculator(
    code="unused-leave",
    title=gettext_lazy("没休年休假的工资"),
    summary=gettext_lazy("单位没安排休年休假，该补多少。"),
    asks=(
        asks.money("average", gettext_lazy("前十二个月平均工资（元）"), gettext_lazy("不含加班费。")),
        asks.whole("days", gettext_lazy("没休的天数"), least=1, most=60),
        asks.yes("waived", gettext_lazy("是我自己书面提出不休的")),
        asks.day("on", gettext_lazy("哪一年的：填那年任意一天"), required=False),
    ),
    compute=compute,
    parameters=("rights.paid-days", "rights.unused-leave-rate"),
    dated_by="on",
    icon="calendar",
)
