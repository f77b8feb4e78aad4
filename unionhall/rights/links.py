"""Addresses of this room's pages, for notices: plain paths, so that an action needs no page."""

from typing import Any


def promise(row: Any) -> str:
    return f"/desk/rights/promises/{row.number}/{row.place_no}/"


def group_move(number: str, pk: int) -> str:
    """What came of one step for a whole group."""
    return f"/desk/rights/groups/{number}/moves/{pk}/"
