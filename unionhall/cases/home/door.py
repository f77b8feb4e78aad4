"""Through which door someone comes to a case of their own: signed in, or anonymous with number and query code."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from unionhall.accounts import queries as accounts

from .. import queries


@dataclass(frozen=True)
class Door:
    case: Any
    by: Any
    sender: bool  # anonymous, has shown the query code

    def url(self, name: str, *args: Any) -> str:
        return reverse(f"cases:{'follow' if self.sender else 'my'}-{name}", args=[self.case.number, *args])

    @property
    def urls(self) -> dict[str, str]:
        return {name: self.url(name) for name in ("detail", "say", "rate")}


def own(request: HttpRequest, number: str) -> Door:
    return Door(queries.my_case(request.user, number), request.user, sender=False)


def with_code(request: HttpRequest, number: str) -> Door:
    """The code was given on the look-up page or on the receipt, and is asked of the row each time."""
    code = request.session.get("query_codes", {}).get(number, "")
    case = queries.by_query_code(number, code)
    if case is None:
        raise Http404
    return Door(case, accounts.system_user("portal"), sender=True)
