"""一裁终局 Whether an award is final: up to twelve months of the minimum wage (调解仲裁法 art. 47)."""

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import asks
from .answer import Answer, Book, Calculator, Given
from .arithmetic import plain

MONEY, STANDARD = "money", "standard"


def compute(given: Given, book: Book) -> Answer:
    found = Answer()
    months = book.exact("rights.final-award-months")
    minimum = book.unless(given.minimum_wage, "rights.minimum-wage", asks.MINIMUM_WAGE)
    limit = minimum * months
    amount = given.amount or Fraction(0)
    final = given.matter == STANDARD or amount <= limit
    shown = _("是终局裁决") if final else _("不是终局裁决")
    found.words("final", _("结论"), "yes" if final else "no", shown)
    found.amount("limit", _("终局的上限"), limit)
    if given.matter == STANDARD:
        found.step(_("因执行国家劳动标准（工时、休假、社会保险等）的争议，裁决为终局。"))
    else:
        sign = "≤" if final else ">"
        found.step(
            _("每一项金额不超过当地月最低工资十二个月的，裁决为终局。"),
            f"{plain(amount)} {sign} {plain(minimum)} × {plain(months)} = {plain(limit)}",
        )
    if book.place.startswith("33"):
        found.flag(_("浙江省的条例把补缴社会保险费、工伤保险待遇的争议也列入终局裁决。"))
    found.flag(
        _("终局裁决：职工不服可以在十五天内起诉；单位只能在三十天内申请撤销。")
        if final
        else _("双方不服都可以在十五天内起诉。")
    )
    return found


FINAL_AWARD = Calculator(
    code="final-award",
    title=gettext_lazy("是不是一裁终局"),
    summary=gettext_lazy("仲裁裁决后，单位还能不能起诉。"),
    asks=(
        asks.one_of(
            "matter",
            gettext_lazy("争议内容"),
            (MONEY, gettext_lazy("追索劳动报酬、工伤医疗费、经济补偿或赔偿金")),
            (STANDARD, gettext_lazy("工时、休息休假、社会保险等劳动标准")),
            required=False,
            initial=MONEY,
        ),
        asks.money("amount", gettext_lazy("单项请求金额（元）"), gettext_lazy("几项请求分别算。"), required=False),
        asks.day("on", gettext_lazy("申请仲裁的日期"), gettext_lazy("不填就按今天的规定。"), required=False),
        asks.PLACE,
        asks.MINIMUM_WAGE,
    ),
    compute=compute,
    parameters=("rights.final-award-months", "rights.minimum-wage"),
    dated_by="on",
    icon="scale",
)
