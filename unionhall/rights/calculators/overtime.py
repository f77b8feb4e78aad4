"""加班费 Overtime pay: 150, 200, 300 % of the hour's wage (劳动法 art. 41, 44)."""

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import asks
from .answer import Answer, Book, Calculator, Given
from .arithmetic import plain

STANDARD, COMPREHENSIVE = "standard", "comprehensive"


def compute(given: Given, book: Book) -> Answer:
    days, hours = book.exact("rights.paid-days"), book.exact("rights.hours-a-day")
    hourly = given.wage / days / hours
    found = Answer()
    found.step(
        _("小时工资：月工资除以每月计薪天数，再除以每天工作小时数。"),
        f"{plain(given.wage)} ÷ {plain(days)} ÷ {plain(hours)} = {plain(hourly)}",
    )
    words = {"workday": _("工作日加班"), "restday": _("休息日加班"), "holiday": _("法定节假日加班")}
    parts = {name: _part(found, given, book, hourly, name, said) for name, said in words.items()}
    found.amount("total", _("加班费合计"), sum(parts.values()))
    for name, amount in parts.items():
        found.amount(name, words[name], amount)
    found.amount("hour", _("小时工资"), hourly)
    _flags(found, given, book)
    return found


def _part(found: Answer, given: Given, book: Book, hourly: Fraction, name: str, words: str) -> Fraction:
    """Hours × hourly × rate; under comprehensive hours what lies over is paid as on a workday."""
    hours = getattr(given, f"{name}_hours") or Fraction(0)
    as_if = "workday" if given.system == COMPREHENSIVE and name == "restday" else name
    rate = book.exact("rights.overtime-rate", as_if)
    amount = hourly * hours * rate
    if hours:
        found.step(words, f"{plain(hourly)} × {plain(hours)} × {plain(rate)} = {plain(amount)}")
    return amount


def _flags(found: Answer, given: Given, book: Book) -> None:
    cap = book.exact("rights.overtime-month-cap")
    hours = (given.workday_hours or 0) + (given.restday_hours or 0)
    if hours > cap:
        found.flag(
            _("工作日和休息日加班共%(hours)s小时，超过每月%(cap)s小时的上限。")
            % {"hours": plain(hours), "cap": plain(cap)}
        )
    if given.workday_hours:
        usual, special = (plain(book.exact("rights.overtime-day-cap", key)) for key in ("usual", "special"))
        found.flag(
            _("工作日加班一般每天不超过%(usual)s小时，因特殊原因也不超过%(special)s小时，须和工会、职工协商。")
            % {"usual": usual, "special": special}
        )
    if given.restday_hours and given.system == STANDARD:
        found.flag(_("休息日加班，单位安排了补休的，可以不付加班费。"))
    if given.holiday_hours:
        found.flag(_("法定节假日加班必须付钱，不能用补休代替。"))
    if given.system == COMPREHENSIVE:
        found.flag(_("综合计算工时：周期内超过法定标准的时间按150%计，法定节假日按300%计。"))


def _hours(name: str, label: object) -> asks.Ask:
    return asks.number(name, label, required=False, most=744, initial=0)


OVERTIME = Calculator(
    code="overtime",
    title=gettext_lazy("加班费"),
    summary=gettext_lazy("工作日、休息日、法定节假日加班，一个月该拿多少。"),
    asks=(
        asks.money("wage", gettext_lazy("月工资（元）"), gettext_lazy("加班费的计算基数，不含加班费。")),
        _hours("workday_hours", gettext_lazy("工作日加班（小时）")),
        _hours("restday_hours", gettext_lazy("休息日加班、没有补休（小时）")),
        _hours("holiday_hours", gettext_lazy("法定节假日加班（小时）")),
        asks.one_of(
            "system",
            gettext_lazy("工时制度"),
            (STANDARD, gettext_lazy("标准工时")),
            (COMPREHENSIVE, gettext_lazy("综合计算工时")),
            required=False,
            initial=STANDARD,
        ),
        asks.day("on", gettext_lazy("加班的月份里任意一天"), gettext_lazy("不填就按今天的规定。"), required=False),
    ),
    compute=compute,
    parameters=(
        "rights.paid-days",
        "rights.hours-a-day",
        "rights.overtime-rate",
        "rights.overtime-month-cap",
        "rights.overtime-day-cap",
    ),
    dated_by="on",
    icon="clock",
)
