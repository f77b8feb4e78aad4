"""One session of a congress: agenda, who came, counts, resolutions, what is told afterwards."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.documents import queries as documents
from unionhall.kit.pages import changes, page, reads, tried
from unionhall.matters import desk as matters

from .. import actions, queries
from ..choices import Result
from ..forms.congress import AfterForm, ItemCountForm, ItemForm, OpenSessionForm, ReportForm
from ..models import AgendaItem, Congress, Session
from ..permissions import Bargaining
from .acting import act_page, posted, sent

TONES = {Result.OPEN: "neutral", Result.DONE: "info", Result.PASSED: "done", Result.FAILED: "late"}


@reads(Bargaining.VIEW)
def detail(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    row, congress = queries.session_for(request.user, unit, pk)
    works = request.user.may(Bargaining.CONGRESS, at=row.unit)  # type: ignore[union-attr]
    papers = queries.papers_of_items(row)
    items = [(one, TONES[Result(one.result)], papers.get(one.pk, [])) for one in queries.agenda_of(row)]
    return page(
        request, "bargaining/session.html", row=row, congress=congress, items=items, works=works,
        documents=documents.of_subject(row), heads=queries.heads_before(row),
    )  # fmt: skip


@reads(Bargaining.VIEW)
def paper(request: HttpRequest, unit: str, pk: int, paper: int) -> Any:
    """A file of one of its items."""
    row, _congress = queries.session_for(request.user, unit, pk)
    return matters.file_of(queries.agenda_paper(row, paper), small="small" in request.GET)


@changes(Bargaining.CONGRESS, once=True)
def draw(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    """Draw up the record from what was entered; a POST by the button of the session's page."""
    row, congress = _held(request, unit, pk)
    if request.method == "POST":
        tried(
            request, lambda: actions.draw_record(session=row, congress=congress, by=request.user),
            _("已起草，在“文书”中核对和签发。"),
        )  # fmt: skip
    return redirect("bargaining:session", unit, pk)


def _held(request: HttpRequest, unit: str, pk: int) -> tuple[Session, Congress]:
    return queries.session_for(request.user, unit, pk, Bargaining.CONGRESS)


def _act(
    request: HttpRequest, found: tuple[Session, Congress], form: Any, act: Any, title: Any, words: Any = ""
) -> Any:
    row, congress = found
    back = reverse("bargaining:session", args=[row.unit.code, row.pk])
    crumbs = [
        (congress.title, reverse("bargaining:congress", args=[row.unit.code, congress.pk])),
        (_("第%(n)d次会议") % {"n": row.number}, back),
    ]
    return act_page(request, form, act, title=title, back=back, words=words, crumbs=crumbs)


@changes(Bargaining.CONGRESS, once=True)
def item_new(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    found = _held(request, unit, pk)
    rounds = [(one.number, f"{one.number} {one.title}") for one in queries.drafts_for(found[0])]
    return _act(
        request, found, ItemForm(*sent(request), rounds=rounds),
        lambda given: actions.put_on_agenda(session=found[0], by=request.user, **given), _("增加议题"),
    )  # fmt: skip


@changes(Bargaining.CONGRESS, once=True)
def opened(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    found = _held(request, unit, pk)
    return _act(
        request, found, OpenSessionForm(posted(request)),
        lambda given: actions.open_session(session=found[0], by=request.user, **given), _("登记到会情况"),
        _("三分之二以上代表到会，表决才有效。"),
    )  # fmt: skip


@changes(Bargaining.CONGRESS, once=True)
def count(request: HttpRequest, unit: str, pk: int, item: int) -> HttpResponse:
    found = _held(request, unit, pk)
    one = queries.item_of(found[0], item)
    form = ItemCountForm(
        *sent(request), needs_vote=one.needs_vote, initial={"opinions": one.opinions, "resolution": one.resolution}
    )
    return _act(
        request, found, form,
        lambda given: actions.count_item(session=found[0], item=one, by=request.user, **given),
        _("登记“%(title)s”的结果") % {"title": one.title},
        _counts_words(one),
    )  # fmt: skip


def _counts_words(item: AgendaItem) -> str:
    if item.round_number:
        return _("是否通过按当地对集体合同草案的规定计算；票数同时登记为这轮协商的表决。")
    return _("须全体代表过半数同意才算通过。") if item.needs_vote else ""


@changes(Bargaining.CONGRESS, once=True)
def published(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    found = _held(request, unit, pk)
    return _act(
        request, found, AfterForm(posted(request)),
        lambda given: actions.publish_results(session=found[0], by=request.user, **given), _("公布决议"),
    )  # fmt: skip


@changes(Bargaining.CONGRESS, once=True)
def reported(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    found = _held(request, unit, pk)
    return _act(
        request, found, ReportForm(posted(request)),
        lambda given: actions.report_session(session=found[0], by=request.user, **given), _("报上一级工会"),
    )  # fmt: skip
