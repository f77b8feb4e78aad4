"""Stored counts of units that a change has brought to another county: carried to the desk there."""

from typing import Any

from django.utils.translation import gettext as _

from unionhall.kit.affected import Affected, Finding

from . import actions, queries


def find(unit: Any, kind: str) -> Finding:
    return Finding(_("统计数据行"), queries.stored_rows(unit))


def carry(change: Any, old_path: str, by: Any) -> None:
    actions.carry_counts(unit=change.unit, by=by)


COUNTS = Affected(code="indicators.counts", find=find, carry=carry, order=900)
