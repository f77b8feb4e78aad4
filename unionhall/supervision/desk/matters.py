"""Inspections: the list, one with its team, records, letters and papers, and what is done about it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit.money import yuan
from unionhall.kit.pages import changes, page, reads
from unionhall.kit.templatetags.hall import day
from unionhall.matters import desk
from unionhall.matters import queries as matters

from .. import actions, queries
from ..choices import InspectionStage, LetterKind, RecordKind, Scope, Source
from ..forms import ClueForm, EmployerForm, InspectionFilter, RecordForm, RecuseForm, TeamForm, ToldForm
from ..models import Inspection
from ..permissions import Supervision
from .answering import asked, done, drawn, labelled, through


def _narrowed(rows: Any, request: HttpRequest) -> Any:
    """By scope and by source, as the address says."""
    scope, source = request.GET.get("scope", ""), request.GET.get("source", "")
    rows = rows.filter(scope=scope) if scope in Scope.values else rows
    return rows.filter(source=source) if source in Source.values else rows


LIST = desk.MatterList(
    model=Inspection,
    title=gettext_lazy("监督事项"),
    export="supervision:matters-export",
    new="supervision:matter-new",
    new_title=gettext_lazy("登记线索"),
    opens=Supervision.INSPECT,
    columns=[
        (gettext_lazy("监督事项类别"), lambda row: row.get_scope_display()),
        (gettext_lazy("来源"), lambda row: row.get_source_display()),
        (gettext_lazy("涉及人数"), lambda row: row.workers),
        (gettext_lazy("追回金额"), lambda row: row.recovered),
        (gettext_lazy("受益人数"), lambda row: row.people_helped),
    ],
    filters=_narrowed,
    form=InspectionFilter,
    help=gettext_lazy("线索随到随登；不予受理的，期限内书面告知。投诉人的姓名不出现在任何函件里。"),
)
LETTER_STAGES = {
    LetterKind.REMINDER: (
        InspectionStage.HEAR,
        InspectionStage.CONSULT,
        InspectionStage.INVESTIGATE,
        InspectionStage.LETTER,
    ),
    LetterKind.OPINION: (InspectionStage.LETTER,),
    LetterKind.CORRECTION: (InspectionStage.LETTER,),
}


@reads(Supervision.VIEW)
def index(request: HttpRequest) -> HttpResponse:
    return desk.list_page(request, LIST)


@changes(Supervision.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    return desk.export_page(request, LIST)


@changes(Supervision.INSPECT, once=True)
def new(request: HttpRequest) -> HttpResponse:
    """Register a clue at once."""
    form = ClueForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        made = done(form, lambda: actions.register_clue(by=request.user, **form.cleaned_data))
        if made is not None:
            return redirect("supervision:matter", made.number)
    return asked(
        request,
        form,
        title=_("登记线索"),
        back=reverse("supervision:matters"),
        help=_("先登记，再审查。有生命危险的，请走劳动保护的险情程序。"),
    )


@reads(Supervision.VIEW)
def detail(request: HttpRequest, number: str) -> HttpResponse:
    row = queries.inspection_for(request.user, number)
    own = matters.is_own(request.user, row)
    may_inspect = not own and request.user.may(Supervision.INSPECT, at=row.unit)  # type: ignore[union-attr]
    works, records = not row.is_closed and may_inspect, queries.records_of(row)
    kinds = [kind for kind, stages in LETTER_STAGES.items() if row.stage_code in stages]
    return page(
        request,
        "supervision/matter.html",
        **desk.detail_context(request, row),
        team=queries.team_of(row),
        records=records,
        fine=queries.fine_for(row) if any(one.kind == RecordKind.REFUSED for one in records) else None,
        may_tell=may_inspect and row.tell_due_on is not None and row.told_on is None,
        letters=queries.letters_about(row),
        in_charge=works,
        kinds=[(kind.value, kind.label) for kind in kinds if not (kind == LetterKind.REMINDER and row.goes_straight)],
        referrals=queries.referrals_of(inspection=row),
        may_refer=not own and row.found_on is not None and request.user.may(Supervision.RECOMMEND, at=row.unit),  # type: ignore[union-attr]
        facts=_facts(row),
    )


def _facts(row: Inspection) -> list[dict[str, Any]]:
    shown: list[tuple[Any, Any]] = [
        (_("监督事项类别"), f"{row.scope} {row.get_scope_display()}"),  # type: ignore[attr-defined]
        (_("来源"), row.get_source_display()),  # type: ignore[attr-defined]
        (_("特别情形"), row.get_special_display() if row.special else ""),  # type: ignore[attr-defined]
        (_("涉及人数"), row.workers),
        (_("来自诉求"), row.origin),
        (_("须告知投诉人"), day(row.tell_due_on) if row.tell_due_on else ""),
        (_("已告知投诉人"), f"{day(row.told_on)} {row.get_told_how_display()}" if row.told_on else ""),  # type: ignore[attr-defined]
        (_("追回金额"), yuan(row.recovered) if row.is_closed else ""),
        (_("受益人数"), row.people_helped if row.is_closed else ""),
    ]
    return labelled(shown)


@changes(Supervision.VIEW, once=True)
def move(request: HttpRequest, number: str, name: str) -> HttpResponse:
    return desk.move_page(request, Inspection, number, name)


@reads(Supervision.VIEW)
def paper(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    found: HttpResponse = desk.paper(request, Inspection, number, pk)
    return found


@changes(Supervision.INSPECT)
def summary(request: HttpRequest, number: str) -> HttpResponse:
    """The clue in words: opened by a POST, which leaves a line."""
    row = queries.inspection_for(request.user, number, Supervision.INSPECT)
    if request.method != "POST":
        return redirect("supervision:matter", number)
    words = actions.read_summary(inspection=row, by=request.user)
    return page(request, "supervision/summary.html", matter=row, words=words)


@changes(Supervision.INSPECT, once=True)
def employer(request: HttpRequest, number: str) -> HttpResponse:
    """Which registered employer it is about."""
    row = queries.inspection_for(request.user, number, Supervision.INSPECT)
    form = EmployerForm(request.POST or None)
    return through(
        request,
        form,
        lambda: actions.name_employer(inspection=row, by=request.user, **form.cleaned_data),
        title=_("登记用人单位"),
        back=reverse("supervision:matter", args=[number]),
        said=_("已登记。"),
        help=_("职工只写了名称的，先在用人单位档案中登记，再在这里选定。"),
    )


@changes(Supervision.INSPECT, once=True)
def team(request: HttpRequest, number: str) -> HttpResponse:
    """Name one supervisor more."""
    row = queries.inspection_for(request.user, number, Supervision.INSPECT)
    form = TeamForm(request.POST or None, offered=queries.may_name(row))
    return through(
        request,
        form,
        lambda: actions.name_supervisor(inspection=row, by=request.user, **form.cleaned_data),
        title=_("指定监督员"),
        back=reverse("supervision:matter", args=[number]),
        said=_("已指定。"),
        help=_("调查须有两名以上监督员并出示证件；本级只有一名的，可以请上级工会派员。"),
    )


@changes(Supervision.INSPECT, once=True)
def recuse(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    row = queries.inspection_for(request.user, number, Supervision.INSPECT)
    member = next((one for one in queries.team_of(row) if one.pk == pk and not one.recused), None)
    if member is None:
        raise Http404
    form = RecuseForm(request.POST or None)
    return through(
        request,
        form,
        lambda: actions.recuse(inspection=row, member=member, by=request.user, **form.cleaned_data),
        title=_("监督员回避：%(name)s") % {"name": member.name},
        back=reverse("supervision:matter", args=[number]),
        said=_("已登记回避。"),
    )


@changes(Supervision.INSPECT, once=True)
def record(request: HttpRequest, number: str) -> HttpResponse:
    """Write down a talk, an inquiry, the evidence."""
    row = queries.inspection_for(request.user, number, Supervision.INSPECT)
    form = RecordForm(request.POST or None)
    return through(
        request,
        form,
        lambda: actions.add_record(inspection=row, by=request.user, **form.cleaned_data),
        title=_("登记笔录"),
        back=reverse("supervision:matter", args=[number]),
        said=_("已登记，可以打印签字。"),
        help=_("调查笔录须有两名监督员参加。内容加密保存。"),
    )


@changes(Supervision.INSPECT, once=True)
def told(request: HttpRequest, number: str) -> HttpResponse:
    """Whoever complained without a case was told of the result."""
    row = queries.inspection_for(request.user, number, Supervision.INSPECT)
    if row.tell_due_on is None or row.told_on is not None:
        raise Http404
    form = ToldForm(request.POST or None)
    return through(
        request,
        form,
        lambda: actions.note_told(inspection=row, by=request.user, **form.cleaned_data),
        title=_("登记告知投诉人"),
        back=reverse("supervision:matter", args=[number]),
        said=_("已登记。"),
    )


@changes(Supervision.INSPECT, once=True)
def sheet(request: HttpRequest, number: str) -> HttpResponse:
    """The clue as a form to print; drawn up by POST."""
    row = queries.inspection_for(request.user, number, Supervision.INSPECT)
    return drawn(request, row, lambda: actions.draw_sheet(inspection=row, by=request.user))
