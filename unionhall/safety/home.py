"""Pages for everyone: the way from a QR code on site, the heat allowance, the heat notices of a place."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from unionhall.kit.pages import PUBLIC, page, reads
from unionhall.kit.refusal import Refusal
from unionhall.orgs import queries as orgs

from . import queries
from .forms import HeatSums

SERVICE = "safety.hazard"
MOST_SHOWN = 20


@reads(PUBLIC)
def report(request: HttpRequest, code: str) -> HttpResponse:
    """A scanned code: to the first question, the place filled in; with an unknown one, to the start."""
    firm = orgs.employer_by_code(code)
    first = reverse("cases:ask", args=[SERVICE, 1])
    if firm is None or firm.closed_on is not None:
        return redirect(reverse("cases:start", args=[SERVICE]))
    given = {"employer": firm.credit_code, "spot": request.GET.get("spot", "")[:160]}
    return redirect(f"{first}?{urlencode({k: v for k, v in given.items() if v})}")


@reads(PUBLIC)
def heat(request: HttpRequest) -> HttpResponse:
    """What the allowance of a year comes to, with its rules; and today's notices."""
    asked = HeatSums(request.GET) if "year" in request.GET else HeatSums(initial={"year": timezone.localdate().year})
    found: Any = None
    rules: list[Any] = []
    wrong = ""
    if asked.is_bound and asked.is_valid():
        place = asked.cleaned_data["place"]
        try:
            found, rules = queries.heat_allowance(
                asked.months(), place=place.code if place is not None else "33", year=asked.cleaned_data["year"],
                cooled=asked.cleaned_data["cooled"],
            )  # fmt: skip
        except Refusal as refusal:
            wrong = str(refusal)
    return page(
        request, "safety/heat.html", form=asked, found=found, rules=rules, wrong=wrong,
        notices=list(queries.notices_now()[:MOST_SHOWN]), status=422 if asked.errors else 200,
    )  # fmt: skip


@reads(PUBLIC)
def heat_notice(request: HttpRequest, number: str) -> HttpResponse:
    notice = queries.notice_shown(number)
    if notice is None:
        raise Http404
    lines = notice.advice.split("\n")
    return page(request, "safety/heat_notice_public.html", notice=notice, lines=lines)
