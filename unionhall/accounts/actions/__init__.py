"""Every write about accounts, roles and absences."""

from .absence import delegate, end_delegation
from .account import (
    WrongPassword,
    change_password,
    close_account,
    lock,
    open_account,
    reopen_account,
    reset_password,
    set_password,
    unlock,
)
from .by_hand import NothingToSignInWith, open_by_hand
from .export import export_holders, export_log
from .factor import Resting, begin_second_factor, check_code, confirm_second_factor, reset_second_factor
from .role import end_role, give_role
from .session import close_session, open_session, refuse_session

__all__ = [
    "NothingToSignInWith",
    "Resting",
    "WrongPassword",
    "begin_second_factor",
    "change_password",
    "check_code",
    "close_account",
    "close_session",
    "confirm_second_factor",
    "delegate",
    "end_delegation",
    "end_role",
    "export_holders",
    "export_log",
    "give_role",
    "lock",
    "open_account",
    "open_by_hand",
    "open_session",
    "refuse_session",
    "reopen_account",
    "reset_password",
    "reset_second_factor",
    "set_password",
    "unlock",
]
