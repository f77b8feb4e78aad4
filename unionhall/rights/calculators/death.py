"""因工死亡待遇 Death at work: funeral, lump, and what dependants get a month (工伤保险条例 art. 39)."""

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import asks
from .answer import Answer, Book, Calculator, Given, Wrong
from .arithmetic import plain

CODE = "rights.death-kin"


def compute(given: Given, book: Book) -> Answer:
    if (given.lone or 0) > (given.others or 0):
        raise Wrong("lone", _("孤寡老人或孤儿的人数不能多于其他亲属人数。"))
    found = Answer()
    average = book.unless(given.average_wage, "rights.average-wage", asks.AVERAGE_WAGE)
    funeral = average * book.exact("rights.death-funeral")
    income = book.unless(given.urban_income, "rights.urban-income", INCOME)
    times = book.exact("rights.death-lump")
    found.amount("lump", _("一次性工亡补助金"), income * times)
    found.amount("funeral", _("丧葬补助金"), funeral)
    found.step(_("丧葬补助金：六个月的当地上年度职工月平均工资。"), f"{plain(average)} → {plain(funeral)}")
    found.step(
        _("工亡补助金：上一年度全国城镇居民人均可支配收入的二十倍。"),
        f"{plain(income)} × {plain(times)} = {plain(income * times)}",
    )
    _kin(found, given, book)
    return found


def _kin(found: Answer, given: Given, book: Book) -> None:
    """Spouse 40 %, each other 30 %, ten more for the lone; all together no more than the wage."""
    shares: list[tuple[str, str, Fraction]] = []
    if given.spouse:
        shares.append(("spouse", _("配偶每月抚恤金"), book.exact(CODE, "spouse")))
    others, lone = given.others or 0, given.lone or 0
    if others - lone:
        shares += [("other", _("其他亲属每人每月抚恤金"), book.exact(CODE, "other"))] * (others - lone)
    if lone:
        more = book.exact(CODE, "other") + book.exact(CODE, "lone")
        shares += [("lone", _("孤寡老人或孤儿每人每月抚恤金"), more)] * lone
    if not shares:
        return
    whole = sum(share for _name, _label, share in shares)
    scale = min(Fraction(1), 1 / whole)
    total = given.wage * whole * scale
    found.amount("monthly", _("每月抚恤金合计"), total)
    for name, label, share in dict.fromkeys(shares):
        found.amount(name, label, given.wage * share * scale)
    sums = " + ".join(plain(given.wage * share * scale) for _name, _label, share in shares)
    found.step(_("抚恤金：职工本人工资按比例发，合计不超过本人工资。"), f"{sums} = {plain(total)}")
    if scale < 1:
        found.flag(_("各人比例相加超过本人工资，已按比例减少。"))


INCOME = asks.money(
    "urban_income",
    gettext_lazy("上一年度全国城镇居民人均可支配收入（元）"),
    gettext_lazy("不填就用规则库里登记的数。"),
    required=False,
)
DEATH = Calculator(
    code="death-at-work",
    title=gettext_lazy("因工死亡待遇"),
    summary=gettext_lazy("丧葬补助金、工亡补助金和供养亲属抚恤金。"),
    asks=(
        asks.day("on", gettext_lazy("死亡日期")),
        asks.money("wage", gettext_lazy("职工生前月缴费工资（元）")),
        asks.yes("spouse", gettext_lazy("有由他供养的配偶")),
        asks.whole("others", gettext_lazy("其他由他供养的亲属（人）"), required=False, most=20, initial=0),
        asks.whole("lone", gettext_lazy("其中孤寡老人或孤儿（人）"), required=False, most=20, initial=0),
        asks.PLACE,
        asks.AVERAGE_WAGE,
        INCOME,
    ),
    compute=compute,
    parameters=("rights.death-funeral", "rights.death-lump", CODE, "rights.urban-income", "rights.average-wage"),
    dated_by="on",
    icon="heart-handshake",
)
