"""法定退休年龄 Retirement age, rising since 2025 (全国人大常委会关于实施渐进式延迟法定退休年龄的决定)."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit import text
from unionhall.kit.workdays import same_day_in

from . import asks
from .answer import Answer, Book, Calculator, Given

MAN, WOMAN_55, WOMAN_50 = "man", "woman55", "woman50"
CODE = "rights.retirement"


def compute(given: Given, book: Book) -> Answer:
    whose = given.whose
    before, after = int(book.value(CODE, f"{whose}/from")), int(book.value(CODE, f"{whose}/to"))
    months = min(_delay(given.born, whose, book), (after - before) * 12)
    years, rest = divmod(before * 12 + months, 12)
    when = same_day_in(given.born.replace(day=1), before * 12 + months)
    found = Answer()
    age = _("%(years)d周岁%(months)d个月") if rest else _("%(years)d周岁")
    found.words("age", _("法定退休年龄"), f"{years}-{rest:02d}", age % {"years": years, "months": rest})
    found.words("month", _("退休时间"), f"{when:%Y-%m}", text.month(when))
    found.number("delay", _("比原来推迟"), months, _("个月"))
    found.step(_("原退休年龄%(years)d周岁。") % {"years": before}, str(before))
    found.step(_("按出生年月推迟的月数。"), str(months))
    _early(found, book, when, months)
    return found


def _delay(born: date, whose: str, book: Book) -> int:
    """One month more for every so many months of birth since the first month concerned."""
    first, step = int(book.value(CODE, f"{whose}/born")), int(book.value(CODE, f"{whose}/step"))
    since = (born.year - first // 100) * 12 + born.month - first % 100
    return since // step + 1 if since >= 0 else 0


def _early(found: Answer, book: Book, when: date, months: int) -> None:
    years = int(book.value("rights.retirement-early"))
    earliest = same_day_in(when, -min(months, years * 12))
    found.words("earliest", _("自愿提前，最早"), f"{earliest:%Y-%m}", text.month(earliest))
    found.step(_("缴费年限够的，可以自愿提前，最多三年，且不早于原退休年龄。"), text.month(earliest))
    then = Book(book.place, max(when, book.on))
    least = then.value("rights.contribution-years")
    book.used |= then.used
    found.number("contributions", _("领养老金最低缴费"), least, _("年"))


RETIREMENT = Calculator(
    code="retirement",
    title=gettext_lazy("法定退休年龄"),
    summary=gettext_lazy("多大年纪、哪个月退休，最早可以哪个月。"),
    asks=(
        asks.one_of(
            "whose",
            gettext_lazy("您是"),
            (MAN, gettext_lazy("男职工")),
            (WOMAN_55, gettext_lazy("女职工，原55周岁退休")),
            (WOMAN_50, gettext_lazy("女职工，原50周岁退休")),
        ),
        asks.day("born", gettext_lazy("出生日期"), least=date(1940, 1, 1), most=date(2012, 12, 31)),
    ),
    compute=compute,
    parameters=(CODE, "rights.retirement-early", "rights.contribution-years"),
    icon="user-check",
)
