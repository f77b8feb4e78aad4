"""工伤待遇 Work injury: lump by grade, monthly allowance, and what is paid on leaving (S24, S25)."""

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import asks
from .answer import Answer, Book, Calculator, Given
from .arithmetic import plain


def compute(given: Given, book: Book) -> Answer:
    found, grade = Answer(), str(given.grade)
    average = book.unless(given.average_wage, "rights.average-wage", asks.AVERAGE_WAGE)
    wage = _bounded(found, given.wage, average, book)
    months = book.exact("rights.injury-lump", grade)
    found.amount("lump", _("一次性伤残补助金"), wage * months)
    found.step(_("一次性伤残补助金：本人工资乘以月数。"), f"{plain(wage)} × {plain(months)} = {plain(wage * months)}")
    _monthly(found, given, book, wage, grade)
    if given.leaves and grade in book.table("rights.injury-leave-medical"):
        _on_leaving(found, given, book, average, grade)
    elif given.leaves:
        found.flag(_("一至四级保留劳动关系、退出岗位，不适用离职时的一次性补助金。"))
    return found


def _bounded(found: Answer, wage: Fraction, average: Fraction, book: Book) -> Fraction:
    """Own wage between 60 and 300 % of the local average."""
    least = average * book.exact("rights.injury-base", "low")
    most = average * book.exact("rights.injury-base", "high")
    bounded = min(max(wage, least), most)
    if bounded != wage:
        found.step(_("本人工资低于当地平均工资60%的按60%算，高于300%的按300%算。"), plain(bounded))
    return bounded


def _monthly(found: Answer, given: Given, book: Book, wage: Fraction, grade: str) -> None:
    """Grades 1–4 always, 5–6 when no suitable job can be found; not below the minimum wage."""
    if grade not in book.table("rights.injury-monthly") or (given.grade > 4 and (given.has_job or given.leaves)):
        return
    share = book.exact("rights.injury-monthly", grade)
    minimum = book.unless(given.minimum_wage, "rights.minimum-wage", asks.MINIMUM_WAGE)
    amount = max(wage * share, minimum)
    found.amount("monthly", _("每月伤残津贴"), amount)
    found.step(
        _("伤残津贴：本人工资乘以比例，不低于最低工资。"), f"{plain(wage)} × {plain(share)} = {plain(wage * share)}"
    )


def _on_leaving(found: Answer, given: Given, book: Book, average: Fraction, grade: str) -> None:
    medical = average * book.exact("rights.injury-leave-medical", grade)
    job = average * book.exact("rights.injury-leave-job", grade)
    found.amount("medical", _("一次性工伤医疗补助金"), medical)
    found.step(_("工伤医疗补助金：上年度平均工资乘以月数。"), plain(medical))
    near = book.value("rights.injury-near-retirement")
    if given.years_left is not None and given.years_left < near:
        cut = min((int(near) - given.years_left) * book.exact("rights.injury-yearly-cut"), Fraction(1))
        job *= 1 - cut
        found.step(_("离法定退休年龄不足五年，就业补助金按年递减。"), f"× {plain(1 - cut)}")
        found.flag(_("临近退休的递减办法以当地工伤保险经办机构的口径为准。"))
    found.amount("job", _("一次性伤残就业补助金"), job)
    found.step(_("伤残就业补助金：上年度平均工资乘以月数。"), plain(job))


INJURY = Calculator(
    code="work-injury",
    title=gettext_lazy("工伤待遇"),
    summary=gettext_lazy("按伤残等级算一次性补助金、每月津贴和离职时的补助金。"),
    asks=(
        asks.whole("grade", gettext_lazy("伤残等级（1到10级）"), least=1, most=10),
        asks.money("wage", gettext_lazy("受伤前十二个月平均月缴费工资（元）")),
        asks.yes("leaves", gettext_lazy("解除或终止了劳动合同")),
        asks.yes("has_job", gettext_lazy("单位安排了合适的工作（五、六级）")),
        asks.whole(
            "years_left",
            gettext_lazy("离法定退休还有几整年"),
            gettext_lazy("不足五年的才填。"),
            required=False,
            most=50,
        ),
        asks.day("on", gettext_lazy("受伤或解除合同的日期"), gettext_lazy("不填就按今天的规定。"), required=False),
        asks.PLACE,
        asks.AVERAGE_WAGE,
        asks.MINIMUM_WAGE,
    ),
    compute=compute,
    parameters=(
        "rights.injury-lump",
        "rights.injury-monthly",
        "rights.injury-base",
        "rights.injury-leave-medical",
        "rights.injury-leave-job",
        "rights.injury-near-retirement",
        "rights.injury-yearly-cut",
        "rights.average-wage",
        "rights.minimum-wage",
    ),
    dated_by="on",
    icon="shield",
)
