"""Employers: the list, one employer, its facts, who covers it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unionhall.kit import seeing
from unionhall.kit.dossier import panels
from unionhall.kit.exports import sheet
from unionhall.kit.pages import changes, page, reads
from unionhall.kit.paging import paged

from .. import actions, queries
from ..forms import CoverForm, EmployerFilter, EmployerForm, ReasonForm
from ..models import Employer
from ..permissions import Orgs
from .answering import done, status_of
from .units import _under

COLUMNS = [
    (_("统一社会信用代码"), "credit_code"),
    (_("名称"), "shown_name"),
    (_("单位类别"), "get_ownership_display"),
    (_("行业"), "get_industry_display"),
    (_("行业代码"), "industry_code"),
    (_("工作地点"), "division.name"),
    (_("职工总数"), "headcount"),
    (_("女职工"), "women"),
    (_("农民工"), "migrant"),
    (_("劳务派遣"), "dispatched"),
    (_("有工会覆盖"), "is_covered"),
    (_("所属工会"), "unit.name"),
]


def _chosen(request: HttpRequest) -> tuple[EmployerFilter, Any]:
    form = EmployerFilter(request.GET)
    under = _under(request, Orgs.EMPLOYER_VIEW)
    return form, queries.employers_found(request.user, under=under, **form.chosen())


@reads(Orgs.EMPLOYER_VIEW)
def employers(request: HttpRequest) -> HttpResponse:
    form, found = _chosen(request)
    rows = paged(request, found, by=("name", "pk"))
    return page(
        request,
        "orgs/employer_list.html",
        part="orgs/_employer_rows.html",
        rows=rows,
        form=form,
        under=_under(request, Orgs.EMPLOYER_VIEW),
        may_register=request.user.may(Orgs.EMPLOYER_EDIT),  # type: ignore[union-attr]
    )


@changes(Orgs.EMPLOYER_VIEW)
def employers_export(request: HttpRequest) -> HttpResponse:
    """The list as a file; asked for by POST, because it leaves a line in the log."""
    _form, found = _chosen(request)
    if request.method != "POST":
        back = reverse("orgs:employers")
        return page(request, "ask_export.html", count=found.count(), back=back, what=_("用人单位列表"))
    actions.note_export(what="orgs.employers", rows=found.count(), by=request.user)
    return sheet(found, COLUMNS, str(_("用人单位列表")), request.user)


@reads(Orgs.EMPLOYER_VIEW)
def employer_detail(request: HttpRequest, code: str) -> HttpResponse:
    employer = queries.employer_for(request.user, code)
    return page(request, "orgs/employer_detail.html", **_facts(request, employer, CoverForm(), ReasonForm()))


def _facts(request: HttpRequest, employer: Employer, cover: CoverForm, close: ReasonForm) -> dict[str, Any]:
    found, covered_by = list(panels(request.user, employer)), list(queries.coverage_of(employer))
    may_edit = employer.closed_on is None and request.user.may(Orgs.EMPLOYER_EDIT, at=employer.unit)  # type: ignore[union-attr]
    return {
        "employer": employer,
        "covered_by": covered_by,
        "reasons": seeing.why(
            request.user, Orgs.EMPLOYER_VIEW, employer.unit, *(row.union for row in covered_by if row.valid_to is None)
        ),
        "may_edit": may_edit,
        "cover_form": cover,
        "close_form": close,
        "name": employer.name if may_edit else employer.shown_name,
        "address": employer.address if may_edit else employer.shown_address,
        "panels": found,
        "nothing": [declared for declared, panel in found if not panel.rows],
    }


@changes(Orgs.EMPLOYER_EDIT)
def employer_new(request: HttpRequest) -> HttpResponse:
    form = EmployerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        made = done(form, lambda: actions.register_in_reach(by=request.user, **facts))
        if made:
            messages.success(request, _("已登记：%(name)s") % {"name": made.name})
            return redirect("orgs:employer-detail", code=made.credit_code)
    return page(request, "orgs/employer_edit.html", status=status_of(form), employer=None, form=form)


@changes(Orgs.EMPLOYER_EDIT)
def employer_edit(request: HttpRequest, code: str) -> HttpResponse:
    employer = queries.employer_kept_by(request.user, code)
    first = {name: getattr(employer, name) for name in EmployerForm.base_fields} | {"division": employer.division_id}
    form = EmployerForm(request.POST or None, initial=first)
    form.fields["credit_code"].disabled = True
    if request.method == "POST" and form.is_valid():
        facts = {name: value for name, value in form.cleaned_data.items() if name != "credit_code"}
        version = facts.pop("version")
        if done(form, lambda: actions.edit_employer(employer=employer, version=version, by=request.user, **facts)):
            messages.success(request, _("已保存。"))
            return redirect("orgs:employer-detail", code=code)
    return page(request, "orgs/employer_edit.html", status=status_of(form), employer=employer, form=form)


@changes(Orgs.EMPLOYER_EDIT)
def employer_cover(request: HttpRequest, code: str) -> HttpResponse:
    """A union in reach covers the employer from today."""
    employer = queries.employer_for(request.user, code, Orgs.EMPLOYER_EDIT)
    if request.method != "POST":
        return redirect("orgs:employer-detail", code=code)
    form = CoverForm(request.POST)
    if form.is_valid() and done(
        form, lambda: actions.cover_in_reach(employer=employer, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("已建立覆盖关系。"))
        return redirect("orgs:employer-detail", code=code)
    return page(request, "orgs/employer_detail.html", status=422, **_facts(request, employer, form, ReasonForm()))


@changes(Orgs.EMPLOYER_EDIT)
def employer_uncover(request: HttpRequest, code: str, union: str) -> HttpResponse:
    """The union covers the employer no longer: a typed reason, then from today."""
    employer = queries.employer_for(request.user, code, Orgs.EMPLOYER_EDIT)
    unit = queries.unit_for(request.user, union, Orgs.EMPLOYER_EDIT)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        done(form, lambda: actions.uncover(union=unit, employer=employer, by=request.user, because=because))
        if not form.errors:
            messages.success(request, _("覆盖关系已结束。"))
            return redirect("orgs:employer-detail", code=code)
    return page(
        request, "orgs/employer_end.html", status=status_of(form), employer=employer, form=form,
        title=_("结束覆盖"), primary=_("结束覆盖"),
        what=_("%(unit)s今后不再覆盖这家用人单位，建会率会随之变化。") % {"unit": unit.name},
    )  # fmt: skip


@changes(Orgs.EMPLOYER_EDIT)
def employer_close(request: HttpRequest, code: str) -> HttpResponse:
    """The employer has ended: a typed reason, then from today it counts no longer."""
    employer = queries.employer_kept_by(request.user, code)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        version = employer.version
        if done(
            form,
            lambda: actions.close_employer(employer=employer, version=version, by=request.user, because=because),
        ):
            messages.success(request, _("已登记终止。"))
            return redirect("orgs:employer-detail", code=code)
    return page(
        request, "orgs/employer_end.html", status=status_of(form), employer=employer, form=form,
        title=_("登记用人单位终止"), primary=_("登记终止"),
        what=_("从今天起它不再计入建会基数，所有工会对它的覆盖同时结束。"),
    )  # fmt: skip
