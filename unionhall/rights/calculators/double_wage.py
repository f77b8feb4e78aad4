"""未签书面合同的二倍工资: one more wage a month, eleven months at the most (劳动合同法 art. 82, 实施条例 art. 6, 7)."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit import text, workdays

from . import asks
from .answer import Answer, Book, Calculator, Given, Wrong
from .arithmetic import after_months, full_months, plain

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Owed:
    """The stretch for which a second wage is owed, as full months and the working days of the rest."""

    first: date
    last: date
    months: int
    rest_from: date
    workdays: int

    @property
    def is_none(self) -> bool:
        return self.last < self.first


def stretch(start: date, signed: date | None, ended: date | None, free: int, until: int) -> Owed:
    """From the day after `free` full months to the day before signing, or before `until` full months, or the end."""
    first = after_months(start, free)
    last = min(day for day in (signed and signed - DAY, ended, after_months(start, until) - DAY) if day)
    if last < first:
        return Owed(first, last, 0, first, 0)
    months = full_months(start, last) - free
    rest = after_months(start, months + free)
    days = sum(workdays.is_working_day(rest + n * DAY) for n in range((last - rest).days + 1))
    return Owed(first, last, months, rest, days)


def compute(given: Given, book: Book) -> Answer:
    _in_order(given)
    free, until = int(book.value("rights.double-wage-from")), int(book.value("rights.double-wage-to"))
    owed = stretch(given.start, given.signed, given.ended, free, until)
    found = Answer()
    if owed.is_none:
        found.amount("total", _("二倍工资差额"), 0)
        found.step(_("入职一个月内签了书面合同（或已离职），不用支付二倍工资。"))
        return found
    rest = _rest(given.wage, owed, book)
    total = given.wage * owed.months + rest
    found.amount("total", _("二倍工资差额"), total)
    found.number("months", _("整月"), owed.months, _("个月"))
    found.number("workdays", _("不足一个月的工作日"), owed.workdays, _("天"))
    found.on("from", _("开始"), owed.first)
    found.on("to", _("截止"), owed.last)
    found.step(
        _("从入职满一个月的次日%(first)s算到%(last)s。")
        % {"first": text.full_day(owed.first), "last": text.full_day(owed.last)}
    )
    found.step(
        _("整月：每月再付一倍工资。"), f"{plain(given.wage)} × {owed.months} = {plain(given.wage * owed.months)}"
    )
    if owed.workdays:
        days = plain(book.exact("rights.paid-days"))
        found.step(
            _("不足一个月的，按实际工作日折算，最多一个月。"),
            f"{plain(given.wage)} ÷ {days} × {owed.workdays} = {plain(rest)}",
        )
    _flags(found, given, after_months(given.start, until))
    return found


def _rest(wage: Fraction, owed: Owed, book: Book) -> Fraction:
    return min(wage, wage / book.exact("rights.paid-days") * owed.workdays) if owed.workdays else Fraction(0)


def _in_order(given: Given) -> None:
    if given.signed and given.signed < given.start:
        raise Wrong("signed", _("签合同的日期不能早于入职日期；入职前已签的，没有二倍工资。"))
    if given.ended and given.ended < given.start:
        raise Wrong("ended", _("离职日期不能早于入职日期。"))


def _flags(found: Answer, given: Given, year_after: date) -> None:
    if not given.signed and (given.ended or year_after) >= year_after:
        found.flag(_("满一年仍未签书面合同的，视为已订立无固定期限劳动合同。"))
    found.flag(_("二倍工资的差额部分适用一年的仲裁时效，请尽早主张。"))


DOUBLE_WAGE = Calculator(
    code="double-wage",
    title=gettext_lazy("没签合同的二倍工资"),
    summary=gettext_lazy("入职超过一个月没签书面劳动合同，单位要多付多少。"),
    asks=(
        asks.day("start", gettext_lazy("入职日期")),
        asks.day("signed", gettext_lazy("补签合同的日期"), gettext_lazy("一直没签就不填。"), required=False),
        asks.day("ended", gettext_lazy("最后工作日"), gettext_lazy("还在职就不填。"), required=False),
        asks.money("wage", gettext_lazy("月工资（元）")),
    ),
    compute=compute,
    parameters=("rights.double-wage-from", "rights.double-wage-to", "rights.paid-days"),
    dated_by="start",
    icon="file-text",
)
