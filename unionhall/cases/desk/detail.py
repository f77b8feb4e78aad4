"""One case at the desk: facts, clocks, timeline, and what this user may do with it now."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from unionhall.kit.access import ROLES
from unionhall.kit.pages import changes, page, reads, told
from unionhall.kit.refusal import Refusal

from .. import actions, queries
from ..asking import flat
from ..choices import AppointmentState
from ..files import file_of
from ..forms import CheckIn
from ..permissions import Cases
from .acts import ACTS

VIEWS = (Cases.VIEW, "people.person.view", "orgs.unit.view")


@reads(*VIEWS)
def detail(request: HttpRequest, number: str) -> HttpResponse:
    return shown(request, queries.case_for(request.user, number))


@changes(*VIEWS)
def words(request: HttpRequest, number: str) -> HttpResponse:
    """What the sender wrote is sealed: opening it is an act, and leaves a line."""
    case = queries.case_for(request.user, number)
    if request.method != "POST":
        return redirect("cases:detail", number)
    try:
        opened = actions.read_sealed(case=case, by=request.user)
    except Refusal as refusal:
        told(request, refusal)
        return redirect("cases:detail", number)
    return shown(request, case, opened=_named(case, opened))


@reads(*VIEWS)
def paper(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    case = queries.case_for(request.user, number)
    return file_of(queries.attachment_of(case, pk), small="small" in request.GET)


@changes(Cases.WORK)
def check_in(request: HttpRequest) -> HttpResponse:
    """The worker shows a code; scanning it opens this page with the code filled in."""
    form = CheckIn(request.POST or None, initial={"code": request.GET.get("code", "")})
    if request.method == "POST" and form.is_valid():
        number, code = form.cleaned_data["code"]
        case = queries.case_for(request.user, number)
        agreed = [one for one in queries.appointments_of(case) if one.state == AppointmentState.AGREED]
        try:
            if not agreed:
                raise Refusal(_("这件诉求没有已约定的面谈。"))
            actions.check_in(case=case, appointment=agreed[0], code=code, by=request.user)
            return redirect("cases:detail", number)
        except Refusal as refusal:
            form.add_error("code", str(refusal))
    return page(request, "cases/check_in.html", status=422 if form.is_bound else 200, form=form)


def shown(request: HttpRequest, case: Any, *, opened: list[dict[str, Any]] | None = None, **more: Any) -> HttpResponse:
    """The whole page; `opened` are sealed answers someone has just been allowed to read."""
    user = request.user
    helpers = queries.helpers_of(case)
    return page(
        request,
        "cases/detail.html",
        case=case,
        service=case.service,
        stage=case.stage,
        who=queries.who(case),
        clock=queries.clock(case),
        entries=queries.timeline(case, for_worker=False),
        moves=queries.allowed_moves(user, case),
        acts=[one for one in ACTS.values() if one.offered(user, case)],
        answers=_named(case, case.answers),
        opened=opened,
        papers=queries.attachments_of(case),
        meetings=queries.appointments_of(case),
        helpers=[{"row": one, "mine": user.may(Cases.WORK, at=one.unit)} for one in helpers],  # type: ignore[union-attr]
        alike=queries.others_alike(user, case),
        works=queries.may_work(user, case),
        reasons=[f"{ROLES[held.role].title} · {held.unit_name}" for held in queries.reasons_to_see(user, case)],
        **{"identity": None, **more},
    )


def _named(case: Any, answers: dict[str, Any]) -> list[dict[str, Any]]:
    """Answers under the labels of the form they were given in."""
    fields = getattr(case.service.form, "base_fields", {})
    rows = []
    for name, value in answers.items():
        one = fields.get(name)
        if value in (None, "", False):
            continue
        rows.append({"label": getattr(one, "label", None) or name, "value": _said(one, name, value, case)})
    return rows


def _said(one: Any, name: str, value: Any, case: Any) -> str:
    if name == "employer" and case.employer_id == value:
        return str(case.employer)
    if value is True:
        return _("是")
    options = dict(flat(getattr(one, "choices", ()) or ()))
    return str(options.get(str(value), value))
