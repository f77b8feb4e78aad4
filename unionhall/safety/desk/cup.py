"""安康杯: entries, score sheets, the year's data, awards and their withdrawal."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit.pages import changes, page, reads
from unionhall.kit.text import whole_number
from unionhall.matters import desk as matters
from unionhall.matters import queries as matter_queries

from .. import actions, queries
from ..choices import Award, CupSheet, Veto
from ..forms import CupForm, TakeBack
from ..models import CupEntry
from ..permissions import Safety
from .acting import act_page, industry, new_page, places, posted

LEVELS = {0: gettext_lazy("全国"), 1: gettext_lazy("省级"), 2: gettext_lazy("市级"), 3: gettext_lazy("县级")}
DATA = {
    "hazards": gettext_lazy("查找隐患（件）"), "closed": gettext_lazy("销号隐患（件）"),
    "in_time": gettext_lazy("按时整改（件）"), "inspections": gettext_lazy("劳动保护检查（次）"),
    "accidents": gettext_lazy("事故（起）"), "deaths": gettext_lazy("死亡人数"),
    "inspectors": gettext_lazy("检查员（人）"), "training_hours": gettext_lazy("检查员培训学时"),
}  # fmt: skip


def _narrowed(rows: Any, request: HttpRequest) -> Any:
    """By year and award, as the address says."""
    if (year := whole_number(request.GET.get("year", ""))) is not None:
        rows = rows.filter(year=year)
    if request.GET.get("award") in Award.values:
        rows = rows.filter(award=request.GET["award"])
    return rows


class _Data:
    """The year's numbers of every entry within reach, asked once a year for the whole file."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self.known: dict[int, dict[int, queries.CupData]] = {}

    def of(self, row: CupEntry, name: str) -> int:
        if row.year not in self.known:
            self.known[row.year] = queries.cup_data(queries.cup_entries(self.user, row.year), row.year)
        return int(getattr(self.known[row.year][row.pk], name))


def _list(user: Any) -> matters.MatterList:
    """The list; the data sheet's columns count as the file is written."""
    data = _Data(user)
    counted = [(title, lambda row, name=name: data.of(row, name)) for name, title in DATA.items()]
    items = [
        (title, lambda row, item=item: row.checked_scores.get(item) or row.scores.get(item) or "")
        for item, title in queries.TITLES.items()
    ]
    return matters.MatterList(
        CupEntry,
        gettext_lazy("安康杯"),
        export="safety:cup-export",
        new="safety:cup-entry-new",
        new_title=gettext_lazy("报名"),
        opens=Safety.CUP,
        filters=_narrowed,
        help=gettext_lazy("报名、自评、逐级推荐、审核、公示、授奖。导出的表格就是当年的数据表。"),
        columns=[
            (gettext_lazy("奖项"), lambda row: Award(row.award).label),
            (gettext_lazy("得分"), lambda row: row.checked_score if row.checked_score is not None else row.score),
            (gettext_lazy("年度"), lambda row: row.year),
            (gettext_lazy("名称"), lambda row: row.name),
            (gettext_lazy("统一社会信用代码"), lambda row: row.employer.credit_code if row.employer else ""),
            (gettext_lazy("行业"), industry),
            (gettext_lazy("职工人数"), lambda row: row.staff),
            (gettext_lazy("参赛班组数"), lambda row: row.teams),
            (gettext_lazy("联系人"), lambda row: row.contact),
            (gettext_lazy("现在的层级"), lambda row: str(LEVELS[row.level])),
            (gettext_lazy("评选到"), lambda row: str(LEVELS[row.wanted_level])),
            (gettext_lazy("评分表"), lambda row: CupSheet(row.sheet).label),
            (gettext_lazy("自评得分"), lambda row: row.score),
            (gettext_lazy("审核得分"), lambda row: row.checked_score),
            (gettext_lazy("公示截止"), lambda row: row.notice_until),
            (gettext_lazy("授奖日期"), lambda row: row.awarded_on),
            (gettext_lazy("授奖层级"), lambda row: str(LEVELS[row.award_level]) if row.awarded_on else ""),
            (gettext_lazy("撤销日期"), lambda row: row.withdrawn_on),
            (gettext_lazy("一票否决"), lambda row: _("、").join(str(Veto(one).label) for one in row.vetoes)),
            *items,
            *counted,
        ],
    )


@reads(Safety.VIEW)
def index(request: HttpRequest) -> HttpResponse:
    return matters.list_page(request, _list(request.user))


@changes(Safety.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    return matters.export_page(request, _list(request.user))


@reads(Safety.VIEW)
def detail(request: HttpRequest, number: str) -> HttpResponse:
    row: CupEntry = matter_queries.matter_for(CupEntry, request.user, number)
    vetoes = _("、").join(str(Veto(one).label) for one in row.vetoes)
    numbers = asdict(queries.cup_data([row], row.year)[row.pk])
    context = matters.detail_context(request, row)
    context["moves"] = queries.cup_moves(request.user, row, context["moves"])
    may = request.user.may  # type: ignore[union-attr]
    context["documents"] = [one for one in context["documents"] if may(Safety.VIEW, at=one.unit)]  # of who judges
    return page(
        request, "safety/cup_entry.html", entry=row, sheet=queries.cup_rows(row), award=Award(row.award).label,
        industry=industry(row), level=LEVELS[row.level], wanted=LEVELS[row.wanted_level], vetoes=vetoes,
        data=[{"label": title, "value": str(numbers[name])} for name, title in DATA.items()],  # a nought is a number
        notice_ends=queries.notice_ends(row), full=sum(queries.cup_sheet(row).values()),
        may_take_back=row.awarded_on is not None and row.withdrawn_on is None and queries.may_judge(request.user, row),
        **context,
    )  # fmt: skip


@changes(Safety.VIEW, once=True)
def move(request: HttpRequest, number: str, name: str) -> HttpResponse:
    return matters.move_page(request, CupEntry, number, name)


@reads(Safety.VIEW)
def paper(request: HttpRequest, number: str, pk: int) -> Any:
    return matters.paper(request, CupEntry, number, pk)


@changes(Safety.CUP, once=True)
def new(request: HttpRequest) -> HttpResponse:
    form = CupForm(*posted(request)[:1], places=places(request, Safety.CUP))
    return new_page(request, form, actions.enter_cup, title=_("安康杯报名"), back=reverse("safety:cup"))


@changes(Safety.CUP_JUDGE, once=True)
def take_back(request: HttpRequest, number: str) -> HttpResponse:
    """The title is withdrawn, with a typed reason."""
    row: CupEntry = matter_queries.matter_for(CupEntry, request.user, number, needs=Safety.CUP_JUDGE)

    def run(by: Any, **given: Any) -> None:
        actions.take_back_award(entry=row, by=by, **given)

    return act_page(request, row, TakeBack(*posted(request)[:1]), run, title=_("撤销荣誉"))
