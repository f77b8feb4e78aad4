"""Accidents: the list, the file with its legal steps, casualties and the inquiry."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from unionhall.kit import text
from unionhall.kit.money import yuan
from unionhall.kit.pages import changes, page, reads
from unionhall.matters import desk as matters

from .. import actions, queries
from ..choices import AccidentGrade, AccidentKind, Hardship, Harm
from ..forms import AccidentForm, CasualtiesForm, StepForm, VoidForm
from ..models import Accident
from ..permissions import Safety
from .acting import act_page, industry, new_page, places, posted

LIST = matters.MatterList(
    Accident,
    pgettext_lazy("several", "事故"),
    export="safety:accidents-export",
    new="safety:accident-new",
    new_title=gettext_lazy("登记事故"),
    opens=Safety.ACCIDENT,
    help=gettext_lazy("生产安全事故：报告时限、参加调查、家属关怀，直到结案。"),
    struck=lambda row: row.is_void,
    columns=[
        (gettext_lazy("等级"), lambda row: AccidentGrade(row.grade).label),
        (gettext_lazy("死亡 / 重伤"), lambda row: f"{row.deaths} / {row.serious}"),
        (gettext_lazy("类别"), lambda row: AccidentKind(row.kind).label),
        (gettext_lazy("发生日期"), lambda row: timezone.localdate(row.happened_at)),
        (gettext_lazy("发生地点"), lambda row: row.place),
        (gettext_lazy("轻伤"), lambda row: row.light),
        (gettext_lazy("下落不明"), lambda row: row.missing),
        (gettext_lazy("直接经济损失（元）"), lambda row: row.loss),
        (gettext_lazy("统一社会信用代码"), lambda row: row.employer.credit_code if row.employer else ""),
        (gettext_lazy("行业"), industry),
        (gettext_lazy("工会获知时间"), lambda row: text.moment(row.union_told_at)),
        (gettext_lazy("补报截止"), lambda row: row.again_until),
    ],
)
GRAVEST = AccidentGrade.SPECIAL
LEVELS = {
    0: gettext_lazy("国务院"), 1: gettext_lazy("省级人民政府"), 2: gettext_lazy("设区的市级人民政府"),
    3: gettext_lazy("县级人民政府"),
}  # fmt: skip


@reads(Safety.ACCIDENT_VIEW)
def index(request: HttpRequest) -> HttpResponse:
    return matters.list_page(request, LIST)


@changes(Safety.ACCIDENT_VIEW)
def export(request: HttpRequest) -> HttpResponse:
    return matters.export_page(request, LIST)


@reads(Safety.ACCIDENT_VIEW)
def detail(request: HttpRequest, number: str) -> HttpResponse:
    return shown(request, queries.accident_for(request.user, number))


def shown(request: HttpRequest, row: Accident, opened: dict[int, Any] | None = None) -> HttpResponse:
    """The file; `opened` are the victims' sealed words, when somebody has just opened them."""
    cares = request.user.may(Safety.VICTIMS, at=row.unit)  # type: ignore[union-attr]
    context = matters.detail_context(request, row)
    context["moves"] = [one for one in context["moves"] if one.name != "extend_reply" or row.grade == GRAVEST]
    numbers = queries.casualties_of(row)
    steps = [(one, queries.STEPS[one.row.code]) for one in queries.steps_now(row, numbers)]
    return page(
        request, "safety/accident.html", accident=row, facts=_facts(row), steps=steps, changes=numbers,
        members=queries.members_of(row), cares=cares,
        victims=[_victim(one, opened) for one in queries.victims_of(row)] if cares else [],
        visits=queries.follow_ups_of(row) if cares else [], opened=opened is not None,
        may_work=not row.is_closed and request.user.may(Safety.ACCIDENT, at=row.unit),  # type: ignore[union-attr]
        missing=0 if row.is_closed else queries.unwritten(row),
        may_void=queries.may_void_closed(request.user, row), **context,
    )  # fmt: skip


def _facts(row: Accident) -> list[dict[str, Any]]:
    rows = [
        (_("等级"), _("%(grade)s（%(why)s）") % {"grade": AccidentGrade(row.grade).label, "why": row.graded_because}),
        (_("类别"), AccidentKind(row.kind).label), (_("发生时间"), text.moment(row.happened_at)),
        (_("地点"), row.place), (_("统一社会信用代码"), row.employer.credit_code if row.employer else ""),
        (_("行业"), industry(row)), (_("工会获知时间"), text.moment(row.union_told_at)),
        (_("伤亡"), _("死亡%(deaths)d，重伤%(serious)d，轻伤%(light)d，下落不明%(missing)d") % {
            "deaths": row.deaths, "serious": row.serious, "light": row.light, "missing": row.missing}),
        (_("直接经济损失"), yuan(row.loss) if row.loss else ""), (_("组织调查"), LEVELS[row.inquiry_at]),
        (_("事故原因"), row.causes),
        (_("责任认定"), row.responsible), (_("工会意见"), row.opinions), (_("对工会意见的答复"), row.answers),
        (_("防范和整改措施"), row.measures),
    ]  # fmt: skip
    return [{"label": label, "value": value} for label, value in rows if value not in ("", None)]


def _victim(one: Any, opened: dict[int, Any] | None) -> dict[str, Any]:
    return {
        "row": one, "harm": Harm(one.harm).label, "hardship": Hardship(one.hardship).label,
        "words": (opened or {}).get(one.pk),
    }  # fmt: skip


@changes(Safety.ACCIDENT_VIEW, once=True)
def move(request: HttpRequest, number: str, name: str) -> HttpResponse:
    return matters.move_page(request, Accident, number, name)


@reads(Safety.ACCIDENT_VIEW)
def paper(request: HttpRequest, number: str, pk: int) -> Any:
    return matters.paper(request, Accident, number, pk)


@changes(Safety.ACCIDENT, once=True)
def new(request: HttpRequest) -> HttpResponse:
    form = AccidentForm(*posted(request)[:1], places=places(request, Safety.ACCIDENT))
    help_words = _("单位负责人接到报告后1小时内须向县级以上监管部门报告；登记后系统列出每一步的时限。")
    back = reverse("safety:accidents")
    return new_page(request, form, actions.open_accident, title=_("登记事故"), back=back, help=help_words)


@changes(Safety.ACCIDENT, once=True)
def casualties(request: HttpRequest, number: str) -> HttpResponse:
    """A change of numbers; re-graded only inside the window."""
    row = queries.accident_for(request.user, number, needs=Safety.ACCIDENT)
    known = {name: getattr(row, name) for name in ("deaths", "serious", "light", "missing", "loss")}
    form = CasualtiesForm(*posted(request)[:1], initial=known)

    def run(by: Any, **given: Any) -> None:
        actions.change_casualties(accident=row, by=by, **given)

    return act_page(request, row, form, run, title=_("伤亡变化补报"))


@changes(Safety.ACCIDENT, once=True)
def step(request: HttpRequest, number: str, code: str) -> HttpResponse:
    row = queries.accident_for(request.user, number, needs=Safety.ACCIDENT)
    one = queries.step_of_accident(row, code)
    form = StepForm(*posted(request)[:1], initial={"done_at": timezone.localtime()})

    def run(by: Any, **given: Any) -> None:
        actions.mark_step(accident=row, code=one.code, by=by, **given)

    return act_page(request, row, form, run, title=str(queries.STEPS[one.code]))


@changes(Safety.DECIDE, once=True)
def void(request: HttpRequest, number: str) -> HttpResponse:
    """A closed file entered by mistake, by the union above; an open one has a move for it."""
    row = queries.accident_for(request.user, number, needs=Safety.DECIDE)
    matters.as_seen(request, row)

    def run(by: Any, because: str) -> None:
        actions.void_closed(accident=row, because=because, by=by)

    done = _("已作废：档案留着，不再计入统计。")
    return act_page(request, row, VoidForm(*posted(request)[:1]), run, title=_("作废已结案的事故"), done=done)
