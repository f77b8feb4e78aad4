"""产假和生育津贴 Maternity leave, with Zhejiang's longer leave, and the allowance (S21, S22)."""

from datetime import timedelta
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit import text

from . import asks
from .answer import Answer, Book, Calculator, Given
from .arithmetic import plain

BIRTH, EARLY_LOSS, LATE_LOSS = "birth", "early-loss", "late-loss"
CODE = "rights.maternity"


def compute(given: Given, book: Book) -> Answer:
    parts = _birth(given, book) if given.event == BIRTH else [(_("流产假"), int(book.value(CODE, given.event)))]
    days = sum(count for _title, count in parts)
    last = given.start + timedelta(days=days - 1)
    found = Answer()
    found.number("days", _("产假"), days, _("天"))
    found.on("to", _("最后一天"), last)
    for title, count in parts:
        found.step(title, str(count))
    found.step(
        _("从%(first)s起连续%(days)d天，休息日和节假日也算在内。") % {"first": text.full_day(given.start), "days": days}
    )
    _allowance(found, given, book, days)
    if given.event == BIRTH:
        _others(found, book)
    return found


def _birth(given: Given, book: Book) -> list[tuple[str, int]]:
    """The parts of the leave; a place without longer leave has no such part."""
    order = "first" if given.order == 1 else "second"
    longer = {"first": _("本省增加的产假（一孩）"), "second": _("本省增加的产假（二孩、三孩）")}
    parts = [(_("国家规定的产假"), int(book.value(CODE, "base")))]
    if order in book.table(CODE):
        parts.append((longer[order], int(book.value(CODE, order))))
    if given.difficult:
        parts.append((_("难产"), int(book.value(CODE, "difficult"))))
    if given.babies > 1:
        each = int(book.value(CODE, "extra-baby"))
        parts.append((_("多胞胎，每多一个婴儿%(days)d天") % {"days": each}, each * (given.babies - 1)))
    return parts


def _allowance(found: Answer, given: Given, book: Book, days: int) -> None:
    """The fund pays the employer's average; the employer adds what the own wage is higher."""
    if given.employer_average is None:
        return
    month = book.exact("rights.allowance-month-days")
    amount = given.employer_average / month * days
    found.amount("allowance", _("生育津贴"), amount)
    found.step(
        _("生育津贴：单位上年度月平均工资除以三十，乘以产假天数。"),
        f"{plain(given.employer_average)} ÷ {plain(month)} × {days} = {plain(amount)}",
    )
    more = max((given.wage or Fraction(0)) - given.employer_average, Fraction(0)) / month * days
    if more:
        found.amount("top_up", _("单位补足的差额"), more)
        found.step(_("本人工资更高的，差额由单位补足。"), plain(more))
    found.flag(_("增加的产假由医保基金还是单位支付，请向当地医保经办机构确认。"))


def _others(found: Answer, book: Book) -> None:
    known = book.table(CODE)
    for key, words in (
        ("father", _("配偶有护理假%(days)d天。")),
        ("parental", _("孩子三岁前，父母每人每年各有育儿假%(days)d天。")),
    ):
        if key in known:
            found.flag(words % {"days": book.value(CODE, key)})


MATERNITY = Calculator(
    code="maternity",
    title=gettext_lazy("产假和生育津贴"),
    summary=gettext_lazy("产假休几天、到哪天，津贴大约多少。"),
    asks=(
        asks.day("start", gettext_lazy("产假从哪天开始")),
        asks.one_of(
            "event",
            gettext_lazy("情况"),
            (BIRTH, gettext_lazy("生育")),
            (EARLY_LOSS, gettext_lazy("怀孕不满四个月流产")),
            (LATE_LOSS, gettext_lazy("怀孕满四个月流产")),
            required=False,
            initial=BIRTH,
        ),
        asks.whole("order", gettext_lazy("第几个孩子（第几次生育）"), required=False, least=1, most=15, initial=1),
        asks.whole("babies", gettext_lazy("这次生了几个"), required=False, least=1, most=9, initial=1),
        asks.yes("difficult", gettext_lazy("难产（包括剖宫产）")),
        asks.money(
            "employer_average",
            gettext_lazy("单位上年度月平均工资（元）"),
            gettext_lazy("填了就算津贴。"),
            required=False,
        ),
        asks.money("wage", gettext_lazy("本人月工资（元）"), required=False),
        asks.PLACE,
    ),
    compute=compute,
    parameters=(CODE, "rights.allowance-month-days"),
    dated_by="start",
    icon="home-heart",
)
