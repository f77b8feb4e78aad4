"""Units: the list, the tree, one unit, its facts."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unionhall.kit import seeing
from unionhall.kit.access import Level
from unionhall.kit.exports import sheet
from unionhall.kit.pages import changes, page, reads
from unionhall.kit.paging import paged

from .. import actions, queries
from ..forms import CertificateForm, ExtendForm, FoundForm, GuideForm, TermForm, UnitFilter, UnitForm
from ..models import Unit
from ..permissions import Orgs
from .answering import done, status_of

COLUMNS = [
    (_("编号"), "code"),
    (_("名称"), "name"),
    (_("层级"), "level_name"),
    (_("组织类型"), "get_kind_display"),
    (_("组织形式"), "get_form_display"),
    (_("状态"), "get_state_display"),
    (_("所在地"), "division.name"),
    (_("统一社会信用代码"), "credit_code"),
    (_("成立日期"), "founded_on"),
    (_("任期届满"), "term_end"),
    (_("批准延期至"), "extended_until"),
    (_("法人证书有效期至"), "certificate_until"),
    (_("联系人"), "contact"),
    (_("电话"), "phone"),
]


def _under(request: HttpRequest, needs: str = Orgs.VIEW) -> Unit | None:
    """The unit the address names (`?unit=330110`), if the user may see it there."""
    code = request.GET.get("unit", "")
    return queries.unit_for(request.user, code, needs) if code else None


def _chosen(request: HttpRequest) -> tuple[UnitFilter, Any]:
    form = UnitFilter(request.GET)
    return form, queries.units_found(request.user, under=_under(request), **form.chosen())


@reads(Orgs.VIEW)
def units(request: HttpRequest) -> HttpResponse:
    form, found = _chosen(request)
    rows, due = paged(request, found, by=("path",)), form.chosen().get("due")
    return page(
        request,
        "orgs/unit_list.html",
        part="orgs/_unit_rows.html",
        rows=rows,
        lines=[(unit, queries.ending(getattr(unit, queries.ENDS[due])) if due else ("", "")) for unit in rows],
        certificates=due == "certificate",
        form=form,
        under=_under(request),
        places=queries.places_to_choose(request.user, Orgs.VIEW),
    )


@changes(Orgs.VIEW)
def units_export(request: HttpRequest) -> HttpResponse:
    """The list as a file; asked for by POST, because it leaves a line in the log."""
    _form, found = _chosen(request)
    if request.method != "POST":
        return page(request, "ask_export.html", count=found.count(), back=reverse("orgs:units"), what=_("工会列表"))
    actions.note_export(what="orgs.units", rows=found.count(), by=request.user)
    return sheet(found, COLUMNS, str(_("工会列表")), request.user)


@reads(Orgs.VIEW)
def tree(request: HttpRequest, code: str = "") -> HttpResponse:
    """One branch at a time: where it stands, and what stands directly beneath."""
    tops = queries.places_held(request.user, Orgs.VIEW)
    unit = queries.unit_for(request.user, code) if code else (tops[0] if tops else None)
    if unit is None:
        return page(request, "orgs/tree.html", unit=None, above=[], rows=None, tops=[])
    above = [one for one in queries.ancestors(unit)[:-1] if request.user.may(Orgs.VIEW, at=one)]  # type: ignore[union-attr]
    rows = paged(request, queries.children(unit).open().select_related("division"), by=("path",))
    return page(request, "orgs/tree.html", part="orgs/_tree_rows.html", unit=unit, above=above, rows=rows, tops=tops)


@reads(Orgs.VIEW)
def unit_detail(request: HttpRequest, code: str) -> HttpResponse:
    unit = queries.unit_for(request.user, code)
    return page(
        request,
        "orgs/unit_detail.html",
        unit=unit,
        above=queries.ancestors(unit)[:-1],
        beneath=list(queries.children(unit).open()[:20]),
        beneath_count=queries.children(unit).open().count(),
        covers=list(queries.employers_covered(unit)[:20]),
        changes=list(queries.changes_of(unit)[:10]),
        industry_parent=queries.unit(unit.industry_parent_id) if unit.industry_parent_id else None,
        may=_allowed(request, unit),
        reasons=seeing.why(request.user, Orgs.VIEW, unit),
    )


def _allowed(request: HttpRequest, unit: Unit) -> dict[str, bool]:
    """Which buttons would not be refused."""
    may = request.user.may  # type: ignore[union-attr]
    standing = not unit.has_ended
    above = queries.parent_of(unit)
    return {
        "edit": standing and may(Orgs.EDIT, at=unit),
        "term": standing and may(Orgs.FOUND, at=unit),
        "extend": standing and unit.extended_until is None and may(Orgs.FOUND, at=above or unit),
        "certify": standing and may(Orgs.FOUND, at=queries.registrar_of(unit)),
        "found": standing and unit.level < Level.GRASSROOTS and may(Orgs.FOUND, at=unit),
        "restructure": standing and above is not None and may(Orgs.RESTRUCTURE, at=above),
    }


@changes(Orgs.EDIT)
def unit_edit(request: HttpRequest, code: str) -> HttpResponse:
    unit = queries.unit_for(request.user, code, Orgs.EDIT)
    first = {name: getattr(unit, name) for name in UnitForm.base_fields}
    form = UnitForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        version = facts.pop("version")
        if done(form, lambda: actions.edit_unit(unit=unit, version=version, by=request.user, **facts)):
            messages.success(request, _("已保存。"))
            return redirect("orgs:unit-detail", code=code)
    title = _("修改工会档案")
    return page(request, "orgs/unit_form.html", status=status_of(form), unit=unit, form=form, title=title)


@changes(Orgs.FOUND)
def unit_term(request: HttpRequest, code: str) -> HttpResponse:
    """A new committee was elected and approved."""
    unit, form = queries.unit_for(request.user, code, Orgs.FOUND), TermForm(request.POST or None)
    return _form_page(request, unit, form, actions.renew_term, _("登记换届"), _("已登记换届。"))


@changes(Orgs.FOUND)
def unit_extend(request: HttpRequest, code: str) -> HttpResponse:
    """The level above agrees to a late re-election."""
    unit, form = queries.unit_for(request.user, code, Orgs.FOUND), ExtendForm(request.POST or None)
    return _form_page(request, unit, form, actions.extend_term, _("延期换届"), _("已登记延期换届。"))


@changes(Orgs.FOUND)
def unit_certificate(request: HttpRequest, code: str) -> HttpResponse:
    """The certificate of a legal person: issued, renewed, or changed after a change of what it states."""
    unit = queries.unit_for(request.user, code, Orgs.FOUND)
    first = {"credit_code": unit.credit_code, "valid_until": unit.certificate_until or unit.runs_until}
    form = CertificateForm(request.POST or None, initial=first)
    return _form_page(request, unit, form, actions.keep_certificate, _("法人资格证书"), _("已登记法人资格证书。"))


@changes(Orgs.EDIT)
def unit_guide(request: HttpRequest, code: str) -> HttpResponse:
    """Which industry union guides it, from today."""
    unit = queries.unit_for(request.user, code, Orgs.EDIT)
    now = queries.unit(unit.industry_parent_id).code if unit.industry_parent_id else ""
    form = GuideForm(request.POST or None, initial={"parent": now})
    return _form_page(request, unit, form, actions.set_industry_parent, _("产业指导关系"), _("已保存。"))


def _form_page(
    request: HttpRequest, unit: Unit, form: Form, act: Callable[..., Any], title: Any, saved: Any
) -> HttpResponse:
    """Show the form; when it is sent and right, let `act` change the unit and go back to it."""
    valid = request.method == "POST" and form.is_valid()
    if valid and done(form, lambda: act(unit=unit, by=request.user, **form.cleaned_data)):
        messages.success(request, saved)
        return redirect("orgs:unit-detail", code=unit.code)
    return page(request, "orgs/unit_form.html", status=status_of(form), unit=unit, form=form, title=title)


@changes(Orgs.FOUND)
def unit_found(request: HttpRequest, code: str) -> HttpResponse:
    """Enter a unit founded on paper, directly beneath this one."""
    parent = queries.unit_for(request.user, code, Orgs.FOUND)
    form = FoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = done(form, lambda: actions.found_in_reach(parent=parent, by=request.user, **form.cleaned_data))
        if made:
            messages.success(request, _("已登记：%(unit)s") % {"unit": made.name})
            return redirect("orgs:unit-detail", code=made.code)
    return page(request, "orgs/unit_found.html", status=status_of(form), unit=parent, form=form)
