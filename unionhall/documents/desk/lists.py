"""The list of documents: filtered, paged by key, exported."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kit.exports import sheet
from unionhall.kit.pages import changes, page, reads
from unionhall.kit.paging import paged
from unionhall.kit.text import whole_number
from unionhall.orgs import queries as orgs

from .. import actions, queries
from ..choices import DocumentState
from ..forms import DocumentFilterForm
from ..permissions import Documents
from ..queries import DocumentFilter

ON_A_PAGE = 20
HEADS = 3  # links to the letterheads of units where one signs
TONES = {
    DocumentState.DRAFT: "neutral",
    DocumentState.SIGNED: "info",
    DocumentState.SERVED: "due",
    DocumentState.ANSWERED: "done",
    DocumentState.WITHDRAWN: "late",
}


def chosen(request: HttpRequest) -> tuple[DocumentFilterForm, DocumentFilter]:
    """The filter as given; a value that is none of the choices counts as not given."""
    form = DocumentFilterForm(request.GET)
    form.is_valid()
    given = {name: form.cleaned_data.get(name) or form.fields[name].initial for name in form.fields}
    employer = request.GET.get("employer", "")
    unit = orgs.unit_by_code(request.GET["unit"]) if request.GET.get("unit") else None
    return form, DocumentFilter(
        state=given["state"] or "", kind=given["kind"] or "", text=given["text"] or "", first=given["first"],
        last=given["last"], employer=whole_number(employer), unit=unit,
    )  # fmt: skip


@reads(Documents.VIEW)
def index(request: HttpRequest) -> HttpResponse:
    form, wanted = chosen(request)
    rows = paged(request, queries.documents_found(request.user, wanted), by=("-drawn_at", "-pk"), size=ON_A_PAGE)
    return page(
        request,
        "documents/list.html",
        part="documents/_rows.html",
        form=form,
        rows=rows,
        lines=[line(row) for row in rows],
        unit=wanted.unit,
        places=orgs.places_to_choose(request.user, Documents.VIEW),
        heads=orgs.places_held(request.user, Documents.SIGN)[:HEADS],
        may_write=request.user.may(Documents.WORK),  # type: ignore[union-attr]
    )


def line(row: Any) -> dict[str, Any]:
    """A row ready to print."""
    return {
        "row": row,
        "url": reverse("documents:detail", args=[row.pk]),
        "name": row.number or _("未编号"),
        "kind": row.kind.title,
        "tone": TONES[DocumentState(row.state)],
        "state": row.get_state_display(),
    }


@changes(Documents.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    """The list as a file: asked on GET, made on POST, as it leaves a line."""
    _form, wanted = chosen(request)
    rows = queries.documents_found(request.user, wanted).order_by("-drawn_at", "-pk")
    if request.method != "POST":
        return page(request, "ask_export.html", count=rows.count(), what=_("文书"), back=reverse("documents:list"))
    file = sheet(rows, _columns(), _("文书"), request.user)  # first: a list no file will hold leaves no line
    actions.record_export(rows=rows.count(), filters=request.GET.dict(), by=request.user)
    return file


def _columns() -> list[tuple[str, Any]]:
    def of(name: str) -> Any:
        return lambda row: str(line(row)[name])

    def day(name: str) -> Any:
        return lambda row: timezone.localdate(getattr(row, name)) if getattr(row, name) else None

    return [
        (_("文号"), "number"),
        (_("文书种类"), of("kind")),
        (_("标题"), "title"),
        (_("发文工会"), "unit__name"),
        (_("主送"), "addressee"),
        (_("状态"), of("state")),
        (_("拟稿日期"), day("drawn_at")),
        (_("拟稿人"), "drawn_by_name"),
        (_("签发日期"), day("signed_at")),
        (_("签发人"), "signed_by_name"),
        (_("送达日期"), "served_on"),
        (_("答复日期"), day("answered_at")),
        (_("诉求编号"), "case_number"),
        (_("验证码"), "code"),
    ]
