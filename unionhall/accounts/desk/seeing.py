"""Who can see this unit?"""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit import exports
from unionhall.kit.access import ROLES
from unionhall.kit.pages import changes, page, reads, told
from unionhall.kit.paging import paged
from unionhall.kit.refusal import Refusal
from unionhall.orgs import queries as orgs

from .. import actions, queries
from ..permissions import Accounts

COLUMNS: list[exports.Wanted] = [
    (gettext_lazy("姓名"), "name"),
    (gettext_lazy("角色"), lambda row: ROLES[row.role].title),
    (gettext_lazy("所在单位"), "unit__name"),
    (gettext_lazy("从"), "valid_from"),
    (gettext_lazy("至"), "valid_to"),
]


@reads(Accounts.ROLE_VIEW)
def seen_by(request: HttpRequest, code: str) -> HttpResponse:
    unit = orgs.unit_for(request.user, code, needs=Accounts.ROLE_VIEW)
    found = paged(request, queries.who_can_see(unit), by=("unit__path", "role", "pk"))
    stand_ins = queries.stand_ins(found.rows)
    rows = [_row(held, stand_ins.get(held.pk, [])) for held in found]
    return page(request, "accounts/seen_by.html", part="accounts/_seen_by_rows.html", unit=unit, rows=rows, pages=found)


def _row(held: Any, stand_ins: list[Any]) -> dict[str, Any]:
    return {"held": held, "title": ROLES[held.role].title, "stand_ins": stand_ins}


@changes(Accounts.ROLE_VIEW)
def export(request: HttpRequest, code: str) -> HttpResponse:
    """POST with a purpose gives the list as a file; GET asks for the purpose."""
    unit = orgs.unit_for(request.user, code, needs=Accounts.ROLE_VIEW)
    if request.method == "GET":
        return page(request, "accounts/export.html", what=_("谁能看到%(unit)s") % {"unit": unit}, back=code)
    try:
        with transaction.atomic():  # a list too long leaves no line
            actions.export_holders(unit=unit, purpose=request.POST.get("purpose", ""), by=request.user)
            rows = queries.who_can_see(unit).order_by("unit__path", "role", "pk")
            return exports.sheet(rows, COLUMNS, _("谁能看到-%(code)s") % {"code": code}, by=request.user)
    except Refusal as refusal:
        told(request, refusal)
        return redirect("accounts:seen-by-export", code=code)
