"""经济补偿 N、代通知金 N+1、赔偿金 2N (劳动合同法 art. 40, 46, 47, 87; 实施条例 art. 20, 27)."""

from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import asks
from .answer import Answer, Book, Calculator, Given, Wrong
from .arithmetic import after_months, full_months, plain

N, N_AND_ONE, TWICE = "n", "n+1", "2n"
LAW_SINCE = date(2008, 1, 1)


def years_of_service(start: date, end: date, half_from: int) -> Fraction:
    """Full years, and for the rest one when it has `half_from` months, half when it has less; `end` is worked."""
    months = full_months(start, end)
    years, rest = divmod(months, 12)
    if rest >= half_from:
        return Fraction(years + 1)
    left_over = rest or after_months(start, months) <= end
    return years + (Fraction(1, 2) if left_over else Fraction(0))


def compute(given: Given, book: Book) -> Answer:
    if given.end < given.start:
        raise Wrong("end", _("离职日期不能早于入职日期。"))
    if given.kind == N_AND_ONE and given.last_month is None:
        raise Wrong("last_month", _("算代通知金要填上个月的工资。"))
    found = Answer()
    years = years_of_service(given.start, given.end, int(book.value("rights.severance-half-year")))
    found.step(_("工作年限：满一年算一年，满六个月不满一年算一年，不满六个月算半年。"), plain(years))
    base, years = _base(found, given, book, years)
    plainly = base * years
    found.step(_("经济补偿：年限乘以月工资。"), f"{plain(years)} × {plain(base)} = {plain(plainly)}")
    total = _total(found, given, book, plainly)
    found.amount("total", _titles()[given.kind], total)
    found.number("n", _("年限（N）"), years, _("个月工资"))
    found.amount("base", _("计算基数（月工资）"), base)
    _flags(found, given)
    return found


def _base(found: Answer, given: Given, book: Book, years: Fraction) -> tuple[Fraction, Fraction]:
    """Not below the minimum wage; above three times the local average both sum and years are capped."""
    lowest = book.unless(given.minimum_wage, "rights.minimum-wage", asks.MINIMUM_WAGE)
    base = max(given.average, lowest)
    if base != given.average:
        found.step(_("月平均工资低于最低工资，按最低工资算。"), plain(base))
    times = book.exact("rights.severance-cap-times")
    highest = times * book.unless(given.average_wage, "rights.average-wage", asks.AVERAGE_WAGE)
    if base <= highest:
        return base, years
    most = book.exact("rights.severance-cap-years")
    found.step(_("月平均工资超过当地平均工资三倍，按三倍算，年限最多十二年。"), plain(highest))
    return highest, min(years, most)


def _total(found: Answer, given: Given, book: Book, plainly: Fraction) -> Fraction:
    if given.kind == N_AND_ONE:
        total = plainly + given.last_month
        found.step(
            _("代通知金：再加上个月的工资，不封顶。"), f"{plain(plainly)} + {plain(given.last_month)} = {plain(total)}"
        )
        return total
    if given.kind == TWICE:
        times = book.exact("rights.unlawful-times")
        found.step(_("违法解除：按经济补偿的二倍。"), f"{plain(plainly)} × {plain(times)} = {plain(plainly * times)}")
        return plainly * times
    return plainly


def _titles() -> dict[str, str]:
    return {N: _("经济补偿"), N_AND_ONE: _("经济补偿和代通知金"), TWICE: _("违法解除赔偿金")}


def _flags(found: Answer, given: Given) -> None:
    if given.start < LAW_SINCE:
        found.flag(_("2008年以前的年限按当时的规定算，结果可能不同。"))
    if given.kind == N_AND_ONE:
        found.flag(_("代通知金只适用于单位没有提前三十天通知的无过失辞退。"))
    if given.kind == TWICE:
        found.flag(_("付了赔偿金，不再另付经济补偿。"))


SEVERANCE = Calculator(
    code="severance",
    title=gettext_lazy("经济补偿（N、N+1、2N）"),
    summary=gettext_lazy("单位解除、终止合同，该补多少。"),
    asks=(
        asks.one_of(
            "kind",
            gettext_lazy("算哪一种"),
            (N, gettext_lazy("经济补偿（N）")),
            (N_AND_ONE, gettext_lazy("没提前三十天通知（N+1）")),
            (TWICE, gettext_lazy("违法解除（2N）")),
            required=False,
            initial=N,
        ),
        asks.day("start", gettext_lazy("入职日期"), least=date(1950, 1, 1)),
        asks.day("end", gettext_lazy("最后工作日")),
        asks.money("average", gettext_lazy("离职前十二个月平均工资（元）"), gettext_lazy("包括奖金、津贴，税前。")),
        asks.money("last_month", gettext_lazy("上个月的工资（元）"), gettext_lazy("只有算N+1才要填。"), required=False),
        asks.PLACE,
        asks.AVERAGE_WAGE,
        asks.MINIMUM_WAGE,
    ),
    compute=compute,
    parameters=(
        "rights.severance-half-year",
        "rights.severance-cap-times",
        "rights.severance-cap-years",
        "rights.unlawful-times",
        "rights.minimum-wage",
        "rights.average-wage",
    ),
    dated_by="end",
    icon="briefcase",
)
