"""The register: the list, one agreement, checks, firms, the end."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kit.pages import changes, page, reads
from unionhall.kit.paging import paged

from .. import actions, contents, queries
from ..actions.papers import agreed
from ..forms.register import (
    AgreementFilter,
    AgreementForm,
    CheckForm,
    EndAgreementForm,
    FirmForm,
    NoteForm,
    ReleaseForm,
)
from ..models import Agreement
from ..permissions import Bargaining
from ..queries.agreements import may_renew
from .acting import act_page, file_page, narrowed, own_unit, places, posted


def _found(request: HttpRequest) -> tuple[AgreementFilter, Any, Any]:
    return narrowed(request, AgreementFilter, queries.agreements_found, "in-force")


def _order(form: AgreementFilter) -> tuple[str, ...]:
    """What runs out, the next to do so first; else the newest first."""
    ending = str(form.chosen().get("state", "")).startswith("ending")
    return ("term_to", "pk") if ending else ("-signed_on", "-pk")


@reads(Bargaining.VIEW)
def agreements(request: HttpRequest) -> HttpResponse:
    form, unit, rows = _found(request)
    found = paged(request, rows, by=_order(form), size=20)
    return page(
        request, "bargaining/agreement_list.html", part="bargaining/_agreement_rows.html", form=form, rows=found,
        unit=unit, places=places(request), today=timezone.localdate(),
        may_enter=request.user.may(Bargaining.WORK),  # type: ignore[union-attr]
    )  # fmt: skip


@changes(Bargaining.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    """The register as a file; a POST, because it leaves a line."""
    form, _unit, rows = _found(request)
    columns: list[tuple[Any, Any]] = [
        (_("编号"), "number"), (_("名称"), "title"), (_("种类"), "get_kind_display"), (_("单位或区域"), "party"),
        (_("所属工会"), "unit__name"), (_("签字日期"), "signed_on"), (_("期限自"), "term_from"), (_("至"), "term_to"),
        (_("生效日期"), "in_force_on"), (_("覆盖职工"), "workers"), (_("公布日期"), "published_on"),
        (_("抄报日期"), "filed_on"), (_("上次年度报告"), "reported_on"), (_("合同编号"), "contract_no"),
        (_("职工方签字人"), "signed_workers"), (_("用人单位方签字人"), "signed_employer"),
        (_("终止日期"), "ended_on"), (_("终止原因"), "get_ended_why_display"),
    ]  # fmt: skip
    return file_page(
        request, rows.order_by(*_order(form)), columns, code="agreements", what=_("集体合同"),
        back=reverse("bargaining:agreements"),
    )  # fmt: skip


@changes(Bargaining.WORK, once=True)
def new(request: HttpRequest) -> HttpResponse:
    """A contract bargained over before this house, or elsewhere."""
    unit = own_unit(request, Bargaining.WORK)
    form = AgreementForm(posted(request), user=request.user, needs=Bargaining.WORK, initial={"unit": unit.code})
    return act_page(
        request, form, lambda _given: actions.register_agreement(by=request.user, **form.fields_of()),
        title=_("登记已签订的集体合同"), back=reverse("bargaining:agreements"), to=_address,
        words=_("在本系统里协商的合同，生效时自动登记，不用在这里再填。"),
        crumbs=[(_("集体合同"), reverse("bargaining:agreements"))],
    )  # fmt: skip


def _address(row: Agreement) -> str:
    return reverse("bargaining:agreement", args=[row.number])


@reads(Bargaining.VIEW)
def detail(request: HttpRequest, number: str) -> HttpResponse:
    row = queries.agreement_for(request.user, number)
    rounds = queries.followed_by(row)
    user: Any = request.user
    works = user.may(Bargaining.WORK, at=row.unit)
    watched = any(one.agreement_id == row.pk and not one.is_closed for one in rounds)
    covers = paged(request, queries.covers_of(row), by=("employer_id", "pk"), size=20)
    return page(
        request, "bargaining/agreement.html", row=row, rounds=rounds, covers=covers, works=works,
        terms=[(one, agreed(one)) for one in queries.terms_of(row)], checks=queries.checks_of(row),
        contents=[(str(title), code in row.contents) for code, title in contents.CONTENTS[row.kind]],
        may_renew=works and may_renew(row), may_end=works and row.ended_on is None and not watched,
        late_report=row.ended_on is None and row.report_by is not None and row.report_by < timezone.localdate(),
        many=row.employer is None,
    )  # fmt: skip


def _held(request: HttpRequest, number: str) -> Agreement:
    return queries.agreement_for(request.user, number, Bargaining.WORK)


def _crumbs(row: Agreement) -> list[tuple[str, str]]:
    return [(_("集体合同"), reverse("bargaining:agreements")), (row.number, _address(row))]


@changes(Bargaining.WORK, once=True)
def check(request: HttpRequest, number: str) -> HttpResponse:
    row = _held(request, number)
    return act_page(
        request, CheckForm(posted(request)),
        lambda given: actions.check_agreement(agreement=row, by=request.user, **given),
        title=_("履行情况检查"), back=_address(row), crumbs=_crumbs(row),
        words=_("由双方组成联合检查组；查出违约的，转劳动法律监督处理。"),
    )  # fmt: skip


@changes(Bargaining.WORK, once=True)
def note(request: HttpRequest, number: str) -> HttpResponse:
    """Published, filed or reported on: what the round's page asks for where one watches over it."""
    row = _held(request, number)
    return act_page(
        request, NoteForm(posted(request)),
        lambda given: actions.note_agreement(agreement=row, by=request.user, **given),
        title=_("登记公布、抄报、年度报告"), back=_address(row), crumbs=_crumbs(row),
        words=_("履行情况每年至少向职工代表大会报告一次，到期前会提醒。"),
    )  # fmt: skip


@changes(Bargaining.WORK, once=True)
def end(request: HttpRequest, number: str) -> HttpResponse:
    row = _held(request, number)
    return act_page(
        request, EndAgreementForm(posted(request)),
        lambda given: actions.end_agreement(agreement=row, by=request.user, **given),
        title=_("登记合同终止"), back=_address(row), crumbs=_crumbs(row),
        words=_("终止后不再计入覆盖数，不能撤销。"),
    )  # fmt: skip


@changes(Bargaining.WORK, once=True)
def firm_new(request: HttpRequest, number: str) -> HttpResponse:
    row = _held(request, number)
    if row.employer is not None:
        raise Http404
    return act_page(
        request, FirmForm(posted(request)), lambda given: actions.bind_firm(agreement=row, by=request.user, **given),
        title=_("增加覆盖的企业"), back=_address(row), crumbs=_crumbs(row),
    )  # fmt: skip


@changes(Bargaining.WORK, once=True)
def firm_leaves(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    row = _held(request, number)
    cover = queries.covers_of(row).filter(pk=pk, until=None).first()
    if cover is None:
        raise Http404
    return act_page(
        request, ReleaseForm(posted(request)),
        lambda given: actions.release_firm(agreement=row, cover=cover, by=request.user, **given),
        title=_("%(firm)s不再覆盖") % {"firm": cover.employer}, back=_address(row), crumbs=_crumbs(row),
    )  # fmt: skip
