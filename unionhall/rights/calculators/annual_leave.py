"""年休假天数 Annual leave: by years of service; who joins or leaves within the year gets a share (S20)."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import asks
from .answer import Answer, Book, Calculator, Given, Wrong

WHOLE, JOINED, LEFT = "whole", "joined", "left"


def compute(given: Given, book: Book) -> Answer:
    found = Answer()
    if given.mode != WHOLE and given.day is None:
        raise Wrong("day", _("请填写入职或离职的日期。"))
    key = book.step_of("rights.annual-leave", given.years)
    entitled = int(book.value("rights.annual-leave", key)) if key else 0
    found.step(_("按累计工作年限，全年可休的天数。"), str(entitled))
    lost = entitled and _no_leave(given, book, key)
    if not entitled:
        found.flag(_("累计工作满一年才有年休假。"))
    if lost:
        found.flag(lost)
        entitled = 0
    days = _due(found, given, book, entitled)
    found.number("days", _("应折算的未休天数") if given.mode == LEFT else _("还可以休"), days, _("天"))
    found.number("entitled", _("全年可休"), entitled, _("天"))
    return found


def _due(found: Answer, given: Given, book: Book, entitled: int) -> int:
    """What is left of the entitlement; a joiner's or leaver's share is rounded down, and never taken back."""
    taken = given.taken or 0
    if given.mode == WHOLE:
        return max(entitled - taken, 0)
    year = int(book.value("rights.leave-year-days"))
    start, end = date(given.day.year, 1, 1), date(given.day.year, 12, 31)
    passed = (end - given.day).days + 1 if given.mode == JOINED else (given.day - start).days + 1
    words = _("入职当年：剩余天数") if given.mode == JOINED else _("离职当年：已过天数")
    share = max(passed * entitled - taken * year, 0) // year
    sign = f" − {taken}" if taken else ""
    found.step(
        _("%(what)s除以一年天数，乘以全年可休天数，去掉已休的，舍去不足一天的部分。") % {"what": words},
        f"{passed} ÷ {year} × {entitled}{sign} → {share}",
    )
    return share


def _no_leave(given: Given, book: Book, key: str) -> str:
    """Why there is no leave that year; empty when there is."""
    sick, private = book.value("rights.no-leave-sick", key), book.value("rights.no-leave-private")
    if given.school_holidays:
        return _("已享受寒暑假且天数多于年休假，当年没有年休假。")
    if (given.sick_months or 0) >= sick:
        return _("当年病假累计满%(months)d个月，没有年休假。") % {"months": sick}
    if (given.private_days or 0) >= private:
        return _("当年事假累计满%(days)d天且单位没扣工资，没有年休假。") % {"days": private}
    return ""


ANNUAL_LEAVE = Calculator(
    code="annual-leave",
    title=gettext_lazy("年休假天数"),
    summary=gettext_lazy("一年能休几天，入职、离职当年怎么折算。"),
    asks=(
        asks.whole(
            "years", gettext_lazy("累计工作年限（满几年）"), gettext_lazy("在所有单位工作的年限加起来。"), most=60
        ),
        asks.one_of(
            "mode",
            gettext_lazy("这一年的情况"),
            (WHOLE, gettext_lazy("全年在职")),
            (JOINED, gettext_lazy("年中入职")),
            (LEFT, gettext_lazy("年中离职")),
            required=False,
            initial=WHOLE,
        ),
        asks.day("day", gettext_lazy("入职或离职日期"), gettext_lazy("全年在职的不填。"), required=False),
        asks.whole("taken", gettext_lazy("当年已休（天）"), required=False, most=60, initial=0),
        asks.number("sick_months", gettext_lazy("当年病假（月）"), required=False, most=12, initial=0),
        asks.whole("private_days", gettext_lazy("当年事假、没扣工资的（天）"), required=False, most=366, initial=0),
        asks.yes("school_holidays", gettext_lazy("已享受比年休假更长的寒暑假")),
    ),
    compute=compute,
    parameters=("rights.annual-leave", "rights.leave-year-days", "rights.no-leave-sick", "rights.no-leave-private"),
    dated_by="day",
    icon="calendar-check",
)
