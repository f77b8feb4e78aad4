"""Calculators: the list, and each one's questions with the answer beneath; kept with a case on request."""

from functools import partial
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from unionhall.cases import actions as cases
from unionhall.cases import queries as read_cases
from unionhall.cases.permissions import Cases
from unionhall.kit.once import do_once
from unionhall.kit.pages import PUBLIC, changes, page, reads, tried
from unionhall.kit.refusal import Refusal
from unionhall.orgs import queries as orgs
from unionhall.people import queries as people

from ..calculators.answer import Answer, Calculator, Wrong
from ..calculators.registry import CALCULATORS, calculator_for
from ..calculators.words import told

PROVINCE = "330000"


@reads(PUBLIC)
def index(request: HttpRequest) -> HttpResponse:
    return page(request, "rights/calculators.html", calculators=CALCULATORS, case=_number(request))


@changes(PUBLIC)
def calculator(request: HttpRequest, code: str) -> HttpResponse:
    """The form; with POST the answer beneath it. Sums are sent by POST, so that no address holds someone's wage."""
    chosen = calculator_for(code)
    form = chosen.form(request.POST or None)
    _offer_places(request, form)
    found = _answer(chosen, form) if request.method == "POST" and form.is_valid() else None
    if found is not None and "attach" in request.POST and request.user.is_authenticated:
        return do_once(request, partial(_attach, request, chosen, form, found))
    return page(
        request,
        "rights/calculator.html",
        status=422 if form.errors else 200,
        calculator=chosen,
        form=form,
        found=found,
        case=_number(request),
        mine=_open_cases(request) if found is not None else [],
    )


def _answer(chosen: Calculator, form: Form) -> Answer | None:
    """None with the form's errors set, when the answers do not fit together or a number is missing."""
    try:
        return chosen.answer(form.cleaned_data)
    except Wrong as wrong:
        form.add_error(wrong.field, str(wrong))
    except Refusal as refused:
        form.add_error(None, str(refused))
    return None


def _attach(request: HttpRequest, chosen: Calculator, form: Form, found: Answer) -> HttpResponse:
    """As a message of the worker, or as a note of those who work on the case."""
    words, number = told(chosen, form.cleaned_data, found), request.POST.get("case", "")
    if number in {case.number for case in _open_cases(request)}:
        case, back = read_cases.my_case(request.user, number), "cases:my-detail"
        act = partial(cases.write_to_union, case=case, words=words, by=request.user)
    else:
        case, back = read_cases.case_for(request.user, number, needs=Cases.WORK), "cases:detail"
        act = partial(cases.note, case=case, words=words, by=request.user)
    tried(request, act, _("已放进诉求的办理记录。"))
    return redirect(back, number)


def _open_cases(request: HttpRequest) -> list[Any]:
    """The worker's own that are still open."""
    if not request.user.is_authenticated:
        return []
    found = read_cases.matters_of(request.user)
    return [*found.waiting, *found.running]


def _number(request: HttpRequest) -> str:
    """The case someone came from, carried along; whoever may not see it gets 404 when attaching."""
    return (request.POST.get("case") or request.GET.get("case", ""))[:40]


def _offer_places(request: HttpRequest, form: Form) -> None:
    """Counties to choose from; first the one where the signed-in worker is employed."""
    if "place" not in form.fields:
        return
    places = [(PROVINCE, _("全省"))] + [(code, f"{city}{county}") for code, county, city in orgs.counties()]
    form.fields["place"].widget.choices = places  # type: ignore[attr-defined]
    if request.method != "POST" and request.user.is_authenticated:
        employer = people.person_of(request.user).employer
        form.initial["place"] = employer.division_id[:6] if employer else PROVINCE
