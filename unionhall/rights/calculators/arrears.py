"""拖欠工资 Wage arrears: what is owed, and 50–100 % more once ordered and still unpaid (劳动合同法 art. 85)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import asks
from .answer import Answer, Book, Calculator, Given
from .arithmetic import plain


def compute(given: Given, book: Book) -> Answer:
    found = Answer()
    owed = given.due - (given.paid or 0)
    found.amount("owed", _("拖欠的工资"), max(owed, 0))
    found.step(_("应发减去已发。"), f"{plain(given.due)} − {plain(given.paid or 0)} = {plain(owed)}")
    if given.ordered and owed > 0:
        for name, label in (("low", _("加付赔偿金最低")), ("high", _("加付赔偿金最高"))):
            rate = book.exact("rights.arrears-extra", name)
            found.amount(name, label, owed * rate)
            found.step(label, f"{plain(owed)} × {plain(rate)} = {plain(owed * rate)}")
    elif owed > 0:
        found.flag(_("先向劳动保障监察投诉；责令限期支付后仍不付的，可以再要求加付50%到100%的赔偿金。"))
    found.flag(
        _("工资支付台账由单位编制并至少保存%(years)s年，拿不出台账的，由单位承担不利后果。")
        % {"years": plain(book.exact("rights.wage-ledger"))}
    )
    if owed <= 0:
        found.flag(_("按您填的数，没有拖欠。"))
    return found


ARREARS = Calculator(
    code="arrears",
    title=gettext_lazy("拖欠工资"),
    summary=gettext_lazy("被欠了多少，责令后仍不付的再加多少。"),
    asks=(
        asks.money("due", gettext_lazy("应发工资合计（元）")),
        asks.money("paid", gettext_lazy("已经发了（元）"), required=False, least=0, initial=0),
        asks.yes("ordered", gettext_lazy("劳动部门已责令限期支付，单位仍没付")),
        asks.day("on", gettext_lazy("责令支付的日期"), required=False),
    ),
    compute=compute,
    parameters=("rights.arrears-extra", "rights.wage-ledger"),
    dated_by="on",
    icon="coins",
)
