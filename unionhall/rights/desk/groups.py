"""集体争议: the list, and one group with its cases and its speakers."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.cases.permissions import Cases
from unionhall.documents import queries as documents
from unionhall.kit import clock
from unionhall.kit.exports import Wanted
from unionhall.kit.pages import changes, page, reads, tried
from unionhall.kit.paging import paged
from unionhall.kit.refusal import Refusal

from .. import actions, queries
from ..choices import Cause, GroupState
from ..forms import GroupEnd, GroupMove, GroupPower, PeopleCount, Speakers
from .showing import file_of
from .together import moves_of

CAUSES = dict(Cause.choices)
COLUMNS: list[Wanted] = [
    (gettext_lazy("编号"), "number"),
    (gettext_lazy("单位"), "employer.shown_name"),
    (gettext_lazy("事项"), lambda row: CAUSES.get(row.cause, "")),
    (gettext_lazy("承办工会"), "unit.name"),
    (gettext_lazy("人数"), "people"),
    (gettext_lazy("成立日期"), "opened_on"),
    (gettext_lazy("状态"), "get_state_display"),
    (gettext_lazy("结束日期"), "closed_on"),
]


@reads(Cases.VIEW)
def index(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", GroupState.OPEN)
    rows = paged(request, queries.groups(request.user, state), by=("-opened_on", "-pk"))
    states = [*GroupState.choices, ("all", _("全部"))]
    return page(request, "rights/groups.html", rows=rows, state=state, states=states, causes=CAUSES)


@changes(Cases.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    """The list as a file; asked for by POST, because it leaves a line in the log."""
    rows = queries.groups(request.user, request.GET.get("state", "all")).order_by("-opened_on", "-pk")
    return file_of(request, rows, COLUMNS, title=_("集体争议"), what="rights.groups", back=reverse("rights:groups"))


@changes(Cases.VIEW)
def export_members(request: HttpRequest, number: str) -> HttpResponse:
    """The cases of one group as a file, names masked as on the page."""
    group = queries.group_for(request.user, number)
    members = queries.members_of(group)
    states = queries.states_of(request.user, members)
    columns: list[Wanted] = [
        (_("编号"), "number"), (_("申请人"), "who"), (_("事项"), "title"), (_("并入时间"), "joined_at"),
        (_("代表"), lambda one: bool(one.speaks)),
        (_("承办工会"), lambda one: states[one.number].unit.name if one.number in states else ""),
        (_("状态"), lambda one: states[one.number].get_status_display() if one.number in states else ""),
        (_("期限"), lambda one: states[one.number].next_due_on if one.number in states else None),
    ]  # fmt: skip
    title = _("集体争议%(number)s") % {"number": number}
    back = reverse("rights:group", args=[number])
    return file_of(request, members, columns, title=title, what="rights.group", back=back)


@changes(Cases.VIEW)
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """One group, and the forms for what this user may do about it."""
    group = queries.group_for(request.user, number)
    rows = paged(request, queries.members(group), by=("joined_at", "pk"))
    forms, states = _forms(request, group, rows), queries.states_of(request.user, rows.rows)
    act = request.POST.get("act", "")
    if request.method == "POST" and act in forms and forms[act][1].is_valid():
        _title, form, run = forms[act]
        try:
            done = run(form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            if act == "move":
                return redirect("rights:group-move", number, done.pk)
            messages.success(request, _("已记录。"))
            return redirect("rights:group", number)
    shown = [(one, title, form) for one, (title, form, _run) in forms.items()]
    return page(
        request, "rights/group.html", status=422 if act else 200, group=group, forms=shown,
        rows=rows, members=[(one, states.get(one.number)) for one in rows], cause=CAUSES.get(group.cause, ""),
        documents=documents.of_subject(group), today=clock.today(), moved=queries.group_moves(group),
    )  # fmt: skip


@changes(Cases.VIEW)
def moved(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """One step for all: how far it is, and which cases did not take it; going on where it was cut short."""
    group, move = queries.group_move_for(request.user, number, pk)
    works = request.user.may(Cases.WORK, at=group.unit)  # type: ignore[union-attr]
    if request.method == "POST":
        act = actions.stop_move if "stop" in request.POST else actions.resume_move
        tried(request, lambda: act(move=move, by=request.user))
        return redirect("rights:group-move", number, pk)
    return page(
        request, "rights/group_move.html", part="rights/_group_move.html", group=group, move=move, works=works,
        job=queries.job_of(move), broken=queries.is_broken(move),
        rows=paged(request, queries.refused_in(move), by=("number", "pk")),
    )  # fmt: skip


def _forms(request: HttpRequest, group: Any, rows: Any) -> dict[str, tuple[str, Any, Callable[[Any], Any]]]:
    """By name: title, form (bound when it was sent) and what it does; nothing for who does not work there."""
    user, sent = request.user, request.POST.get("act", "")
    if group.state != GroupState.OPEN or not user.may(Cases.WORK, at=group.unit):  # type: ignore[union-attr]
        return {}

    def given(name: str) -> Any:
        return request.POST if sent == name else None

    speaking = queries.speakers_of(group)
    shown = [*speaking, *(one for one in rows if not one.speaks)]
    more, everyone = bool(rows.next or rows.previous), queries.members(group)
    speakers = Speakers(given("speakers"), shown=shown, everyone=everyone, more=more)
    moves = moves_of(user, group)
    found: dict[str, tuple[str, Any, Callable[[Any], Any]]] = {}
    if moves:
        found["move"] = (
            _("全部一起办一步"), GroupMove(given("move"), moves=moves),
            lambda data: actions.move_group(group=group, name=data["move"], says=data["says"], by=user),
        )  # fmt: skip
    if speaking:
        found["power"] = (
            _("生成推选代表授权书"), GroupPower(given("power")),
            lambda data: actions.draw_group_power(group=group, power=data["power"], by=user),
        )  # fmt: skip
    return found | {
        "speakers": (
            _("推举代表"), speakers,
            lambda data: actions.name_speakers(group=group, cases_chosen=data["speakers"], by=user),
        ),
        "people": (
            _("更新人数"), PeopleCount(given("people"), initial={"people": group.people}),
            lambda data: actions.note_people(group=group, people=data["people"], by=user),
        ),
        "close": (
            _("结束集体争议"), GroupEnd(given("close")),
            lambda data: actions.close_group(group=group, because=data["because"], by=user),
        ),
    }  # fmt: skip
