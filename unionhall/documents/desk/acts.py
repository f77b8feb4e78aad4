"""What is done with a document: written, signed off, delivered, answered, withdrawn; each a form of its own."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kit.pages import changes, page
from unionhall.orgs import queries as orgs
from unionhall.rules import queries as rules

from .. import actions, queries
from ..answering import done, status_of
from ..forms import DeliveryForm, LetterForm, LetterheadForm, LinkForm, PaperReplyForm, ReasonForm, SignForm
from ..permissions import Documents
from .detail import shown


@changes(Documents.WORK)
def new(request: HttpRequest) -> HttpResponse:
    places = orgs.places_held(request.user, Documents.WORK)
    form = LetterForm(request.POST or None, places=places)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        unit = orgs.unit_by_code(given.pop("unit"))
        made = done(form, lambda: actions.write_letter(unit=unit, by=request.user, **given))
        if made:
            messages.success(request, _("草稿已保存，签发后取得文号。"))
            return redirect("documents:detail", made.pk)
    back = reverse("documents:list")
    return _form(request, form, _("写一封函"), _("保存草稿"), back=back)


@changes(Documents.SIGN)
def letterhead(request: HttpRequest, code: str) -> HttpResponse:
    unit = queries.unit_to_head(request.user, code)
    known = queries.letterhead(unit)
    first = {"letters": known.letters, "heading": known.heading} if known else {}
    form = LetterheadForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        done(form, lambda: actions.set_letterhead(unit=unit, by=request.user, **form.cleaned_data))
        if not form.errors:
            messages.success(request, _("已保存，今后签发的文书按此编号。"))
            return redirect("documents:list")
    title = _("文头设置：%(unit)s") % {"unit": unit.name}
    return _form(request, form, title, _("保存"), back=reverse("documents:list"))


@changes(Documents.WORK)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.document_for(request.user, pk, Documents.WORK)
    form = LetterForm(request.POST or None, places=[row.unit], initial=queries.letter_draft(row))
    for name in ("unit", "credit_code"):
        del form.fields[name]
    return _act(
        request, row, form, _("修改"), _("保存"),
        lambda: actions.rewrite_letter(document=row, by=request.user, **form.cleaned_data), _("草稿已保存。"),
    )  # fmt: skip


@changes(Documents.WORK)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.document_for(request.user, pk, Documents.WORK)
    if request.method == "POST":
        form = forms.Form(request.POST)
        done(form, lambda: actions.drop_letter(document=row, by=request.user))
        for words in form.non_field_errors():
            messages.error(request, str(words))
        return redirect("documents:detail", pk) if form.errors else redirect("documents:list")
    return page(request, "documents/drop.html", document=row)


@changes(Documents.VIEW)
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.document_to_sign(request.user, pk)
    form = SignForm(request.POST or None)
    return _act(
        request, row, form, _("签发"), _("签发并编号"),
        lambda: actions.sign_off(document=row, by=request.user, **form.cleaned_data), _("已签发。"),
        what=_("签发后取得文号和验证码，内容不能再改；有错只能撤回。请先看一遍草稿 PDF。"),
    )  # fmt: skip


@changes(Documents.WORK)
def serve(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.document_for(request.user, pk, Documents.WORK)
    form = DeliveryForm(request.POST or None, request.FILES or None, initial={"on": timezone.localdate()})
    return _act(
        request, row, form, _("登记送达"), _("保存"),
        lambda: actions.serve(document=row, by=request.user, **form.act()), _("送达已登记。"),
    )  # fmt: skip


@changes(Documents.WORK)
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """The link is shown this once: of its secret only a hash is kept."""
    row = queries.document_for(request.user, pk, Documents.WORK)
    days = int(rules.value("documents.link-life", place=row.unit.division_id or "CN"))
    form = LinkForm(request.POST or None, initial={"days": days})
    if request.method == "POST" and form.is_valid():
        made = done(form, lambda: actions.employer_link(document=row, by=request.user, **form.cleaned_data))
        if made:
            return shown(request, queries.document_for(request.user, pk), link=made)
    return _form(
        request, form, _("生成用人单位链接"), _("生成链接"), row=row,
        what=_("链接只显示一次，请复制后发给用人单位。第一次打开它的浏览器可以阅读和答复，其他人再打开无效；以前生成的链接同时失效。"),
    )  # fmt: skip


@changes(Documents.WORK)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.document_for(request.user, pk, Documents.WORK)
    form = PaperReplyForm(request.POST or None, request.FILES or None, initial={"on": timezone.localdate()})
    return _act(
        request, row, form, _("登记书面答复"), _("保存"),
        lambda: actions.answer(document=row, by=request.user, **form.cleaned_data), _("答复已登记。"),
    )  # fmt: skip


@changes(Documents.VIEW)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.document_to_sign(request.user, pk)
    form = ReasonForm(request.POST or None)
    return _act(
        request, row, form, _("撤回"), _("撤回这份文书"),
        lambda: actions.withdraw(document=row, by=request.user, **form.cleaned_data), _("已撤回，文号保留。"),
        what=_("撤回后文号和页面保留，标明“已撤回”；查验页也会显示已撤回。撤回不能取消。"),
    )  # fmt: skip


def _act(
    request: HttpRequest, row: Any, form: Any, title: str, primary: str, act: Callable[[], Any], said: str,
    what: str = "",
) -> HttpResponse:  # fmt: skip
    if request.method == "POST" and form.is_valid():
        done(form, act)
        if not form.errors:
            messages.success(request, said)
            return redirect("documents:detail", row.pk)
    return _form(request, form, title, primary, row=row, what=what)


def _form(
    request: HttpRequest, form: Any, title: str, primary: str, *, row: Any = None, back: str = "", what: str = ""
) -> HttpResponse:
    return page(
        request, "documents/act.html", status=status_of(form), document=row, form=form, title=title, primary=primary,
        back=back or reverse("documents:detail", args=[row.pk]), what=what,
    )  # fmt: skip
