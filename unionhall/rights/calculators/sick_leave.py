"""医疗期 Protected sick leave, by years of service in all and with this employer (劳部发〔1994〕479号)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import asks
from .answer import Answer, Book, Calculator, Given, Wrong
from .arithmetic import plain

CODE = "rights.sick-leave"  # keys: least years in all / least years here


def compute(given: Given, book: Book) -> Answer:
    if given.here > given.total:
        raise Wrong("here", _("本单位年限不能多于累计工作年限。"))
    reached = [key for key in book.table(CODE) if _fits(key, given)]
    key = max(reached, key=lambda key: [int(part) for part in key.split("/")])
    months = book.exact(CODE, key)
    window = book.exact("rights.sick-leave-window", plain(months))
    found = Answer()
    found.number("months", _("医疗期"), months, _("个月"))
    found.number("window", _("累计计算的周期"), window, _("个月"))
    total, here = key.split("/")
    found.step(
        _("累计工作满%(total)s年以上、本单位满%(here)s年以上一档。") % {"total": total, "here": here}, plain(months)
    )
    found.step(_("在这个周期内累计病休的时间合起来算。"), plain(window))
    found.flag(_("医疗期内单位不得解除合同；病假工资不低于当地最低工资的80%。"))
    return found


def _fits(key: str, given: Given) -> bool:
    total, here = (int(part) for part in key.split("/"))
    return total <= given.total and here <= given.here


SICK_LEAVE = Calculator(
    code="sick-leave",
    title=gettext_lazy("医疗期"),
    summary=gettext_lazy("生病或非因工受伤，单位多久内不能辞退。"),
    asks=(
        asks.number("total", gettext_lazy("累计工作年限"), most=60),
        asks.number("here", gettext_lazy("在本单位的年限"), most=60),
        asks.day("on", gettext_lazy("开始病休的日期"), required=False),
        asks.PLACE,
    ),
    compute=compute,
    parameters=(CODE, "rights.sick-leave-window"),
    dated_by="on",
    icon="stethoscope",
)
