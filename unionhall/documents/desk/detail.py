"""One document: the ladder of what happened, its text and files, proofs and replies."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.accounts import queries as accounts
from unionhall.kit.pages import changes, page, reads, told
from unionhall.kit.refusal import Refusal

from .. import actions, keeping, queries, senders
from ..choices import DocumentState
from ..papers import LETTER
from ..permissions import Documents
from .lists import TONES


@reads(Documents.VIEW)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    return shown(request, queries.document_for(request.user, pk))


def shown(request: HttpRequest, row: Any, **opened: Any) -> HttpResponse:
    """The whole page; `opened` is sealed text or a link someone has just been given."""
    deliveries, answers = queries.deliveries_of(row), queries.answers_of(row)
    own = senders.is_own(request.user, row)
    return page(
        request,
        "documents/detail.html",
        document=row,
        kind=row.kind,
        tone=TONES[DocumentState(row.state)],
        steps=queries.steps_of(row, deliveries, answers, queries.newest_link(row)),
        proofs=[one for one in deliveries if one.proof],
        has_answers=bool(answers),
        acts=[] if own else _acts(request.user, row),
        own=own,
        reasons=accounts.why(request.user, row.needs, row.unit),
        **{"title": "", "parts": None, "replies": None, "link": "", **opened},
    )


def _acts(user: Any, row: Any) -> list[dict[str, Any]]:
    """What this user may do with it now; the first is the primary one."""
    works, signs = user.may(Documents.WORK, at=row.unit), user.may(row.signs, at=row.unit)
    offers = [
        ("sign", _("签发"), "check", row.is_draft and signs),
        ("edit", _("修改"), "edit", row.is_draft and works and row.kind_code == LETTER.code),
        ("drop", _("删除草稿"), "trash", row.is_draft and works and row.kind_code == LETTER.code),
        ("serve", _("登记送达"), "clipboard-check", row.stands and works),
        ("employer-link", _("生成用人单位链接"), "link", row.stands and works and queries.is_to_employer(row)),
        ("answer", _("登记书面答复"), "message-circle", row.stands and works),
        ("withdraw", _("撤回"), "arrow-back-up", row.stands and signs),
    ]
    return [
        {"name": name, "title": title, "icon": icon, "url": reverse(f"documents:{name}", args=[row.pk])}
        for name, title, icon, offered in offers
        if offered
    ]


@changes(Documents.VIEW)
def words(request: HttpRequest, pk: int) -> HttpResponse:
    """The text is sealed: opening it is an act, and leaves a line."""
    row = queries.document_for(request.user, pk)
    if request.method != "POST":
        return redirect("documents:detail", pk)
    names = ("title", "parts")
    return _opened(request, row, lambda: dict(zip(names, actions.read(document=row, by=request.user), strict=True)))


@changes(Documents.VIEW)
def replies(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.document_for(request.user, pk)
    if request.method != "POST":
        return redirect("documents:detail", pk)
    return _opened(request, row, lambda: {"replies": actions.read_answer(document=row, by=request.user)})


def _opened(request: HttpRequest, row: Any, opened: Callable[[], dict[str, Any]]) -> HttpResponse:
    try:
        return shown(request, row, **opened())
    except Refusal as refusal:
        told(request, refusal)
        return redirect("documents:detail", row.pk)


@changes(Documents.VIEW)
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    return _file(request, pk, actions.download_pdf, "pdf")


@changes(Documents.VIEW)
def word(request: HttpRequest, pk: int) -> HttpResponse:
    return _file(request, pk, actions.download_word, "docx")


def _file(request: HttpRequest, pk: int, make: Callable[..., bytes], ending: str) -> HttpResponse:
    row = queries.document_for(request.user, pk)
    if request.method != "POST":
        return redirect("documents:detail", pk)
    try:
        body = make(document=row, by=request.user)
    except Refusal as refusal:
        told(request, refusal)
        return redirect("documents:detail", pk)
    return keeping.download(body, name_of(row), ending)


def name_of(row: Any) -> str:
    """The name of its file: what it is and its number."""
    return " ".join(part for part in (row.title, row.number) if part)


@reads(Documents.VIEW)
def proof(request: HttpRequest, pk: int, delivery: int) -> Any:
    return keeping.file_of(queries.proof_of(_others(request, pk), delivery))


@reads(Documents.VIEW)
def answer_paper(request: HttpRequest, pk: int, answer: int, paper: str) -> Any:
    return keeping.file_of(queries.answer_paper(_others(request, pk), answer, paper))


def _others(request: HttpRequest, pk: int) -> Any:
    """The document, if it is not one's own business; else 404."""
    row = queries.document_for(request.user, pk)
    if senders.is_own(request.user, row):
        raise Http404
    return row
