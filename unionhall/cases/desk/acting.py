"""What can be done with a case, each declared once: its form, who is offered it, and the act behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from unionhall.accounts import queries as accounts

from .. import actions, queries
from ..choices import Secrecy
from ..forms import AppointmentForm, ClassPick, HandOver, HelpWanted, HolderPick, Message, Told, UnitPick
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

    may: Callable[[Any, Any, str], bool] = queries.may_work

    def offered(self, user: Any, case: Any) -> bool:
        return self.when(case) and self.may(user, case, self.needs)


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
    known = case.person_id if case.secrecy == Secrecy.OPEN else None  # else the gap would say who sent it
    holders = [one for one in accounts.holders(queries.working_permission(case), case.unit) if one[0] != known]
    return HolderPick(request.POST or None, holders=holders)


def _meeting_form(request: HttpRequest, case: Any) -> forms.Form:
    known = {"place": case.unit.address, "with_name": str(request.user), "phone": case.unit.phone}
    return AppointmentForm(request.POST or None, initial=known)


def _class_form(request: HttpRequest, case: Any) -> forms.Form:
    others = [code for code in case.service.time_classes if code != case.time_class]
    return ClassPick(request.POST or None, codes=others)


def _hand_over_form(request: HttpRequest, case: Any) -> forms.Form:
    hidden = case.secrecy == Secrecy.HIDDEN
    return HandOver(request.POST or None, codes=case.service.hands_over_to, hidden=hidden)


def _offer(case: Any, by: Any, form: Any) -> Any:
    given = form.cleaned_data
    return actions.offer_appointment(
        case=case, times=form.times(), place=given["place"], with_name=given["with_name"], phone=given["phone"],
        minutes=given["minutes"], by=by,
    )  # fmt: skip


ALL = [
    Act("take", _("签收"), "user-check", Cases.WORK, _asks(Nothing),
        lambda c, by, f: actions.take(case=c, by=by), lambda c: not c.is_closed and c.holder_id is None, at_once=True),
    Act("assign", _("指定承办人"), "user", Cases.ASSIGN, _holder_form,
        lambda c, by, f: actions.assign(case=c, to_person=f.cleaned_data["holder"], by=by)),
    Act("dispatch", _("转派"), "route", Cases.ASSIGN, _unit_form(UnitPick, Cases.ASSIGN, _("转派理由")),
        lambda c, by, f: actions.dispatch(
            case=c, to_unit=f.cleaned_data["picked"], by=by, reason=f.cleaned_data["says"]),
        lambda c: not c.is_closed and not c.to_decide),
    Act("class", _("调整时限类"), "calendar-stats", Cases.ASSIGN, _class_form,
        lambda c, by, f: actions.set_time_class(
            case=c, time_class=f.cleaned_data["time_class"], because=f.cleaned_data["says"], by=by),
        lambda c: not c.is_closed and len(c.service.time_classes) > 1),
    Act("return", _("退回"), "arrow-back-up", Cases.WORK, _asks(Told, label=_("为什么不归本工会办")),
        lambda c, by, f: actions.send_back(case=c, by=by, reason=f.cleaned_data["says"]),
        lambda c: not c.is_closed and not c.to_decide and not c.decided, may=queries.holds),
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
