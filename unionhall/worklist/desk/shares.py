"""A share: signing for it, its target, its progress with the arithmetic, evidence, slips, and splitting it further."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.files.storage import default_storage
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from unionhall.accounts import queries as accounts
from unionhall.kit import access, clock
from unionhall.kit.pages import changes, page, reads, told, tried
from unionhall.kit.paging import paged
from unionhall.kit.refusal import Refusal
from unionhall.orgs import queries as orgs

from .. import actions, queries
from ..actions.evidence import decided_at
from ..actions.splitting import goal_of
from ..choices import LIVE_SHARES, EvidenceState, ShareState, Source
from ..forms import (
    AcceptForm,
    AnswerForm,
    AppealAnswerForm,
    AppealForm,
    DecisionForm,
    EvidenceForm,
    SplitForm,
    TopUpForm,
)
from ..models import Evidence, Share
from ..permissions import Worklist
from ..queries.shares import slip_for
from ..showing import number, shown, sums, title_of

EVIDENCE_TONES = {
    EvidenceState.SUBMITTED: "due",
    EvidenceState.RETURNED: "late",
    EvidenceState.ACCEPTED: "done",
    EvidenceState.LOCKED: "neutral",
}
SLIP_TONES = {"blue": "info", "yellow": "due", "red": "late"}


def _share(request: HttpRequest, issuer: str, code: str, unit: str, needs: Worklist = Worklist.VIEW) -> Share:
    here = orgs.unit_for(request.user, unit, needs)
    return queries.share_for(request.user, queries.item_for(request.user, issuer, code), here, needs)


def _to(share: Share) -> HttpResponse:
    return redirect("worklist:share", share.item.issuer.code, share.item.code, share.unit.code)


def _people(share: Share, user: Any) -> list[tuple[int, str]]:
    """Who may move the share: those who report at the unit, and whoever is asking."""
    found = dict(accounts.holders(Worklist.REPORT, share.unit))
    return list(({user.pk: str(user)} | found).items())


@reads(Worklist.VIEW)
def detail(request: HttpRequest, issuer: str, code: str, unit: str) -> HttpResponse:
    share = _share(request, issuer, code, unit)
    user: Any = request.user
    reports = user.may(Worklist.REPORT, at=share.unit) and share.item.is_live
    start = {"version": share.version, "owner": str(share.owner_id or user.pk), "top_up": _plain(share)}
    return page(
        request,
        "worklist/share.html",
        share=share,
        item=share.item,
        title=title_of(share.item),
        row=shown(share),
        sums=sums(share),
        beneath=queries.sums_of(share.item, share.unit),
        evidence=[_piece(one) for one in queries.evidence_of(share)],
        slips=[(slip, SLIP_TONES[slip.colour]) for slip in queries.slips_of(share)],
        accept_form=AcceptForm(people=_people(share, user), initial=start),
        top_up_form=TopUpForm(percent=share.item.is_rate, initial=start),
        answer_form=AnswerForm(),
        may_report=reports,
        may_accept=reports and share.state in (ShareState.ISSUED, ShareState.ACCEPTED),
        may_hand_in=reports and share.item.source == Source.EVIDENCE and share.state in ("accepted", "done"),
        may_top_up=reports and share.target is not None and share.state in LIVE_SHARES,
        may_split=user.may(Worklist.SPLIT, at=share.unit) and share.item.is_live,
        appeal=(made := queries.appeal_of(share)),
        appeal_wanted=number(share.item, made.wanted) if made else "",
        appeal_form=AppealForm(percent=share.item.is_rate),
        appeal_answer_form=AppealAnswerForm(percent=share.item.is_rate),
        may_appeal=reports and made is None and queries.may_appeal(share, clock.today()),
        may_answer_appeal=made is not None and made.state == "open" and _gives(user, share),
        waits=share.state == ShareState.ISSUED,
        by_figure=share.item.source == Source.FIGURE,
        goal_given=number(share.item, share.target),
        reasons=accounts.why(user, Worklist.VIEW, share.unit),
    )


def _gives(user: Any, share: Share) -> bool:
    """Whether the user gives targets where this one came from."""
    return user.may(Worklist.SPLIT) and user.may(Worklist.SPLIT, at=queries.given_by(share))


def _plain(share: Share) -> Any:
    value = share.top_up * 100 if share.item.is_rate else share.top_up
    return f"{value.normalize():f}" if value else "0"


def _piece(one: Evidence) -> dict[str, Any]:
    return {"one": one, "tone": EVIDENCE_TONES[EvidenceState(one.state)], "state": one.get_state_display()}


@changes(Worklist.REPORT)
def accept(request: HttpRequest, issuer: str, code: str, unit: str) -> HttpResponse:
    share = _share(request, issuer, code, unit, Worklist.REPORT)
    form = AcceptForm(request.POST or None, people=_people(share, request.user))
    if request.method == "POST" and form.is_valid():
        owner_id, name = form.owner_of()
        version = form.cleaned_data["version"]
        tried(
            request,
            lambda: actions.accept(share=share, owner_id=owner_id, owner_name=name, by=request.user, version=version),
            _("已签收，由%(name)s负责。") % {"name": name},
        )
    return _to(share)


@changes(Worklist.REPORT)
def top_up(request: HttpRequest, issuer: str, code: str, unit: str) -> HttpResponse:
    share = _share(request, issuer, code, unit, Worklist.REPORT)
    form = TopUpForm(request.POST or None, percent=share.item.is_rate)
    return _sent(request, share, form, actions.add_top_up, _("自加目标已保存。"), _("请填写不小于零的数。"))


@changes(Worklist.REPORT)
def appeal(request: HttpRequest, issuer: str, code: str, unit: str) -> HttpResponse:
    """Ask the level above for a lower target; once."""
    share = _share(request, issuer, code, unit, Worklist.REPORT)
    form = AppealForm(request.POST or None, percent=share.item.is_rate)
    done, wrong = _("申诉已提交，请等上一级答复。"), _("请填写希望的目标和申诉理由。")
    return _sent(request, share, form, actions.appeal, done, wrong)


@changes(Worklist.SPLIT)
def appeal_answer(request: HttpRequest, issuer: str, code: str, unit: str) -> HttpResponse:
    """The level above grants a lower target, or keeps it."""
    share = _share(request, issuer, code, unit, Worklist.SPLIT)
    form = AppealAnswerForm(request.POST or None, percent=share.item.is_rate)
    return _sent(request, share, form, actions.answer_appeal, _("申诉已答复。"), _("请写明答复理由。"))


def _sent(
    request: HttpRequest, share: Share, form: Form, act: Callable[..., Any], done: str, wrong: str
) -> HttpResponse:
    """Let `act` have what was sent from a part of the share's page, and go back to the page either way."""
    if request.method == "POST" and form.is_valid():
        tried(request, lambda: act(share=share, by=request.user, **form.cleaned_data), done)
    elif request.method == "POST":
        messages.error(request, wrong)
    return _to(share)


@changes(Worklist.REPORT)
def hand_in(request: HttpRequest, issuer: str, code: str, unit: str) -> HttpResponse:
    """Hand in evidence, photos straight from the camera."""
    share = _share(request, issuer, code, unit, Worklist.REPORT)
    form = EvidenceForm(
        request.POST or None, request.FILES or None, item=share.item, initial={"on": clock.today(), "n": 1}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.hand_in(share=share, by=request.user, **form.cleaned_data)
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("已提交，由上一级审核后计入进度。"))
            return _to(share)
    return page(request, "worklist/hand_in.html", form=form, share=share, item=share.item, row=shown(share))


@changes(Worklist.REPORT)
def answer(request: HttpRequest, issuer: str, code: str, unit: str, pk: int) -> HttpResponse:
    share = _share(request, issuer, code, unit, Worklist.REPORT)
    slip = slip_for(request.user, share, pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        tried(request, lambda: actions.answer(slip=slip, by=request.user, **given), _("已回复。"))
    return _to(share)


@changes(Worklist.SPLIT)
def split(request: HttpRequest, issuer: str, code: str, unit: str) -> HttpResponse:
    """The targets of the units beneath, in one table, with their sum."""
    here = orgs.unit_for(request.user, unit, Worklist.SPLIT)
    item = queries.item_for(request.user, issuer, code)
    children = list(queries.children_of(item, here))
    form = SplitForm(request.POST or None, children=children, percent=item.is_rate)
    if request.method == "POST" and form.is_valid():
        try:
            n = actions.split(item=item, unit=here, targets=form.targets(), versions=form.versions(), by=request.user)
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("已保存，改动 %(count)d 个单位的目标。") % {"count": n})
            return redirect("worklist:split", item.issuer.code, item.code, here.code)
    return page(
        request,
        "worklist/split.html",
        form=form,
        item=item,
        title=title_of(item),
        unit=here,
        rows=[(shown(share), field, version) for share, field, version in form.rows()],
        sums=queries.sums_of(item, here),
        goal=number(item, goal_of(item, here)),
        given=number(item, queries.sums_of(item, here).given) if item.is_number else "",
    )


@reads(Worklist.DECIDE)
def review(request: HttpRequest) -> HttpResponse:
    """Evidence that waits for a decision."""
    rows = paged(request, queries.evidence_to_decide(request.user), by=("pk",))
    return page(request, "worklist/review.html", part="worklist/_evidence_rows.html", rows=rows)


@changes(Worklist.VIEW)
def evidence(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    """One piece: to see it, and for the level above to accept or return it."""
    here = orgs.unit_for(request.user, unit, Worklist.VIEW)
    found = queries.evidence_for(request.user, here.desk_id, pk)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        access.require(request.user, Worklist.DECIDE, at=decided_at(found))
        try:
            actions.decide(
                evidence=found,
                accept=request.POST.get("decision") == "accept",
                because=form.cleaned_data["because"],
                by=request.user,
            )
        except Refusal as refused:
            told(request, refused)
            return redirect("worklist:evidence", here.code, pk)
        messages.success(request, _("已审核。"))
        return redirect("worklist:review")
    user: Any = request.user
    may_decide = user.may(Worklist.DECIDE, at=decided_at(found)) and found.handed_in_by_id != user.pk
    return page(
        request,
        "worklist/evidence.html",
        found=found,
        reasons=accounts.why(user, Worklist.VIEW, found.unit),
        tone=EVIDENCE_TONES[EvidenceState(found.state)],
        form=form,
        may_accept=may_decide and found.state == EvidenceState.SUBMITTED,
        may_return=may_decide and found.state in (EvidenceState.SUBMITTED, EvidenceState.ACCEPTED),
    )


@reads(Worklist.VIEW)
def evidence_file(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    """The file, for those who may see the piece."""
    here = orgs.unit_for(request.user, unit, Worklist.VIEW)
    found = queries.evidence_for(request.user, here.desk_id, pk)
    if not found.file or not default_storage.exists(found.file):
        raise Http404
    return FileResponse(default_storage.open(found.file), as_attachment=True, filename=found.file_name)  # type: ignore[return-value]
