"""The list of one kind of matter: filtered, paged by key, and as a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kit.exports import sheet
from unionhall.kit.pages import page
from unionhall.kit.paging import paged
from unionhall.kit.templatetags.hall import short_day
from unionhall.kit.text import whole_number
from unionhall.orgs import queries as orgs

from .. import actions, queries
from ..forms import MatterFilter
from ..models import Matter

ON_A_PAGE = 20
BY_DAY = ("due_on", "pk")
NEWEST = ("-opened_at", "-pk")


@dataclass(frozen=True)
class MatterList:
    """What the list of a kind is called, its own columns (heading, function of a row) and where its pages are."""

    model: type[Matter]
    title: Any
    export: str = ""  # URL name of the file; empty: not offered
    new: str = ""  # URL name of the page that opens one
    new_title: Any = ""
    opens: str = ""  # the permission to open one
    columns: Sequence[tuple[Any, Callable[[Any], Any]]] = ()  # in the file, and on the page the first two
    help: Any = ""
    first: str = "open"  # the state shown before anybody chooses one
    filters: Callable[[Any, HttpRequest], Any] | None = None  # further narrowing of the rows
    struck: Callable[[Any], bool] | None = None  # rows that are on record only: their title is struck through
    form: type[MatterFilter] = MatterFilter  # with what else one may choose by; `filters` reads it from the address


def _chosen(request: HttpRequest, kind: MatterList) -> tuple[MatterFilter, Any, tuple[str, ...], Any]:
    form = kind.form(request.GET or {"state": kind.first}, lifecycle=kind.model.lifecycle)
    form.is_valid()
    state, today = form.cleaned_data.get("state") or kind.first, timezone.localdate()
    rows = queries.listed(kind.model, request.user)
    unit = orgs.unit_by_code(request.GET.get("unit", "")) if request.GET.get("unit") else None
    if unit is not None:
        rows = rows.filter(unit__path__under=unit.path)
    if stage := form.cleaned_data.get("stage"):
        rows = rows.filter(stage_code=stage)
    if words := form.cleaned_data.get("text"):
        rows = rows.filter(Q(number=words) | Q(employer__name__startswith=words) | Q(title__contains=words))
    if (firm := whole_number(request.GET.get("employer", ""))) is not None:
        rows = rows.filter(employer_id=firm)
    if kind.filters is not None:
        rows = kind.filters(rows, request)
    narrowed = {
        "open": Q(closed_at=None), "late": Q(closed_at=None, due_on__lt=today), "closed": Q(closed_at__isnull=False),
        "due": Q(closed_at=None, due_on__gte=today), "mine": Q(closed_at=None, holder_id=request.user.pk), "all": Q(),
    }[state]  # fmt: skip
    return form, rows.filter(narrowed), BY_DAY if state in ("late", "due") else NEWEST, unit


def list_page(request: HttpRequest, kind: MatterList, **more: Any) -> HttpResponse:
    """The page (or, for htmx, its rows)."""
    form, rows, order, unit = _chosen(request, kind)
    found = paged(request, rows, by=order, size=ON_A_PAGE)
    life = kind.model.lifecycle
    return page(
        request, "matters/list.html", part="matters/_rows.html", kind=kind, form=form, rows=found, unit=unit,
        lines=[_line(kind, row) for row in found], places=orgs.places_to_choose(request.user, life.view),
        may_open=bool(kind.new) and (not kind.opens or request.user.may(kind.opens)),  # type: ignore[union-attr]
        heads=[title for title, _what in kind.columns[:2]], **more,
    )  # fmt: skip


def _line(kind: MatterList, row: Matter) -> dict[str, Any]:
    late, struck = queries.is_late(row), kind.struck is not None and kind.struck(row)
    day = timezone.localdate(row.closed_at) if row.closed_at else row.due_on
    firm = str(row.employer or "")
    return {
        "row": row,
        "firm": "" if firm in row.title else firm,  # most titles name it already
        "stage": row.stage.title,
        "struck": struck,
        "tone": "neutral" if struck else _tone(row, late),
        "day": short_day(day) if day else "—",
        "cells": [(title, _shown(what(row))) for title, what in kind.columns[:2]],
    }


def _tone(row: Matter, late: bool) -> str:
    if row.is_closed:
        return "done"
    return "late" if late else "due" if row.due_on else "neutral"


def _shown(value: Any) -> Any:
    """Days short, money with its commas and without empty cents, a line for what is not known."""
    if isinstance(value, date):
        return short_day(value)
    if isinstance(value, Decimal):
        return f"{value:,}".removesuffix(".00")
    return "—" if value in (None, "") else value


def export_page(request: HttpRequest, kind: MatterList) -> HttpResponse:
    """The list as a file: asked on GET, made on POST, as it leaves a line."""
    _form, rows, order, _unit = _chosen(request, kind)
    if request.method != "POST":
        back = reverse(kind.export).removesuffix("export/")
        return page(request, "ask_export.html", count=rows.count(), what=kind.title, back=back)
    columns = [*_columns(), *kind.columns]
    file = sheet(rows.order_by(*order), columns, str(kind.title), request.user)  # a list too long leaves no line
    actions.record_export(
        kind=kind.model.lifecycle.code, rows=rows.count(), filters=request.GET.dict(), by=request.user
    )
    return file


def _columns() -> list[tuple[Any, Any]]:
    def day(name: str) -> Any:
        return lambda row: timezone.localdate(getattr(row, name)) if getattr(row, name) else None

    return [
        (_("编号"), "number"),
        (_("标题"), "title"),
        (_("用人单位"), lambda row: row.employer.shown_name if row.employer else ""),
        (_("承办工会"), "unit__name"),
        (_("承办人"), "holder_name"),
        (_("环节"), lambda row: str(row.stage.title)),
        (_("期限"), "due_on"),
        (_("登记日期"), day("opened_at")),
        (_("办结日期"), day("closed_at")),
    ]
