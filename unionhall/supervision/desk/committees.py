"""Who supervises where: unions with their committee and supervisors, what they lack, one committee."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit.exports import sheet
from unionhall.kit.pages import changes, page, reads
from unionhall.kit.paging import paged
from unionhall.orgs import queries as orgs

from .. import actions, queries
from ..forms import CommitteeFacts, CommitteeForm, EndForm, UnionFilter
from ..permissions import Supervision
from ..queries.committees import Body
from .answering import through

LACKS = {
    "": ("done", gettext_lazy("齐备")),
    "committee": ("late", gettext_lazy("应设委员会")),
    "supervisor": ("late", gettext_lazy("应选一名监督员")),
    "term": ("late", gettext_lazy("任期已满，应换届")),
}
MOST = 10_000  # rows of a file
COLUMNS: list[tuple[Any, Any]] = [
    (gettext_lazy("编号"), lambda body: body.unit.code),
    (gettext_lazy("工会"), lambda body: body.unit.name),
    (gettext_lazy("层级"), lambda body: str(body.unit.level_name)),
    (gettext_lazy("会员数"), lambda body: body.members),
    (gettext_lazy("委员会主任"), lambda body: body.committee.chair if body.committee else ""),
    (gettext_lazy("委员会人数"), lambda body: len(body.committee.members) if body.committee else ""),
    (gettext_lazy("任期届满"), lambda body: body.committee.term_end if body.committee else None),
    (gettext_lazy("在任监督员"), lambda body: body.supervisors),
    (gettext_lazy("情况"), lambda body: str(LACKS[body.lacks][1])),
]


def _rows(request: HttpRequest) -> tuple[UnionFilter, Any, Any]:
    form = UnionFilter(request.GET)
    code = request.GET.get("unit", "")
    unit = orgs.unit_for(request.user, code, Supervision.VIEW) if code else None
    return form, queries.unions(request.user, under=unit, **form.chosen()), unit


@reads(Supervision.VIEW)
def index(request: HttpRequest) -> HttpResponse:
    form, found, unit = _rows(request)
    rows = paged(request, found, by=("path",), size=20)
    return page(
        request, "supervision/unions.html", part="supervision/_union_rows.html", form=form, rows=rows, unit=unit,
        places=orgs.places_to_choose(request.user, Supervision.VIEW), lines=_lines(queries.bodies(rows), request),
    )  # fmt: skip


def _lines(found: list[Body], request: HttpRequest) -> list[dict[str, Any]]:
    may = request.user.may  # type: ignore[union-attr]
    return [
        {"body": one, "tone": LACKS[one.lacks][0], "words": LACKS[one.lacks][1],
         "may": may(Supervision.REGISTER, at=one.unit)}
        for one in found
    ]  # fmt: skip


@changes(Supervision.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    """The list as a file; a POST, because it leaves a line."""
    _form, found, unit = _rows(request)
    title = _("监督组织名册")
    if request.method != "POST":
        back = reverse("supervision:unions")
        return page(request, "ask_export.html", count=found.count(), back=back, what=title)
    lines = queries.bodies(found.order_by("path")[: MOST + 1])  # one too many: the file refuses, it is never cut short
    file = sheet(lines, COLUMNS, title, request.user)
    actions.record_export(what="supervision.unions", unit=unit, rows=len(lines), by=request.user)
    return file


@changes(Supervision.REGISTER, once=True)
def new(request: HttpRequest, code: str) -> HttpResponse:
    """A committee for one union; where one stands, the one that follows it."""
    unit = orgs.unit_for(request.user, code, Supervision.REGISTER)
    standing = queries.committee_of(unit)
    form = CommitteeForm(request.POST or None, initial={"term_end": unit.term_end})
    return through(
        request,
        form,
        lambda: actions.form_committee(unit=unit, by=request.user, **form.cleaned_data),
        title=_("委员会换届：%(unit)s") % {"unit": unit} if standing else _("登记委员会：%(unit)s") % {"unit": unit},
        back=reverse("supervision:unions"),
        said=_("已登记。"),
        help=_("换届后，上一届自动结束，名单保留。"),
    )


@reads(Supervision.VIEW)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.committee_for(request.user, pk)
    keeps = row.ended_on is None and request.user.may(Supervision.REGISTER, at=row.unit)  # type: ignore[union-attr]
    return page(
        request, "supervision/committee.html", row=row, keeps=keeps, body=queries.bodies([row.unit])[0],
        supervisors=queries.supervisors([row.unit]).order_by("name", "pk"), before=queries.committees_before(row.unit),
    )  # fmt: skip


@changes(Supervision.REGISTER, once=True)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.committee_for(request.user, pk, Supervision.REGISTER)
    start = {"chair": row.chair, "chair_post": row.chair_post, "members": row.members[1:], "term_end": row.term_end}
    form = CommitteeFacts(request.POST or None, initial=start)
    return through(
        request,
        form,
        lambda: actions.change_committee(committee=row, by=request.user, **form.cleaned_data),
        title=_("调整委员会成员"),
        back=reverse("supervision:committee", args=[pk]),
        said=_("已保存。"),
        seen=row,
    )


@changes(Supervision.REGISTER, once=True)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.committee_for(request.user, pk, Supervision.REGISTER)
    form = EndForm(request.POST or None)
    form.fields["because"].label = _("撤销的原因")
    return through(
        request,
        form,
        lambda: actions.end_committee(committee=row, by=request.user, **form.cleaned_data),
        title=_("撤销委员会"),
        back=reverse("supervision:committee", args=[pk]),
        said=_("已登记。"),
    )
