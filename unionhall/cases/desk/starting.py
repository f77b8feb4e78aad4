"""A request sent by staff for a person who has one of the sides in their hands, such as a transfer of membership."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from unionhall.kit import text
from unionhall.kit.ids import new_id
from unionhall.kit.pages import changes, page
from unionhall.kit.refusal import Refusal
from unionhall.orgs import queries as orgs
from unionhall.people import actions as people_actions
from unionhall.people import queries as people
from unionhall.people.permissions import People

from .. import actions, queries
from ..catalogue import services
from ..forms import Recognise

SALT = "cases.start-for"
GOOD_FOR = 60 * 60  # seconds between finding the person and sending


@sensitive_post_parameters("number")
@never_cache
@changes(People.ADMIT)
def find(request: HttpRequest, code: str) -> HttpResponse:
    """Whom it is for: a person of one's own register by the address, anyone else by exact name and number."""
    service, user = _service(request, code), request.user
    if "person" in request.GET:
        known = people.person_for(user, _number(request.GET["person"]), needs=service.staff_may)
        return redirect(_sending(code, known, user, union=""))
    unit = orgs.unit_for(user, request.GET.get("unit", ""), needs=service.staff_may)
    form = Recognise(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = people_actions.recognise_member(unit=unit, by=user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            if found is not None:
                return redirect(_sending(code, found, user, union=unit.code))
            form.add_error(None, _("没有找到姓名和号码都相符的会员。请核对证件，一字不差地填写。"))
    return page(request, "cases/start_for.html", service=service, form=form, unit=unit)


@never_cache
@changes(People.ADMIT)
def send(request: HttpRequest, code: str) -> HttpResponse:
    """The service's questions; the person is shown masked, as the union that asks may not see their record."""
    service = _service(request, code)
    person_id, union, ticket = _read(request)
    person = people.person(person_id)
    form = service.form(request.POST or None, person=person, initial={"union": union} if union else None)
    if request.method == "POST" and form.is_valid():
        try:
            case = actions.start_for(
                service=service, person=person, answers=form.open_answers(), by=request.user, token=ticket
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("已提交，编号 %(number)s，并已告知本人。") % {"number": case.number})
            return redirect(_after(request, case))
    return page(
        request, "cases/send_for.html", status=422 if form.is_bound else 200, service=service, form=form,
        who=people.name_for(request.user, person),
    )  # fmt: skip


def _service(request: HttpRequest, code: str) -> Any:
    if code not in services or services[code].sides is None:
        raise Http404
    if not request.user.may(services[code].staff_may):  # type: ignore[union-attr]
        raise Http404
    return services[code]


def _sending(code: str, person: Any, user: Any, *, union: str) -> str:
    ticket = signing.dumps([person.pk, union, user.pk, new_id()], salt=SALT)
    return f"{reverse('cases:send-for', args=[code])}?for={ticket}"


def _read(request: HttpRequest) -> tuple[int, str, str]:
    """(person, number of the union that takes in, the ticket) as the page before signed it for this user."""
    ticket = request.GET.get("for", "")
    try:
        person_id, union, user_id, _nonce = signing.loads(ticket, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature as wrong:
        raise Http404 from wrong
    if user_id != request.user.pk:
        raise Http404
    return int(person_id), str(union), ticket


def _number(given: str) -> int:
    if (number := text.whole_number(given)) is None:
        raise Http404
    return number


def _after(request: HttpRequest, case: Any) -> str:
    """The case, where one may read it; the union that takes in sees it once the other has let go."""
    try:
        queries.case_for(request.user, case.number)
    except Http404:
        return reverse("cases:list")
    return reverse("cases:detail", args=[case.number])
