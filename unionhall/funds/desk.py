"""应付款: the list, one sum, and what may be done with it now."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit.exports import sheet
from unionhall.kit.pages import changes, page, reads, told
from unionhall.kit.paging import paged
from unionhall.kit.refusal import Refusal
from unionhall.orgs import queries as orgs

from . import actions, queries
from .choices import OPEN, PayableState
from .forms import PayableFilter, Reason, Voucher
from .permissions import Funds
from .refusals import NotNow

ON_A_PAGE = 20
COLUMNS = [
    (gettext_lazy("编号"), "number"),
    (gettext_lazy("工会"), "unit.name"),
    (gettext_lazy("用途"), "purpose"),
    (gettext_lazy("收款人"), "payee"),
    (gettext_lazy("金额（元）"), "amount"),
    (gettext_lazy("状态"), "get_state_display"),
    (gettext_lazy("提出日期"), "owed_on"),
    (gettext_lazy("审批日期"), "approved_on"),
    (gettext_lazy("支付日期"), "paid_on"),
    (gettext_lazy("凭证号"), "voucher"),
]


@reads(Funds.VIEW)
def index(request: HttpRequest) -> HttpResponse:
    form, unit, found = _found(request)
    rows = paged(request, found, by=("-owed_on", "-pk"), size=ON_A_PAGE)
    return page(
        request, "funds/list.html", part="funds/_rows.html", rows=rows, form=form, unit=unit,
        places=orgs.places_to_choose(request.user, Funds.VIEW),
    )  # fmt: skip


def _found(request: HttpRequest) -> tuple[PayableFilter, Any, Any]:
    """(form, the unit chosen or None, the rows)."""
    form = PayableFilter(request.GET or None)
    unit = orgs.unit_by_code(request.GET["unit"]) if request.GET.get("unit") else None
    return form, unit, queries.payables(request.user, unit=unit, **form.chosen())


@changes(Funds.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    """The list as a file; asked for by POST, because it leaves a line in the log."""
    rows = _found(request)[2].order_by("-owed_on", "-pk")
    if request.method != "POST":
        return page(request, "ask_export.html", count=rows.count(), back=reverse("funds:list"), what=_("应付款"))
    file = sheet(rows, COLUMNS, str(_("应付款")), request.user)  # first: a list no file will hold leaves no line
    actions.record_export(rows=rows.count(), by=request.user)
    return file


@changes(Funds.VIEW, once=True)
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """One sum, with the forms for what this user may do about it."""
    row = queries.payable_for(request.user, number)
    forms = _forms(request, row)
    name = request.POST.get("act", "")
    if request.method == "POST" and name not in forms:  # done meanwhile, or by this very form sent twice
        told(request, NotNow())
        return redirect("funds:payable", number)
    if request.method == "POST" and (forms[name][1] is None or forms[name][1].is_valid()):
        _title, _form, run = forms[name]
        try:
            run()
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("已办理。"))
        return redirect("funds:payable", number)
    shown = [(act, title, form) for act, (title, form, _run) in forms.items()]
    return page(request, "funds/detail.html", status=422 if name else 200, row=row, forms=shown)


def _forms(request: HttpRequest, row: Any) -> dict[str, tuple[str, Any, Callable[[], Any]]]:
    """By name: title, form (None for one tap) and what it does; only what would not be refused."""
    user, sent = request.user, request.POST.get("act", "")
    found: dict[str, tuple[str, Any, Callable[[], Any]]] = {}
    own = queries.is_own(user, row)
    approves = not own and user.may(Funds.APPROVE, at=row.unit) and user.pk != row.owed_by_id  # type: ignore[union-attr]
    pays = not own and user.may(Funds.PAY, at=row.unit) and user.pk != row.approved_by_id  # type: ignore[union-attr]
    if row.state == PayableState.OWED and approves:
        found["approve"] = (_("同意支付"), None, lambda: actions.approve(payable=row, by=user))
    if row.state == PayableState.APPROVED and pays:
        voucher = Voucher(request.POST if sent == "pay" else None)
        found["pay"] = (
            _("登记支付"), voucher,
            lambda: actions.pay(payable=row, voucher=voucher.cleaned_data["voucher"], by=user),
        )  # fmt: skip
    if row.state in OPEN and user.may(Funds.APPROVE, at=row.unit):  # type: ignore[union-attr]
        reason = Reason(request.POST if sent == "cancel" else None)
        found["cancel"] = (
            _("取消"), reason,
            lambda: actions.cancel(payable=row, because=reason.cleaned_data["because"], by=user),
        )  # fmt: skip
    return found
