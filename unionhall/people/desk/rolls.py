"""The roll of a union and of all beneath it: listed, searched, taken out as a sheet."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from unionhall.kit import access
from unionhall.kit.exports import sheet
from unionhall.kit.pages import changes, page, reads, told
from unionhall.kit.paging import paged
from unionhall.kit.refusal import Refusal
from unionhall.orgs import queries as orgs

from .. import actions, queries
from ..forms import RollFilters, Why
from ..permissions import People


def chosen_unit(request: HttpRequest, needs: str = People.VIEW) -> Any:
    """The unit the address names, or the highest place where the user holds the permission."""
    if code := request.GET.get("unit"):
        return orgs.unit_for(request.user, code, needs=needs)
    return orgs.unit(access.outermost(access.holding(request.user, needs))[0].unit_id)  # type: ignore[arg-type]


@reads(People.VIEW)
def roll(request: HttpRequest) -> HttpResponse:
    unit, form = chosen_unit(request), RollFilters(request.GET)
    sought = request.GET.get("q", "").strip()[:40]
    if sought:
        rows: Any = queries.look_up(request.user, sought)
    else:
        chosen = queries.RollFilter(**form.chosen())
        rows = paged(request, queries.roll(request.user, unit, chosen), by=("name", "id"))
    user: Any = request.user
    lines = [(line, queries.shown_name(request.user, line)) for line in rows]
    return page(
        request, "people/roll.html", part="people/_roll_rows.html", unit=unit, form=form, rows=rows, lines=lines,
        sought=sought, may_add=user.may(People.ADMIT, at=unit), may_export=user.may(People.EXPORT, at=unit),
        query=_without_marks(request), places=orgs.places_to_choose(user, People.VIEW),
    )  # fmt: skip


def _without_marks(request: HttpRequest) -> str:
    query = request.GET.copy()
    for name in ("after", "before", "q"):
        query.pop(name, None)
    return query.urlencode()


@changes(People.EXPORT)
def export(request: HttpRequest) -> HttpResponse:
    """A masked list of what the filters show, at most ten thousand rows, with a purpose that is logged."""
    unit, form, filters = chosen_unit(request, People.EXPORT), Why(request.POST or None), RollFilters(request.GET)
    rows = queries.roll(request.user, unit, queries.RollFilter(**filters.chosen()), needs=People.EXPORT)
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.export_roll(rows=rows, unit=unit, because=form.cleaned_data["because"], by=request.user)
        except Refusal as refusal:
            told(request, refusal)
            return redirect(f"{request.path}?{_without_marks(request)}")
        return sheet(found, _columns(request.user), _("会员名册"), request.user)
    return page(request, "people/export.html", form=form, unit=unit, query=_without_marks(request))


def _columns(user: Any) -> list[tuple[str, Any]]:
    return [
        (_("工会"), "unit.name"),
        (_("姓名"), lambda line: queries.shown_name(user, line)),
        (_("性别"), "get_sex_display"),
        (_("证件号码（脱敏）"), "id_masked"),
        (_("手机号（脱敏）"), "phone_masked"),
        (_("会员证号"), "card_no"),
        (_("会籍"), "get_state_display"),
        (_("入会日期"), "joined_on"),
        (_("用工形式"), "get_employment_display"),
        (_("新就业形态"), lambda line: line.get_new_form_display() if line.new_form else ""),
        (_("工作单位"), "employer.name"),
        (_("实名核实"), "verified"),
    ]
