"""Home: the front page, the catalogue of services and «我的»."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from unionhall.cases import queries as cases
from unionhall.kit import clock
from unionhall.kit.menu import Face
from unionhall.kit.pages import PUBLIC, SIGNED_IN, page, reads
from unionhall.kit.templatetags.hall import link_to

from . import catalogue, matters, menus
from .frame import Frame, frame_of

NOTICES = 3


@reads(PUBLIC)
def index(request: HttpRequest) -> HttpResponse:
    """For strangers what this house is; for a worker what waits, what is under way and what is on offer."""
    frame = frame_of(request)
    tiles = catalogue.drawn(get_language() or "", is_large(request), bool(frame.union))
    if not frame.is_known:
        return page(request, "faces/welcome.html", tiles=tiles, links=_public_links())
    return page(request, "faces/home.html", tiles=tiles, **_mine(frame))


@reads(PUBLIC)
def services(request: HttpRequest) -> HttpResponse:
    everything = request.GET.get("all") == "1"
    shelves = catalogue.shelves(large=is_large(request), everything=everything)
    return page(request, "faces/services.html", shelves=shelves)


@reads(SIGNED_IN)
def mine(request: HttpRequest) -> HttpResponse:
    frame = frame_of(request)
    return page(
        request,
        "faces/mine.html",
        name=request.user.name,  # type: ignore[union-attr]
        membership=frame.membership,
        staff=bool(frame.held),
        links=menus.entries(Face.MINE, frame.may, request.path),
    )


def is_large(request: HttpRequest) -> bool:
    """Whether this device shows the large print, which has fewer things on a page."""
    return request.COOKIES.get("elder") == "1"


def _mine(frame: Frame) -> dict[str, Any]:
    found = cases.matters_of(frame.user)
    news = frame.news
    return {
        "name": frame.user.name,
        "staff": frame.user.is_staff,
        "union": frame.union,
        "waiting": matters.waiting(found),
        "running": matters.running(found, clock.today()),
        "unread": frame.unread_badge(),
        "notices": news[:NOTICES],
    }


def _public_links() -> list[menus.Entry]:
    """Pages open to all that rooms offer on the front page, which asks to join on top already."""
    join = link_to("people:join")
    return [entry for entry in menus.entries(Face.PUBLIC, {}, "") if entry.url != join]
