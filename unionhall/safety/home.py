"""Pages for everyone: the way from a QR code on site, the heat allowance, the heat notices of a place."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kit.pages import PUBLIC, page, reads
from unionhall.kit.refusal import Refusal
from unionhall.orgs import queries as orgs
from unionhall.rules import queries as rules

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
    sums: dict[str, Any] = {"found": None}
    if asked.is_bound and asked.is_valid():
        try:
            sums = _sums(asked)
        except Refusal as refusal:
            sums = {"found": None, "wrong": str(refusal)}
    return page(
        request, "safety/heat.html", form=asked, notices=list(queries.notices_now()[:MOST_SHOWN]),
        status=422 if asked.errors else 200, **sums,
    )  # fmt: skip


def _sums(asked: HeatSums) -> dict[str, Any]:
    """The allowance, its rules with the places they hold in, and whether part months were counted by days."""
    place, year = asked.place_code(), asked.cleaned_data["year"]
    by_rule = queries.heat_by_days(place=place, year=year)
    found, rows = queries.heat_allowance(
        asked.months(), place=place, year=year, attended=asked.attended(), cooled=asked.cleaned_data["cooled"],
        pro_rata=by_rule or asked.cleaned_data["by_days"],
    )  # fmt: skip
    names = rules.names_of({row.place for row in rows})
    stands = [{"row": row, "place": names.get(row.place, row.place), **_said(row)} for row in rows]
    days_left_out = bool(asked.attended()) and not (by_rule or asked.cleaned_data["by_days"])
    return {"found": found, "rules": stands, "by_rule": by_rule, "days_left_out": days_left_out}


def _said(row: Any) -> dict[str, str]:
    """What the row is about, and its value in words; the season's months are months of the year."""
    named = {
        "outdoor": _("室外，每月"), "indoor": _("室内，每月"), "first": _("从几月起"), "last": _("到几月止"),
        "": _("不满一个月按出勤折算"),
    }  # fmt: skip
    value = _("%(month)d月") % {"month": int(row.value)} if row.key in ("first", "last") else row.text
    return {"what": named.get(row.key, row.key), "value": value}


@reads(PUBLIC)
def heat_notice(request: HttpRequest, number: str) -> HttpResponse:
    notice = queries.notice_shown(number)
    if notice is None:
        raise Http404
    lines = notice.advice.split("\n")
    return page(request, "safety/heat_notice_public.html", notice=notice, lines=lines)
