"""The book of rules: the list, one rule with its history, a new row, taking back one whose day has not come."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kit.exports import sheet
from unionhall.kit.pages import changes, page, reads
from unionhall.kit.paging import paged
from unionhall.kit.refusal import Refusal

from . import actions, queries
from .forms import CheckForm, ReasonForm, RuleFilter, RuleForm
from .models import Rule
from .permissions import Rules

COLUMNS = [
    (_("编码"), "code"),
    (_("项"), "key"),
    (_("说明"), "note"),
    (_("适用地区"), "place"),
    (_("数值"), "number"),
    (_("单位"), "measure"),
    (_("从哪天起"), "valid_from"),
    (_("到哪天止"), "valid_to"),
    (_("依据文件"), "source"),
    (_("条款"), "article"),
]


def _chosen(request: HttpRequest) -> tuple[RuleFilter, Any]:
    form = RuleFilter(request.GET)
    return form, queries.rules_found(**form.chosen())


@reads(Rules.VIEW)
def index(request: HttpRequest) -> HttpResponse:
    form, found = _chosen(request)
    rows = paged(request, found, by=("code", "key", "-valid_from", "pk"))
    names = queries.names_of(row.place for row in rows)
    shown = [(row, names[row.place]) for row in rows]
    return page(request, "rules/list.html", part="rules/_rows.html", rows=rows, shown=shown, form=form)


@changes(Rules.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    """The list as a file; asked for by POST, because it leaves a line in the log."""
    _form, found = _chosen(request)
    if request.method != "POST":
        return page(request, "ask_export.html", count=found.count(), what=_("规则库"), back=reverse("rules:list"))
    file = sheet(found.order_by("code", "key", "place", "-valid_from"), COLUMNS, str(_("规则库")), request.user)
    actions.note_export(rows=found.count(), by=request.user)
    return file  # made before the line: a list too long leaves none


@reads(Rules.VIEW)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.rule_for(pk)
    same = queries.everywhere(row)
    names = queries.names_of(one.place for one in same)
    return page(
        request,
        "rules/detail.html",
        rule=row,
        place=names[row.place],
        rows=[(one, names[one.place], _state(one)) for one in same],
        may_edit=request.user.may(Rules.EDIT),  # type: ignore[union-attr]
        may_drop=queries.may_drop(row, request.user),
        may_check=queries.may_check(row, request.user),
    )


def _state(row: Rule) -> tuple[str, Any]:
    """Tone and word of a row's day."""
    today = timezone.localdate()
    if row.valid_from > today:
        return "due", _("未生效")
    if row.valid_to and row.valid_to < today:
        return "neutral", _("已失效")
    return "done", _("已生效")


@changes(Rules.EDIT)
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """A new row of the same thing; the one on the page gives what stands in the form at first."""
    row = queries.rule_for(pk)
    first = {name: getattr(row, name) for name in ("place", "source", "article", "note")} | {"value": row.number}
    form = RuleForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.enter_rule(
                code=row.code, key=row.key, unit=row.unit, by=request.user, **form.cleaned_data
            )  # fmt: skip
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("已登记，从生效日起按新的数值办理。"))
            return redirect("rules:detail", made.pk)
    return page(request, "rules/enter.html", status=422 if form.errors else 200, rule=row, form=form)


@changes(Rules.EDIT)
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """A number shipped from memory: as it stands in the text of the law."""
    row = queries.rule_for(pk)
    first = {"value": row.number, "source": row.source, "article": row.article}
    form = CheckForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            actions.check_rule(rule=row, by=request.user, **form.cleaned_data)
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("已核对，今后按这个数值办理。"))
            return redirect("rules:detail", pk)
    return page(request, "rules/check.html", status=422 if form.errors else 200, rule=row, form=form)


@changes(Rules.EDIT)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back an entry whose day has not come, with a reason."""
    row = queries.rule_for(pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.drop_rule(rule=row, reason=form.cleaned_data["because"], by=request.user)
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("已删除这条未生效的规则。"))
            return redirect("rules:list")
    return page(request, "rules/drop.html", status=422 if form.errors else 200, rule=row, form=form)
