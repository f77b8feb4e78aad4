"""An employer with a link: opened once, read and answered in the browser that opened it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from unionhall.accounts import queries as accounts
from unionhall.kit.pages import PUBLIC, changes, page

from .. import actions, keeping, keys, queries
from ..answering import done, status_of
from ..forms import ReplyForm
from ..refusals import BadLink

SALT = "documents.link"


@changes(PUBLIC)
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """GET tells that there is a letter, POST opens it; a preview of the link by a chat programme uses nothing up."""
    if request.method == "POST":
        return _open(request, token)
    found = queries.link_of(token, _browser(request, token))
    if found is None:
        return _gone(request)
    _link, row, bound = found
    title, parts = queries.shown_parts(row) if bound else ("", [])  # its opening left the line
    return page(
        request, "documents/link.html", document=row, token=token, bound=bound, title=title, parts=parts,
        answered=bound and queries.is_answered_by(_link), until=_link.expires_at,
    )  # fmt: skip


def _open(request: HttpRequest, token: str) -> HttpResponse:
    try:
        link, browser = actions.open_link(secret=token, by=accounts.system_user("portal"))
    except BadLink:
        return _gone(request)
    answer = redirect("documents:link", token)
    answer.set_signed_cookie(
        _cookie(token), browser, salt=SALT, path="/papers/", httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE, max_age=int((link.expires_at - timezone.now()).total_seconds()),
    )  # fmt: skip
    return answer


@changes(PUBLIC)
def file(request: HttpRequest, token: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("documents:link", token)
    try:
        row, body = actions.read_by_link(
            secret=token, browser=_browser(request, token), by=accounts.system_user("portal"), as_file=True
        )
    except BadLink:
        return _gone(request)
    return keeping.download(body, f"{row.title} {row.number}", "pdf")


@changes(PUBLIC)
def reply(request: HttpRequest, token: str) -> HttpResponse:
    browser = _browser(request, token)
    found = queries.link_of(token, browser)
    if found is None or not found[2]:
        return _gone(request)
    form = ReplyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        by = accounts.system_user("portal")
        done(form, lambda: actions.answer_by_link(secret=token, browser=browser, by=by, **form.cleaned_data))
        if not form.errors:
            return redirect("documents:link", token)
    return page(request, "documents/reply.html", status=status_of(form), form=form, document=found[1], token=token)


def _cookie(token: str) -> str:
    return f"paper-{keys.digest(token)[:16]}"


def _browser(request: HttpRequest, token: str) -> str:
    """The secret this browser was given when it opened the link; empty in every other browser."""
    found: Any = request.get_signed_cookie(_cookie(token), default="", salt=SALT)
    return str(found)


def _gone(request: HttpRequest) -> HttpResponse:
    return page(request, "documents/link_gone.html", status=410)
