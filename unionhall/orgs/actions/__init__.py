"""Every write: founding and changing units, restructuring the tree, employers and who covers them."""

from .employers import close_employer, cover, edit_employer, register_employer, uncover
from .units import edit_unit, found_unit, open_unit, renew_term

__all__ = [
    "close_employer",
    "cover",
    "edit_employer",
    "edit_unit",
    "found_unit",
    "open_unit",
    "register_employer",
    "renew_term",
    "uncover",
]
