"""Rounds: the list, one round, and what is done with it beside its moves."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit.pages import changes, page, reads, tried
from unionhall.matters import desk as matters
from unionhall.orgs import queries as orgs

from .. import actions, contents, queries, standards
from ..choices import Body, Scope, Side
from ..forms.rounds import DelegateForm, FirmsForm, LeaveForm, OfferForm, PaperForm, VoteForm
from ..models import Round
from ..permissions import Bargaining
from .acting import REFUSED, act_page, acted, own_unit, posted, sent

ROUNDS = matters.MatterList(
    Round,
    gettext_lazy("集体协商"),
    export="bargaining:rounds-export",
    new="bargaining:offer",
    new_title=gettext_lazy("发出（登记）要约"),
    opens=Bargaining.WORK,
    columns=[
        (gettext_lazy("种类"), lambda row: str(row.get_kind_display())),
        (gettext_lazy("职工人数"), lambda row: row.workers),
        (gettext_lazy("要约日期"), lambda row: row.offered_on),
        (gettext_lazy("签字日期"), lambda row: row.signed_on),
        (gettext_lazy("生效日期"), lambda row: row.in_force_on),
    ],
    help=gettext_lazy("从要约到合同生效、履行监督的每一轮协商；逾期的会通知上一级工会。"),
)


@reads(Bargaining.VIEW)
def rounds(request: HttpRequest) -> HttpResponse:
    return matters.list_page(request, ROUNDS)


@changes(Bargaining.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    return matters.export_page(request, ROUNDS)


@changes(Bargaining.WORK, once=True)
def offer(request: HttpRequest) -> HttpResponse:
    """An offer made or received; for a renewal or change, of the contract the address names."""
    old = _followed(request)
    unit = old.unit if old is not None else own_unit(request, Bargaining.WORK)
    start: dict[str, Any] = {"unit": unit.code, "side": "workers", "employer": request.GET.get("employer", "")}
    if old is not None:
        start |= {"kind": old.kind, "area_name": old.area_name}
        start["employer"] = old.employer.credit_code if old.employer is not None else ""
    form = OfferForm(posted(request), user=request.user, needs=Bargaining.WORK, initial=start)
    more = {"scope": request.GET.get("scope", Scope.RENEW), "follows": old} if old is not None else {}
    if more and more["scope"] not in (Scope.RENEW, Scope.CHANGE):
        raise Http404
    return act_page(
        request, form, lambda given: actions.make_offer(by=request.user, **given, **more),
        title=_("集体协商要约"), back=reverse("bargaining:rounds"),
        done=_("已登记，对方答复的期限从收到之日起算。"), to=_address,
        words=_("合同到期续签或者变更，同样从要约开始。") if old is not None else "",
        crumbs=[(_("集体协商"), reverse("bargaining:rounds"))],
    )  # fmt: skip


def _followed(request: HttpRequest) -> Any:
    number = request.GET.get("follows")
    return queries.agreement_for(request.user, number, Bargaining.WORK) if number else None


def _address(row: Any) -> str:
    return reverse("bargaining:round", args=[row.number])


@reads(Bargaining.VIEW)
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """The round: how far it is, what is missing, and the way to each of its parts."""
    row = queries.round_for(request.user, number)
    context = matters.detail_context(request, row)
    at_vote = row.stage_code == "congress"
    passed = at_vote and queries.is_draft_passed(row)
    hidden = {
        name for name, fits in (("fail", queries.has_draft_failed(row)), ("sign", passed)) if at_vote and not fits
    }
    context["moves"] = [move for move in context["moves"] if move.name not in hidden]
    place = standards.place_of(row.unit, row.employer)
    return page(
        request, "bargaining/round.html", **context, row=row, votes=queries.votes_of(row),
        faults=_faults(row, place), delegates=[one for one in queries.delegates_of(row) if one.until is None],
        firms=queries.firms_of(row) if row.binds_many else [], meetings=queries.meetings_of(row),
        clauses=queries.clauses_of(row), drafts=queries.drafts_of(row), surveys=list(queries.surveys_of(row)),
        sums=_sums(row, place), contents=_contents(row), agreement=queries.agreement_of(row),
        may_vote=at_vote and context["works"] and not passed,
        firms_left=queries.firms_to_vote(row) if at_vote and row.binds_many else [],
    )  # fmt: skip


def _faults(row: Round, place: str) -> list[str]:
    """What keeps the sides from sitting down; asked until talks have begun."""
    if row.stage_code not in ("offer", "preparing"):
        return []
    rule = standards.side_rule(row.kind, place, large=row.large)
    return standards.side_faults(rule, queries.seats_of(row))


CLOCKS = {
    "offer": "bargaining.reply", "meet": "bargaining.finish", "suspend": "bargaining.suspend",
    "submitted": "bargaining.receipt", "review": "bargaining.silence", "objected": "bargaining.mend",
    "in_force": "bargaining.publish", "published": "bargaining.file-upper",
}  # fmt: skip


def _sums(row: Round, place: str) -> list[str]:
    """How the last day of the stage was counted."""
    since, code = queries.waits_since(row), CLOCKS.get(row.stage_code)
    if since is None or code is None or row.is_closed:
        return []
    span = standards.counted(code, since, place)
    return [*span.explain(), standards.source_of(code, since, place), *_stops(row, place)]


def _stops(row: Round, place: str) -> list[str]:
    """What earlier stops leave of this one, where the place limits all of them together."""
    most = standards.stops_most(place) if row.stage_code == "suspend" else None
    if most is None:
        return []
    return [_("各次中止累计不超过%(most)d日，此前已中止%(stopped)d日。") % {"most": most, "stopped": row.stopped_days}]


def _contents(row: Round) -> list[tuple[str, bool]]:
    if not row.contents:
        return []
    return [(str(title), code in row.contents) for code, title in contents.CONTENTS[row.kind]]


@changes(Bargaining.WORK, once=True)
def move(request: HttpRequest, number: str, name: str) -> HttpResponse:
    return matters.move_page(request, Round, number, name)


@reads(Bargaining.VIEW)
def paper(request: HttpRequest, number: str, pk: int) -> Any:
    return matters.paper(request, Round, number, pk)


@changes(Bargaining.WORK, once=True)
def delegates(request: HttpRequest, number: str) -> HttpResponse:
    """Both sides, who left and who came; one more delegate."""
    row = queries.round_for(request.user, number, Bargaining.WORK)
    form = DelegateForm(*sent(request))
    named = acted(
        request, form, lambda given: actions.name_delegate(round=row, by=request.user, **given), _("已登记。")
    )
    if named is not REFUSED:
        return redirect("bargaining:delegates", row.number)
    place = standards.place_of(row.unit, row.employer)
    rule = standards.side_rule(row.kind, place, large=row.large)
    sitting = queries.delegates_of(row)
    chosen = max((one.chosen_on for one in sitting), default=None)
    return page(
        request, "bargaining/delegates.html", status=422 if form.is_bound else 200, row=row, form=form, rule=rule,
        delegates=sitting, names_by=standards.names_by(chosen, place) if chosen is not None else None,
        faults=standards.side_faults(rule, queries.seats_of(row)), shares=_shares(sitting),
    )  # fmt: skip


def _shares(sitting: list[Any]) -> dict[str, int]:
    """Of the workers' delegates who sit now: how many there are, women, disabled."""
    ours = [one for one in sitting if one.until is None and one.side == Side.WORKERS]
    return {
        "all": len(ours), "women": sum(one.woman for one in ours), "disabled": sum(one.disabled for one in ours),
    }  # fmt: skip


@changes(Bargaining.WORK, once=True)
def delegate_ends(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    row = queries.round_for(request.user, number, Bargaining.WORK)
    delegate = queries.delegate_of(row, pk)
    if delegate is None:
        raise Http404
    form = LeaveForm(posted(request))

    def act(given: dict[str, Any]) -> Any:
        if who := form.successor():
            return actions.replace_delegate(round=row, delegate=delegate, on=given["on"], by=request.user, **who)
        return actions.end_delegate(round=row, delegate=delegate, on=given["on"], by=request.user)

    return act_page(
        request, form, act,
        title=_("%(name)s不再担任代表") % {"name": delegate.name}, back=reverse("bargaining:delegates", args=[number]),
        words=_("离任后请及时补选，双方人数须符合规定。"), crumbs=_crumbs(row),
    )  # fmt: skip


def _crumbs(row: Round) -> list[tuple[str, str]]:
    return [(_("集体协商"), reverse("bargaining:rounds")), (row.number, _address(row))]


@changes(Bargaining.WORK, once=True)
def firms(request: HttpRequest, number: str) -> HttpResponse:
    """The firms a contract of an area or sector will bind."""
    row = queries.round_for(request.user, number, Bargaining.WORK)
    if not row.binds_many:
        raise Http404
    form = FirmsForm(posted(request))
    if code := request.POST.get("leave_out"):
        firm = orgs.employer_by_code(code)
        tried(request, lambda: actions.leave_out(round=row, employer=firm, by=request.user), _("已移出。"))
        return redirect("bargaining:firms", row.number)
    named = acted(request, form, lambda given: actions.name_firms(round=row, by=request.user, **given))
    if named is not REFUSED:
        return redirect("bargaining:firms", row.number)
    return page(
        request, "bargaining/firms.html", status=422 if form.is_bound else 200, row=row, form=form,
        firms=queries.firms_of(row),
    )  # fmt: skip


@changes(Bargaining.WORK, once=True)
def vote(request: HttpRequest, number: str) -> HttpResponse:
    """The count of the congress; what it means is worked out here, not typed."""
    row = queries.round_for(request.user, number, Bargaining.WORK)
    firms = {one.employer_id: one.employer for one in queries.firms_of(row)} if row.binds_many else {}
    names = [(pk, str(firm)) for pk, firm in firms.items()]

    def act(given: dict[str, Any]) -> Any:
        named = given.pop("employer", None)
        firm = firms.get(named) if given["body"] == Body.EACH_FIRM else None
        return actions.record_vote(round=row, by=request.user, employer=firm, **given)

    return act_page(
        request, VoteForm(posted(request), many=row.binds_many, firms=names), act,
        title=_("登记表决结果"), back=_address(row), crumbs=_crumbs(row), done=_("已登记。"),
        words=_("只登记票数；法定到会人数和通过所需的票数由系统按当地规定计算。"),
    )  # fmt: skip


@changes(Bargaining.WORK, once=True)
def draw(request: HttpRequest, number: str) -> HttpResponse:
    """Draw up one of the round's papers from what is entered."""
    row = queries.round_for(request.user, number, Bargaining.WORK)
    form = PaperForm(posted(request), initial={"paper": request.GET.get("paper", "")})
    return act_page(
        request, form, lambda given: actions.draw(round=row, by=request.user, **given), title=_("起草文书"),
        back=_address(row), crumbs=_crumbs(row), done=_("已起草，在“文书”中核对和签发。"),
        words=_("文书的内容取自已登记的情况，改了登记再起草一份即可。"),
    )  # fmt: skip
