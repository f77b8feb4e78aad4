"""Every write about accounts, roles and absences."""

from .absence import delegate, end_delegation
from .account import (
    Opening,
    change_password,
    close_account,
    lock,
    open_account,
    open_accounts,
    reopen_account,
    reset_password,
    set_password,
    unlock,
)
from .role import end_role, give_role, give_roles

__all__ = [
    "Opening",
    "change_password",
    "close_account",
    "delegate",
    "end_delegation",
    "end_role",
    "give_role",
    "give_roles",
    "lock",
    "open_account",
    "open_accounts",
    "reopen_account",
    "reset_password",
    "set_password",
    "unlock",
]
