"""Duties nobody signs in for: `accounts.queries.system_user` lies a floor above, so its users are named here by id."""

from typing import Any

from django.contrib.auth import get_user_model

CLOCK, CONSOLE, RESTRUCTURER = 1, 6, 9


def system_user(pk: int, name: str) -> Any:
    """A system user as accounts has them: never stored."""
    return get_user_model()(pk=pk, kind="system", name=f"系统·{name}")  # type: ignore[misc]
