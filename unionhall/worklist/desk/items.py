"""An item: writing it, seeing whom it would reach, issuing it, and what only a resolution changes."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from unionhall.kit.pages import changes, page, reads, tried
from unionhall.kit.paging import paged
from unionhall.kit.refusal import Refusal

from .. import actions, queries
from ..actions.draft import FIELDS
from ..choices import ItemState, Source
from ..forms import LEVELS, AmendForm, ItemForm
from ..models import Item
from ..permissions import Worklist
from ..queries.items import job_of
from ..queries.shares import sums_of
from ..showing import number, shown, title_of
from .place import unit_here, year_here


@changes(Worklist.ISSUE)
def new(request: HttpRequest) -> HttpResponse:
    """A draft; whom it reaches is shown before it is issued."""
    unit, year = unit_here(request), year_here(request)
    start = {"starts_on": date(year, 1, 1), "due_on": date(year, 12, 31)}
    form = ItemForm(request.POST or None, figures=queries.figure_choices(), initial=start)
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        try:
            item = actions.write_item(issuer=unit, year=fields["starts_on"].year, by=request.user, **fields)
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            return _to(item)
    return page(request, "worklist/item_form.html", form=form, unit=unit, year=year, item=None)


@changes(Worklist.ISSUE)
def edit(request: HttpRequest, issuer: str, code: str) -> HttpResponse:
    """A draft once more."""
    item = queries.item_for(request.user, issuer, code, Worklist.ISSUE)
    form = ItemForm(request.POST or None, figures=queries.figure_choices(), initial=_as_typed(item))
    if request.method == "POST" and form.is_valid():
        fields = {name: value for name, value in form.cleaned_data.items() if name not in ("category", "code")}
        try:
            actions.edit_item(item=item, by=request.user, **fields)
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            return _to(item)
    return page(request, "worklist/item_form.html", form=form, unit=item.issuer, year=item.year, item=item)


def _as_typed(item: Item) -> dict[str, Any]:
    """The form's values for a draft; rates as percentages."""
    values = {name: getattr(item, name) for name in FIELDS} | {"category": item.category, "code": item.code}
    values["levels"] = [str(level) for level in item.levels]
    for name in ("target", "base"):
        if values[name] is not None:
            values[name] = f"{(values[name] * (100 if item.is_rate else 1)).normalize():f}"
    return values


@reads(Worklist.VIEW)
def detail(request: HttpRequest, issuer: str, code: str) -> HttpResponse:
    """What it is, who does it, and how far the units beneath are."""
    item = queries.item_for(request.user, issuer, code)
    unit = unit_here(request) if request.GET.get("unit") else _mine(request, item)
    rows = paged(request, queries.children_of(item, unit), by=("unit__path", "pk"))
    own = queries.own_share(item, unit)
    may_issue = request.user.may(Worklist.ISSUE, at=item.issuer)  # type: ignore[union-attr]
    return page(
        request,
        "worklist/item.html",
        part="worklist/_children.html",
        item=item,
        title=title_of(item),
        unit=unit,
        facts=_facts(item),
        own=shown(own) if own else None,
        sums=sums_of(item, unit),
        rows=rows,
        children=[shown(share) for share in rows],
        reach=_reach(item) if may_issue and item.state == ItemState.DRAFT else None,
        job=job_of(item) if item.state == ItemState.ISSUING else None,
        may_issue=may_issue,
        may_split=request.user.may(Worklist.SPLIT, at=unit),  # type: ignore[union-attr]
        is_draft=item.state == ItemState.DRAFT,
        is_issued=item.state == ItemState.ISSUED,
    )


def _mine(request: HttpRequest, item: Item) -> Any:
    """The issuer, if the reader sees it; else the reader's own highest unit."""
    see_issuer = request.user.may(Worklist.VIEW, at=item.issuer)  # type: ignore[union-attr]
    return item.issuer if see_issuer else unit_here(request)


def _reach(item: Item) -> dict[str, Any]:
    reach, titles = queries.reach_of(item), dict(LEVELS)
    return {"units": reach.units, "levels": [(titles[str(level)], count) for level, count in reach.by_level]}


def _facts(item: Item) -> list[dict[str, Any]]:
    figure = queries.figure_of(item.figure)
    titles = dict(LEVELS)
    how = figure.title if figure else item.figure
    rows = [
        (_("类别"), item.get_category_display()),
        (_("类型"), item.get_kind_display()),
        (_("目标"), number(item, item.target)),
        (_("去年完成数"), number(item, item.base)),
        (_("目标分解"), item.get_split_display() if item.is_number else _("同一目标")),
        (_("由谁承担"), _("、").join(str(titles[str(level)]) for level in item.levels)),
        (_("进度来源"), how if item.source == Source.FIGURE else _("佐证材料，由%(who)s审核") % {"who": item.checker}),
        (_("依据"), item.basis),
        (_("起止"), f"{item.starts_on:%Y-%m-%d} – {item.due_on:%Y-%m-%d}"),
        (_("状态"), item.get_state_display()),
        (_("决议文号"), item.resolution_no),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


@changes(Worklist.ISSUE)
def issue(request: HttpRequest, issuer: str, code: str) -> HttpResponse:
    """Issue the draft: one POST, then the progress on the item's page."""
    item = queries.item_for(request.user, issuer, code, Worklist.ISSUE)
    if request.method == "POST":
        tried(request, lambda: actions.issue(item=item, by=request.user))
    return _to(item)


@changes(Worklist.ISSUE)
def amend(request: HttpRequest, issuer: str, code: str) -> HttpResponse:
    """Change the target, drop, carry over or close: by resolution."""
    item = queries.item_for(request.user, issuer, code, Worklist.ISSUE)
    form = AmendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            after = _amended(item, form.cleaned_data, request.user)
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("已办理。"))
            return _to(after)
    return page(request, "worklist/amend.html", form=form, item=item)


def _amended(item: Item, given: dict[str, Any], by: Any) -> Item:
    says = {"resolution_no": given["resolution_no"], "by": by}
    if given["what"] == "change":
        target = given["target"] or Decimal(0)
        return actions.change_target(item=item, target=target / 100 if item.is_rate else target, **says)
    if given["what"] == "drop":
        actions.drop_item(item=item, because=given["because"], **says)
    elif given["what"] == "carry":
        return actions.carry_over(item=item, year=item.year + 1, because=given["because"], **says)
    else:
        actions.close_item(item=item, by=by)
    return item


def _to(item: Item) -> HttpResponse:
    return redirect("worklist:item", item.issuer.code, item.code)
