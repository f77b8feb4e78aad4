"""Pages: load, form, action, answer. Each view says here who may open it, and whether it may change anything."""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from .once import do_once
from .refusal import Refusal
from .too_late import signed_out

View = Callable[..., HttpResponse]
Wrap = Callable[[View], View]
PUBLIC = "public"
SIGNED_IN = "signed-in"


class WroteInARead(RuntimeError):
    """A page that only reads tried to change something."""


@contextmanager
def only_selects() -> Any:
    """Inside, the database answers questions and nothing else."""

    def refuse(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        word = sql.lstrip("( \n").split(None, 1)[0].upper()
        if word not in {"SELECT", "WITH", "EXPLAIN", "VALUES"}:
            raise WroteInARead(sql[:120])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


def reads(*access: str) -> Wrap:
    """A page that only reads: PUBLIC, SIGNED_IN, or permissions of which one must be held somewhere."""
    return _page(access, methods=("GET", "HEAD"))


def changes(*access: str, once: bool = False) -> Wrap:
    """A page that shows a form on GET (reading only) and changes something on POST.

    `once`: where nothing else would tell a second row from the first, the same form sent again (a double tap, a page
    loaded anew) leads to the same page and changes nothing.
    """
    return _page(access, methods=("GET", "HEAD", "POST"), once=once)


def _page(access: tuple[str, ...], methods: tuple[str, ...], once: bool = False) -> Wrap:
    if not access:
        raise ValueError("a page names who may open it")

    def wrap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            if refused := _refused(request, access):
                return refused
            if _has_zero_byte(request):  # no database holds one: PostgreSQL would raise in the midst of a query
                raise BadRequest
            if request.method == "POST":
                do = partial(view, request, *args, **kwargs)
                return do_once(request, do) if once else do()
            with only_selects():
                return view(request, *args, **kwargs)

        inner.access = access  # type: ignore[attr-defined]  # read by tests/house_rules
        inner.methods = methods  # type: ignore[attr-defined]
        inner.once = once  # type: ignore[attr-defined]
        return inner

    return wrap


def _has_zero_byte(request: HttpRequest) -> bool:
    given = [
        request.path,
        *(value for data in (request.GET, request.POST) for _name, many in data.lists() for value in many),
    ]
    return any("\0" in str(value) for value in given)


def _refused(request: HttpRequest, access: tuple[str, ...]) -> HttpResponse | None:
    """A way to sign in for strangers; for others without the permission the page does not exist."""
    if PUBLIC in access:
        return None
    if not request.user.is_authenticated:
        if request.method == "POST" and not getattr(request, "htmx", None):
            return signed_out(request)
        return redirect_to_login(request.get_full_path())
    if SIGNED_IN in access or any(request.user.may(one) for one in access):
        return None
    raise Http404


def page(request: HttpRequest, template: str, *, part: str = "", status: int = 200, **context: Any) -> HttpResponse:
    """The whole page, or only its part when htmx asks for it; the page includes the part, so they cannot drift."""
    htmx = getattr(request, "htmx", None)
    wanted = part if part and htmx and not htmx.boosted and not htmx.history_restore_request else template
    return render(request, wanted, context, status=status)


@dataclass
class Paged:
    """One page of a long list: its rows, and the addresses of the page before and after (or empty)."""

    rows: list[Any]
    next: str = ""
    previous: str = ""

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def tried(request: HttpRequest, act: Callable[[], Any], done: str = "") -> bool:
    """Whether `act()` went through; its refusal, or else `done`, stands on the next page the person sees."""
    from django.contrib import messages

    try:
        act()
    except Refusal as refusal:
        told(request, refusal)
        return False
    if done:
        messages.success(request, done)
    return True


def told(request: HttpRequest, refusal: Refusal) -> None:
    """Show a refusal's words on the next page the person sees."""
    from django.contrib import messages

    messages.error(request, str(refusal))
