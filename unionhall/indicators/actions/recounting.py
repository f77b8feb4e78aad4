"""Counting again from the rows, rolling up on the day's tree, and reporting every difference as a defect."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit
from unionhall.kit.figures import Count, Period, all_counts, values
from unionhall.kit.models import Line
from unionhall.kit.refusal import Refusal
from unionhall.orgs import queries as orgs

from ..models import Difference
from ..trees import Trees
from .settling import settle


class NotExplained(Refusal):
    text = _("请写明差异的原因（至少五个字）。")


def recount(
    *, period: Period, by: Any, line: str = Line.ORGANISATION, codes: list[str] | None = None
) -> list[Difference]:
    """Settle, count all named counts from the rows, and write down each unit whose stored count differs.

    A flow is compared over a period in which no unit moved, or day by day; a stock at the end of `period.last`.
    """
    settle(by=by)
    found: list[Difference] = []
    for count in [all_counts()[code] for code in codes] if codes else all_counts().values():
        found += _compare(count, period, Trees(line))
    _write(found, by)
    return found


def rolled_up(count: Count, period: Period, tree: Trees) -> dict[int, int]:
    """{unit: n} with everything beneath it, counted from the rows on the tree of `period.last`."""
    total: dict[int, int] = defaultdict(int)
    rows = count.recount(period)
    tree.load(rows)
    for unit, n in rows.items():
        if tree.line == Line.ORGANISATION or tree.knows(unit):
            for one in tree.above(unit, period.last):
                total[one] += n
    return total


def _compare(count: Count, period: Period, tree: Trees) -> list[Difference]:
    counted: Mapping[int, int] = rolled_up(count, period, tree)
    found = []
    for units in orgs.in_lots(1000):
        stored = values([count.code], units, period, tree.line)
        for unit in units:
            here, there = stored.get((count.code, unit.pk), 0), counted.get(unit.pk, 0)
            if here != there:
                found.append(
                    Difference(
                        desk_id=unit.desk_id,
                        unit_id=unit.pk,
                        line=tree.line,
                        count=count.code,
                        first=period.first,
                        last=period.last,
                        stored=here,
                        counted=there,
                    )
                )
    return found


@transaction.atomic
def _write(found: list[Difference], by: Any) -> None:
    """Keep what was found and not written down by an earlier run, with one audit line that says how much it was."""
    Difference.objects.bulk_create(found, batch_size=500, ignore_conflicts=True)
    audit.record("indicators.recount.made", by=by, differences=len(found))


@transaction.atomic
def explain(*, difference: Difference, words: str, by: Any) -> Difference:
    """Close a difference with the reason someone found for it."""
    if len(words.strip()) < 5:
        raise NotExplained
    row = Difference.objects.select_for_update().get(desk_id=difference.desk_id, pk=difference.pk)
    row.explained, row.explained_by_id, row.explained_at = words.strip()[:300], by.pk, timezone.now()
    Difference.objects.filter(desk_id=row.desk_id, pk=row.pk).update(
        explained=row.explained, explained_by_id=by.pk, explained_at=row.explained_at
    )
    audit.record("indicators.difference.explained", subject=row, by=by, because=row.explained)
    return row


@transaction.atomic
def record_export(*, unit: Any, rows: int, by: Any) -> None:
    """A sheet of figures left the house: that is a line of the log too."""
    audit.record("indicators.figures.exported", unit=unit, by=by, rows=rows)
