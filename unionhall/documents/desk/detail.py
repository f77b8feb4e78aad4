"""One document: the ladder of what happened, its text and files, proofs and replies."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.accounts import queries as accounts
from unionhall.kit.pages import changes, page, reads, told
from unionhall.kit.refusal import Refusal

from .. import actions, keeping, queries
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
    return page(
        request,
        "documents/detail.html",
        document=row,
        kind=row.kind,
        tone=TONES[DocumentState(row.state)],
        steps=queries.steps_of(row, deliveries, answers, queries.newest_link(row)),
        proofs=[one for one in deliveries if one.proof],
        has_answers=bool(answers),
        acts=_acts(request.user, row),
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
        ("employer-link", _("生成用人单位链接"), "link", row.stands and works),
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
    title, parts = actions.read(document=row, by=request.user)
    return shown(request, row, title=title, parts=parts)


@changes(Documents.VIEW)
def replies(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.document_for(request.user, pk)
    if request.method != "POST":
        return redirect("documents:detail", pk)
    opened = actions.read_answer(document=row, by=request.user)
    return shown(request, row, replies=opened)


@changes(Documents.VIEW)
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.document_for(request.user, pk)
    if request.method != "POST":
        return redirect("documents:detail", pk)
    try:
        body = actions.download_pdf(document=row, by=request.user)
    except Refusal as refusal:
        told(request, refusal)
        return redirect("documents:detail", pk)
    return keeping.download(body, name_of(row), "pdf")


@changes(Documents.VIEW)
def word(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.document_for(request.user, pk)
    if request.method != "POST":
        return redirect("documents:detail", pk)
    return keeping.download(actions.download_word(document=row, by=request.user), name_of(row), "docx")


def name_of(row: Any) -> str:
    """The name of its file: what it is and its number."""
    return " ".join(part for part in (row.title, row.number) if part)


@reads(Documents.VIEW)
def proof(request: HttpRequest, pk: int, delivery: int) -> Any:
    return keeping.file_of(queries.proof_of(queries.document_for(request.user, pk), delivery))


@reads(Documents.VIEW)
def answer_paper(request: HttpRequest, pk: int, answer: int, paper: str) -> Any:
    return keeping.file_of(queries.answer_paper(queries.document_for(request.user, pk), answer, paper))
