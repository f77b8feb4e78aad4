"""试用期 Probation: how long at the most, how little at the least, and what too long a one costs (art. 19, 20, 83)."""

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import asks
from .answer import Answer, Book, Calculator, Given, Wrong
from .arithmetic import plain

FIXED, OPEN, TASK = "fixed", "open", "task"


def longest(given: Given, book: Book) -> Fraction:
    """Months of probation the contract allows."""
    if given.contract == TASK:
        return Fraction(0)
    table = book.table("rights.probation")
    key = max(table, key=int) if given.contract == OPEN else book.step_of("rights.probation", given.months)
    return book.exact("rights.probation", key)


def compute(given: Given, book: Book) -> Answer:
    if given.contract == FIXED and given.months is None:
        raise Wrong("months", _("请填写合同期限是几个月。"))
    found, most = Answer(), longest(given, book)
    found.number("longest", _("试用期最长"), most, _("个月"))
    found.step(_("按合同期限，试用期最长。"), plain(most))
    rate = book.exact("rights.probation-wage")
    minimum = book.unless(given.minimum_wage, "rights.minimum-wage", asks.MINIMUM_WAGE)
    lowest = max(given.wage * rate, minimum)
    found.amount("lowest", _("试用期工资不得低于"), lowest)
    found.step(
        _("转正工资的80%，且不低于最低工资。"), f"{plain(given.wage)} × {plain(rate)} = {plain(given.wage * rate)}"
    )
    beyond = max((given.served or Fraction(0)) - most, Fraction(0))
    found.amount("damages", _("超期试用的赔偿金"), given.wage * beyond)
    if beyond:
        found.step(
            _("已超期试用的月数，按转正工资另付。"),
            f"{plain(given.wage)} × {plain(beyond)} = {plain(given.wage * beyond)}",
        )
        found.flag(_("试用期超过法定上限，超出部分违法。"))
    if given.probation_wage is not None and given.probation_wage < lowest:
        found.amount("short", _("每月少发"), lowest - given.probation_wage)
        found.flag(_("试用期工资低于法定标准。"))
    found.flag(_("同一单位和同一职工只能约定一次试用期。"))
    return found


PROBATION = Calculator(
    code="probation",
    title=gettext_lazy("试用期"),
    summary=gettext_lazy("试用期最长几个月，工资最低多少，超期怎么赔。"),
    asks=(
        asks.one_of(
            "contract",
            gettext_lazy("合同类型"),
            (FIXED, gettext_lazy("固定期限")),
            (OPEN, gettext_lazy("无固定期限")),
            (TASK, gettext_lazy("以完成一定工作任务为期限")),
            required=False,
            initial=FIXED,
        ),
        asks.whole(
            "months",
            gettext_lazy("合同期限（月）"),
            gettext_lazy("固定期限的才填。"),
            required=False,
            least=1,
            most=600,
        ),
        asks.money("wage", gettext_lazy("转正后的月工资（元）")),
        asks.money("probation_wage", gettext_lazy("试用期月工资（元）"), required=False),
        asks.number("served", gettext_lazy("已经试用（月）"), required=False, most=120, initial=0),
        asks.day("on", gettext_lazy("合同签订日期"), gettext_lazy("不填就按今天的规定。"), required=False),
        asks.PLACE,
        asks.MINIMUM_WAGE,
    ),
    compute=compute,
    parameters=("rights.probation", "rights.probation-wage", "rights.minimum-wage"),
    dated_by="on",
    icon="user-question",
)
