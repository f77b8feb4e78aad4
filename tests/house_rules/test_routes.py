"""Every address says who may open it, and GET only reads."""

from collections.abc import Iterator
from typing import Any

import pytest
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


@pytest.mark.parametrize("name", sorted(ALL))
def test_route_names_its_permission_or_is_public(name: str) -> None:
    if name in OPEN_FROM_ELSEWHERE:
        return
    access = getattr(ALL[name].callback, "access", ())
    assert access, f"{name}: the view carries neither @reads(...) nor @changes(...)"
    known = {PUBLIC, SIGNED_IN}.union(*(role.may for role in ROLES.values()))
    assert set(access) <= known, f"{name}: a permission no role has: {set(access) - known}"


@pytest.mark.parametrize("name", sorted(n for n, e in ALL.items() if str(e.pattern).startswith("desk/")))
def test_nothing_on_the_desk_is_public(name: str) -> None:
    assert PUBLIC not in ALL[name].callback.access
