"""The report of a level: coverage, contracts that end, filing and review, congresses; and the firms behind the rate."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from unionhall.kit.access import Level
from unionhall.kit.pages import changes, page, reads
from unionhall.kit.paging import paged
from unionhall.kit.templatetags.hall import percent
from unionhall.orgs.choices import LEVEL_NAMES

from .. import queries
from ..choices import Kind
from ..forms.register import CoverFilter
from ..permissions import Bargaining
from ..queries.report import Kept, Line
from .acting import file_page, own_unit, places, unit_named

# what a column counts: its name in the report, its heading, the list behind it and what is chosen there
COLUMNS: list[tuple[str, Any, str, dict[str, str]]] = [
    ("orgs.employers", pgettext_lazy("several", "用人单位"), "", {}),
    ("bargaining.employers", gettext_lazy("已覆盖单位"), "bargaining:covers", {}),
    ("bargaining.workers", gettext_lazy("已覆盖职工"), "bargaining:covers", {}),
    ("agreements", gettext_lazy("生效合同"), "bargaining:agreements", {"state": "in-force"}),
    ("ending_30", gettext_lazy("30天内到期"), "bargaining:agreements", {"state": "ending-30"}),
    ("ending_60", gettext_lazy("60天内到期"), "bargaining:agreements", {"state": "ending-60"}),
    ("ending_90", gettext_lazy("90天内到期"), "bargaining:agreements", {"state": "ending-90"}),
    ("signed", gettext_lazy("待报送"), "bargaining:rounds", {"state": "open", "stage": "signed"}),
    ("review", gettext_lazy("审查中"), "bargaining:rounds", {"state": "open", "stage": "review"}),
    ("objected", gettext_lazy("审查退回"), "bargaining:rounds", {"state": "open", "stage": "objected"}),
    ("unpublished", gettext_lazy("未公布"), "bargaining:agreements", {"state": "unpublished"}),
    ("unfiled", gettext_lazy("未抄报上级"), "bargaining:agreements", {"state": "unfiled"}),
    ("congresses", gettext_lazy("职代会"), "bargaining:congresses", {"state": "running"}),
    ("met", gettext_lazy("今年已召开"), "bargaining:congresses", {"state": "met"}),
    ("congresses_ending", gettext_lazy("职代会将届满"), "bargaining:congresses", {"state": "ending"}),
    ("directors", gettext_lazy("职工董事、监事"), "bargaining:directors", {"state": "sitting"}),
    ("directors_ending", gettext_lazy("任期将满"), "bargaining:directors", {"state": "ending"}),
    ("directors_to_report", gettext_lazy("该述职"), "bargaining:directors", {"state": "to-report"}),
]


def _behind(unit: Any, name: str, chosen: dict[str, str]) -> str:
    return f"{reverse(name)}?{urlencode({'unit': unit.code, **chosen})}" if name else ""


def _line(line: Line) -> dict[str, Any]:
    """A row of the page: each number with the way to the rows behind it."""
    return {
        "unit": line.unit,
        "coverage": percent(line.coverage),
        "workers": percent(line.workers),
        "to_check": line.workers is not None and line.workers > 1,  # two sources: the contracts, and the register
        "cells": [
            (title, line[name], _behind(line.unit, page_name, chosen) if line[name] else "")
            for name, title, page_name, chosen in COLUMNS
        ],
    }


def _kept(unit: Any, rows: list[Kept], column: str, names: dict[Any, Any]) -> list[dict[str, Any]]:
    return [
        {"title": names[one.code], "contracts": one.contracts, "workers": one.workers,
         "url": _behind(unit, "bargaining:agreements", {"state": "in-force", column: str(one.code)})}
        for one in rows
    ]  # fmt: skip


@reads(Bargaining.VIEW)
def report(request: HttpRequest) -> HttpResponse:
    """One unit with all beneath it, and each unit right beneath."""
    unit = own_unit(request, Bargaining.VIEW)
    found = queries.report_of(unit)
    levels = {int(level): LEVEL_NAMES[level] for level in Level}
    return page(
        request, "bargaining/report.html", unit=unit, places=places(request), whole=_line(found.whole),
        beneath=[_line(one) for one in found.beneath], heads=[title for _name, title, _page, _chosen in COLUMNS],
        levels=_kept(unit, found.levels, "level", levels),
        kinds=_kept(unit, found.kinds, "kind", {one.value: one.label for one in Kind}),
        without=max(0, found.whole["orgs.employers"] - found.whole["bargaining.employers"]),
        without_list=_behind(unit, "bargaining:covers", {"state": "uncovered"}),
    )  # fmt: skip


@changes(Bargaining.VIEW)
def report_export(request: HttpRequest) -> HttpResponse:
    """The same as a file; a POST, because it leaves a line."""
    unit = own_unit(request, Bargaining.VIEW)
    found = queries.report_of(unit)
    columns: list[tuple[Any, Any]] = [
        (_("编号"), lambda line: line.unit.code), (_("工会"), lambda line: line.unit.name),
        (_("覆盖率"), lambda line: percent(line.coverage)),
        (_("覆盖职工比例"), lambda line: percent(line.workers)),
    ]  # fmt: skip
    columns += [(str(title), _counted(name)) for name, title, _page, _chosen in COLUMNS]
    return file_page(
        request, [found.whole, *found.beneath], columns, code="report", what=_("协商与民主管理报表"),
        back=_behind(unit, "bargaining:report", {}),
    )  # fmt: skip


def _counted(name: str) -> Any:
    return lambda line: line[name]


# --- the firms behind the rate -----------------------------------------------------------------------------------


def _covers(request: HttpRequest) -> tuple[CoverFilter, Any, bool, Any]:
    form, unit = CoverFilter(request.GET or {"state": "covered"}), unit_named(request)
    words, without = form.chosen()
    asked = queries.uncovered if without else queries.covers_found
    return form, unit, without, asked(request.user, under=unit, q=words)


@reads(Bargaining.VIEW)
def covers(request: HttpRequest) -> HttpResponse:
    """Firms under a contract, or those without one."""
    form, unit, without, rows = _covers(request)
    found = paged(request, rows, by=("pk",) if without else ("-since", "-pk"), size=20)
    behind = {} if without else queries.agreements_behind(request.user, found)
    return page(
        request, "bargaining/cover_list.html", part="bargaining/_cover_rows.html", form=form, rows=found, unit=unit,
        places=places(request), without=without,
        lines=[(one, None if without else behind.get(one.agreement_id)) for one in found],
        may_offer=request.user.may(Bargaining.WORK),  # type: ignore[union-attr]
    )  # fmt: skip


@changes(Bargaining.VIEW)
def covers_export(request: HttpRequest) -> HttpResponse:
    """That list as a file; a POST, because it leaves a line."""
    _form, _unit, without, rows = _covers(request)
    what = _("没有集体合同的用人单位") if without else _("集体合同覆盖的用人单位")
    columns: list[tuple[Any, Any]] = [
        (_("用人单位"), "shown_name" if without else lambda row: row.employer.shown_name), (_("工会"), "unit__name"),
        (_("职工人数"), "headcount" if without else "workers"),
    ]  # fmt: skip
    if not without:
        columns += [(_("自哪天起"), "since"), (_("至"), "until")]
    return file_page(request, rows.order_by("pk"), columns, code="covers", what=what, back=reverse("bargaining:covers"))
