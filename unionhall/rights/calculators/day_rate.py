"""哪天加班按几倍: workday, rest day or statutory holiday (劳动法 art. 44, 全国年节及纪念日放假办法)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit import text, workdays
from unionhall.rules.queries import NotSet

from . import asks
from .answer import Answer, Book, Calculator, Given
from .arithmetic import plain

CODE = "rights.statutory-holiday"  # keys: days of which overtime is paid threefold


def compute(given: Given, book: Book) -> Answer:
    words = {"workday": _("工作日"), "restday": _("休息日"), "holiday": _("法定节假日")}
    found, kind = Answer(), _kind(given, book)
    rate = book.exact("rights.overtime-rate", kind)
    found.words("kind", _("这一天是"), kind, words[kind])
    found.number("percent", _("加班工资"), rate * 100, "%")
    why = workdays.why(given.day)
    facts = {"day": text.day_with_weekday(given.day), "kind": words[kind], "why": why}
    found.step(
        _("%(day)s是%(kind)s（%(why)s）。") % facts if why else _("%(day)s是%(kind)s。") % facts,
        f"{plain(rate * 100)}%",
    )
    if kind == "restday":
        found.flag(_("休息日加班，单位安排了补休的，可以不付加班费。"))
    if kind == "holiday":
        found.flag(_("法定节假日加班必须付钱，不能用补休代替。"))
    if not workdays.is_announced(given.day.year):
        found.flag(_("放假调休安排尚未公布，到期日可能调整。"))
    return found


def _kind(given: Given, book: Book) -> str:
    """Holidays are those entered for the year; of a year nobody has entered it is refused."""
    try:
        days = book.table(CODE)
    except NotSet as unknown:
        raise NotSet(_("规则库里还没有登记%(year)d年的法定节假日。") % {"year": given.day.year}) from unknown
    if given.day.isoformat() in days:
        book.value(CODE, given.day.isoformat())
        return "holiday"
    return "workday" if workdays.is_working_day(given.day) else "restday"


DAY_RATE = Calculator(
    code="day-rate",
    title=gettext_lazy("哪天加班按几倍"),
    summary=gettext_lazy("某一天加班，按150%、200%还是300%付。"),
    asks=(asks.day("day", gettext_lazy("加班的那天")),),
    compute=compute,
    parameters=("rights.overtime-rate", CODE),
    dated_by="day",
    icon="calendar-event",
)
