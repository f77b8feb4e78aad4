"""What can be done with a case, each declared once: its form, who is offered it, and the act behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from unionhall.accounts import queries as accounts
from unionhall.kit.pages import changes, page, told
from unionhall.kit.refusal import Refusal

from .. import actions, queries
from ..choices import AppointmentState, Secrecy
from ..forms import AppointmentForm, HandOver, HelpWanted, HolderPick, Message, Told, UnitPick
from ..permissions import Cases


class Nothing(forms.Form):
    """No question; one tap."""


@dataclass(frozen=True)
class Act:
    """`form(request, case)` is what is asked; `run(case, by, data)` does it."""

    name: str
    title: Any
    icon: str
    needs: str
    form: Callable[[HttpRequest, Any], forms.Form]
    run: Callable[[Any, Any, Any], Any]
    when: Callable[[Any], bool] = lambda case: not case.is_closed
    at_once: bool = False

    def offered(self, user: Any, case: Any) -> bool:
        return self.when(case) and queries.may_work(user, case, self.needs)


def _asks(kind: Callable[..., forms.Form], **fixed: Any) -> Callable[[HttpRequest, Any], forms.Form]:
    return lambda request, case: kind(request.POST or None, request.FILES or None, **fixed)


def _unit_form(kind: type[UnitPick], needs: str, label: Any) -> Callable[[HttpRequest, Any], forms.Form]:
    def make(request: HttpRequest, case: Any) -> forms.Form:
        places = queries.places_to_send(request.user, case, needs)
        if needs == Cases.DECIDE:
            places = [case.unit, *places]
        return kind(request.POST or None, places=places, label=label)

    return make


def _holder_form(request: HttpRequest, case: Any) -> forms.Form:
    permission = Cases.WORK if case.service.view == Cases.VIEW else case.service.view
    return HolderPick(request.POST or None, holders=accounts.holders(permission, case.unit))


def _meeting_form(request: HttpRequest, case: Any) -> forms.Form:
    known = {"place": case.unit.address, "with_name": str(request.user), "phone": case.unit.phone}
    return AppointmentForm(request.POST or None, initial=known)


def _hand_over_form(request: HttpRequest, case: Any) -> forms.Form:
    return HandOver(request.POST or None, codes=case.service.hands_over_to)


def _offer(case: Any, by: Any, form: Any) -> Any:
    given = form.cleaned_data
    return actions.offer_appointment(
        case=case, times=form.times(), place=given["place"], with_name=given["with_name"], phone=given["phone"],
        minutes=given["minutes"], by=by,
    )  # fmt: skip


def _open(case: Any) -> bool:
    return not case.is_closed


ALL = [
    Act("take", _("签收"), "user-check", Cases.WORK, _asks(Nothing),
        lambda c, by, f: actions.take(case=c, by=by), lambda c: not c.is_closed and c.holder_id is None, at_once=True),
    Act("assign", _("指定承办人"), "user", Cases.ASSIGN, _holder_form,
        lambda c, by, f: actions.assign(case=c, to_person=f.cleaned_data["holder"], by=by)),
    Act("dispatch", _("转派"), "route", Cases.ASSIGN, _unit_form(UnitPick, Cases.ASSIGN, _("转派理由")),
        lambda c, by, f: actions.dispatch(
            case=c, to_unit=f.cleaned_data["picked"], by=by, reason=f.cleaned_data["says"]),
        lambda c: not c.is_closed and not c.to_decide),
    Act("return", _("退回"), "arrow-back-up", Cases.WORK, _asks(Told, label=_("为什么不归本工会办")),
        lambda c, by, f: actions.send_back(case=c, by=by, reason=f.cleaned_data["says"]),
        lambda c: not c.is_closed and not c.to_decide and not c.decided),
    Act("decide", _("裁定承办工会"), "hammer", Cases.DECIDE, _unit_form(UnitPick, Cases.DECIDE, _("裁定理由")),
        lambda c, by, f: actions.decide_place(
            case=c, unit=f.cleaned_data["picked"], by=by, reason=f.cleaned_data["says"]),
        lambda c: not c.is_closed and c.to_decide),
    Act("help", _("请求协办"), "users", Cases.ASSIGN, _unit_form(HelpWanted, Cases.ASSIGN, _("请协助什么")),
        lambda c, by, f: actions.ask_help(case=c, unit=f.cleaned_data["picked"], asked=f.cleaned_data["says"],
                                          days=f.cleaned_data["days"], by=by)),
    Act("meet", _("约面谈"), "calendar-event", Cases.WORK, _meeting_form, _offer),
    Act("message", _("给来件人留言"), "message-circle", Cases.WORK, _asks(Message),
        lambda c, by, f: actions.write_to_worker(
            case=c, words=f.cleaned_data["says"], papers={"": f.cleaned_data["papers"]}, by=by)),
    Act("note", _("内部记录"), "edit", Cases.WORK, _asks(Told, label=_("记录（来件人看不到）")),
        lambda c, by, f: actions.note(case=c, words=f.cleaned_data["says"], by=by), lambda c: True),
    Act("hand-over", _("转接其他服务"), "arrows-exchange", Cases.WORK, _hand_over_form,
        lambda c, by, f: actions.hand_over(case=c, to=f.cleaned_data["to"], consent=f.cleaned_data["consent"], by=by),
        lambda c: not c.is_closed and bool(c.service.hands_over_to) and c.secrecy != Secrecy.ANONYMOUS),
    Act("identity", _("查看身份"), "eye", Cases.WORK, _asks(Told, label=_("为什么要看")),
        lambda c, by, f: actions.reveal_identity(case=c, reason=f.cleaned_data["says"], by=by),
        lambda c: c.secrecy != Secrecy.ANONYMOUS),
]  # fmt: skip
ACTS = {act.name: act for act in ALL}


@changes(Cases.WORK, Cases.ASSIGN, Cases.DECIDE)
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One act: its form on GET, the doing on POST."""
    case = queries.case_for(request.user, number)
    one = ACTS.get(name)
    if one is None or not one.offered(request.user, case):
        raise Http404
    form = one.form(request, case)
    if request.method == "POST" and (one.at_once or form.is_valid()):
        return _done(request, case, one, form)
    return _asked(request, case, form, one.title)


@changes(Cases.VIEW, "people.person.view", "orgs.unit.view")
def move(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """A move of the service: the words it wants, and its own small form."""
    case = queries.case_for(request.user, number)
    step = queries.step_for(case, name)
    if step is None or step.by_worker or queries.why_not(case, step, by=request.user) is not None:
        if request.method != "POST" or step is None:
            raise Http404
    says = Told(request.POST or None, label=step.says, required=True) if step.says else None
    asks = step.asks(request.POST or None) if step.asks is not None else None
    given = [form for form in (says, asks) if form is not None]
    if request.method == "POST" and all(form.is_valid() for form in given):
        facts = asks.cleaned_data if asks is not None else {}
        words = says.cleaned_data["says"] if says is not None else ""
        _as_seen(request, case)
        try:
            actions.move(case=case, name=name, by=request.user, says=words, **facts)
        except Refusal as refusal:
            told(request, refusal)
        return redirect("cases:detail", number)
    return _asked(request, case, says, step.title or name, asks=asks, bound=any(form.is_bound for form in given))


@changes(Cases.WORK)
def answer_help(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A helper unit's answer."""
    case = queries.case_for(request.user, number)
    helper = next((one for one in queries.helpers_of(case) if one.pk == pk), None)
    if helper is None or not request.user.may(Cases.WORK, at=helper.unit):  # type: ignore[union-attr]
        raise Http404
    form = Told(request.POST or None, label=_t("协办结果"))
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_help(case=case, helper=helper, words=form.cleaned_data["says"], by=request.user)
        except Refusal as refusal:
            told(request, refusal)
        return redirect("cases:detail", number)
    return _asked(request, case, form, _t("答复协办"))


@changes(Cases.WORK)
def meeting(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """An appointment did not take place: called off, or nobody came."""
    case = queries.case_for(request.user, number)
    one = queries.appointment_of(case, pk)
    if request.method == "POST":
        try:
            if "missed" in request.POST and one.state == AppointmentState.AGREED:
                actions.miss_appointment(case=case, appointment=one, by=request.user)
            else:
                actions.cancel_appointment(case=case, appointment=one, by=request.user)
        except Refusal as refusal:
            told(request, refusal)
    return redirect("cases:detail", number)


def _done(request: HttpRequest, case: Any, one: Act, form: Any) -> HttpResponse:
    _as_seen(request, case)
    try:
        result = one.run(case, request.user, form)
    except Refusal as refusal:
        told(request, refusal)
        return redirect("cases:detail", case.number)
    if one.name == "identity":
        from .detail import shown

        return shown(request, case, identity=result)
    messages.success(request, _t("%(title)s：已办。") % {"title": one.title})
    return redirect("cases:detail" if request.user.may(case.service.view, at=case.unit) else "cases:list", *(  # type: ignore[union-attr]
        [case.number] if request.user.may(case.service.view, at=case.unit) else []  # type: ignore[union-attr]
    ))


def _as_seen(request: HttpRequest, case: Any) -> None:
    """The version the page showed: if somebody acted since, the act refuses."""
    seen = request.POST.get("version", "")
    if seen.isdigit():
        case.version = int(seen)


def _asked(
    request: HttpRequest, case: Any, form: Any, title: Any, *, asks: Any = None, bound: bool | None = None
) -> HttpResponse:
    is_bound = form.is_bound if bound is None and form is not None else bool(bound)
    return page(
        request, "cases/act.html", status=422 if is_bound else 200, case=case, form=form, asks=asks, title=title,
        who=queries.who(case),
    )  # fmt: skip
