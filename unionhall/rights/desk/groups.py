"""集体争议: the list, and one group with its cases and its speakers."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from unionhall.cases.permissions import Cases
from unionhall.kit.pages import changes, page, reads
from unionhall.kit.paging import paged
from unionhall.kit.refusal import Refusal

from .. import actions, queries
from ..choices import Cause, GroupState
from ..forms import GroupEnd, PeopleCount, Speakers


@reads(Cases.VIEW)
def index(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", GroupState.OPEN)
    rows = paged(request, queries.groups(request.user, state), by=("-opened_on", "-pk"))
    states = [*GroupState.choices, ("all", _("全部"))]
    return page(request, "rights/groups.html", rows=rows, state=state, states=states, causes=dict(Cause.choices))


@changes(Cases.VIEW)
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """One group, and the forms for what this user may do about it."""
    group = queries.group_for(request.user, number)
    members = queries.members_of(group)
    forms = _forms(request, group, members)
    name = request.POST.get("act", "")
    if request.method == "POST" and name in forms and forms[name][1].is_valid():
        _title, form, run = forms[name]
        try:
            run(form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("已记录。"))
            return redirect("rights:group", number)
    shown = [(act, title, form) for act, (title, form, _run) in forms.items()]
    cause = dict(Cause.choices).get(group.cause, "")
    return page(
        request,
        "rights/group.html",
        status=422 if name else 200,
        group=group,
        members=members,
        forms=shown,
        cause=cause,
    )


def _forms(request: HttpRequest, group: Any, members: list[Any]) -> dict[str, tuple[str, Any, Callable[[Any], Any]]]:
    """By name: title, form (bound when it was sent) and what it does; nothing for who does not work there."""
    user, sent = request.user, request.POST.get("act", "")
    if group.state != GroupState.OPEN or not user.may(Cases.WORK, at=group.unit):  # type: ignore[union-attr]
        return {}

    def given(name: str) -> Any:
        return request.POST if sent == name else None

    speakers = Speakers(given("speakers"), members=members)
    return {
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
