"""Every address says who may open it, and GET only reads."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from unionhall.kit.access import ROLES
from unionhall.kit.pages import PUBLIC, SIGNED_IN

OPEN_FROM_ELSEWHERE = {"healthz", "set_language"}  # tells nothing; Django's own language switch


def routes(patterns: Any = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from routes(entry.url_patterns, inner)
        else:
            yield f"{prefix}{entry.name}", entry


ALL = dict(routes())


def test_every_route_has_a_name() -> None:
    assert not [str(entry.pattern) for name, entry in routes() if name.endswith("None")]


def test_routes_name_their_permission_or_are_public() -> None:
    known = {PUBLIC, SIGNED_IN}.union(*(role.may for role in ROLES.values()))
    access = {name: set(getattr(entry.callback, "access", ())) for name, entry in ALL.items()}
    asked = {name: words for name, words in access.items() if name not in OPEN_FROM_ELSEWHERE}
    assert [name for name, words in asked.items() if not words] == [], "neither @reads(...) nor @changes(...)"
    assert {name: words - known for name, words in asked.items() if words - known} == {}, "a permission no role has"


def test_nothing_on_the_desk_is_public() -> None:
    desk = [name for name, entry in ALL.items() if str(entry.pattern).startswith("desk/")]
    assert desk
    assert [name for name in desk if PUBLIC in ALL[name].callback.access] == []
