import secrets
from typing import Any

from django.db import transaction

from unionhall.audit import actions as audit
from unionhall.kit.access import ROLES

from ..models import User


@transaction.atomic
def open_session(*, user: User, address: str, by: Any) -> str:
    """Write down that someone signed in; returns the mark an administrator's one session carries, empty for others."""
    if any(ROLES[held.role].administers for held in user.held if held.role in ROLES):
        user.session_mark = secrets.token_urlsafe(16)
        user.save(update_fields=["session_mark"])
    audit.record("accounts.session.opened", subject=user, by=by, about=user.pk, address=address)
    return user.session_mark


@transaction.atomic
def refuse_session(*, user: User, address: str, locked: bool, by: Any) -> None:
    """Write down a wrong password for an account there is; a lock lets at most a handful through."""
    audit.record("accounts.session.refused", subject=user, by=by, about=user.pk, address=address, locked=locked)


@transaction.atomic
def close_session(*, user: User, because: str, by: Any) -> None:
    audit.record("accounts.session.closed", subject=user, by=by, about=user.pk, because=because)
