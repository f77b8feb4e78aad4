"""Rosters brought in and rolls taken out, as far as somebody may see them; staged rows page by page."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from unionhall.kit import background
from unionhall.kit.models import Job
from unionhall.kit.pages import Paged
from unionhall.orgs import queries as orgs

from ..choices import ExportState, RowState
from ..models import RosterChunk, RosterExport, RosterImport
from ..permissions import People
from ..roster.checking import Row
from ..roster.staging import unpack

SIZE = 50
TO_MEND = (RowState.ERROR, RowState.DUPLICATE)
TAKES_OUT = (People.EXPORT, People.EXPORT_AGREE)


def rosters(user: Any) -> QuerySet[RosterImport]:
    """Brought for unions where `user` may bring rosters."""
    rows = RosterImport.objects.visible_to(user, People.IMPORT)
    return rows.at_desks(orgs.desks_for(user, People.IMPORT)).select_related("unit")


def roster_for(user: Any, desk_id: int, pk: int) -> RosterImport:
    """The roster, if `user` may bring rosters where it was brought; else it does not exist."""
    found = RosterImport.objects.at_desks([desk_id]).filter(pk=pk).select_related("unit").first()
    if found is None or not user.may(People.IMPORT, at=found.unit):
        raise Http404
    return found


def job_of(row: Any) -> Job | None:
    """The work going on for a roster or an export, or done last."""
    return background.job(row.desk_id, row.job_id) if row.job_id else None


def staged_rows(roster: RosterImport, state: str, number: int) -> tuple[Paged, int]:
    """Page `number` (from 1) of the rows in one state (all if empty) as (row, state, reason), and their number."""
    counted = _counted(roster, state)
    total, first = sum(n for _chunk, n in counted), (number - 1) * SIZE
    rows: list[tuple[Row, str, str]] = []
    before = 0
    for chunk, n in counted:
        if before + n > first and len(rows) < SIZE:
            start = max(0, first - before)
            rows += _rows(roster, chunk, state)[start : start + SIZE - len(rows)]
        before += n
    if number > 1 and not rows:
        raise Http404
    return Paged(
        rows, _address(state, number + 1, first + SIZE < total), _address(state, number - 1, number > 1)
    ), total


def rows_to_mend(roster: RosterImport) -> Iterator[tuple[tuple[str, ...], str]]:
    """The cells as they came and the reason, of every row that is wrong or a duplicate."""
    for chunk in _numbers(roster):
        for row, state, reason in _rows(roster, chunk, ""):
            if state in TO_MEND:
                yield row.cells, reason


def exports(user: Any) -> QuerySet[RosterExport]:
    """Asked for at unions where `user` may take rolls out, or agree to it."""
    desks = {desk for needs in TAKES_OUT for desk in orgs.desks_for(user, needs)}
    own, others = (RosterExport.objects.visible_to(user, needs) for needs in TAKES_OUT)
    return (own | others).at_desks(sorted(desks)).select_related("unit")


def export_for(user: Any, desk_id: int, pk: int, needs: tuple[str, ...] = TAKES_OUT) -> RosterExport:
    found = RosterExport.objects.at_desks([desk_id]).filter(pk=pk).select_related("unit").first()
    if found is None or not any(user.may(one, at=found.unit) for one in needs):
        raise Http404
    return found


def may_decide(user: Any, export: RosterExport) -> bool:
    """Whether `user` is a second person for it: holds the right there, and has not asked nor stands in for who did."""
    if export.state != ExportState.ASKED or not user.may(People.EXPORT_AGREE, at=export.unit):
        return False
    return export.asked_by_id not in (user.pk, getattr(user, "acting_for_id", None))


def may_download(user: Any, export: RosterExport) -> bool:
    """Only who asked gets the file, while it lasts and while they still hold the right."""
    lasts = export.expires_at is not None and export.expires_at > timezone.now()
    return (
        export.state == ExportState.DONE
        and lasts
        and export.asked_by_id == user.pk
        and user.may(People.EXPORT, at=export.unit)
    )


def _counted(roster: RosterImport, state: str) -> list[tuple[int, int]]:
    chunks = RosterChunk.objects.at_desks([roster.desk_id]).filter(roster_id=roster.pk).order_by("number")
    told = chunks.values_list("number", "counts")
    return [(number, counts.get(state, 0) if state else sum(counts.values())) for number, counts in told]


def _numbers(roster: RosterImport) -> list[int]:
    return [number for number, _n in _counted(roster, "")]


def _rows(roster: RosterImport, number: int, state: str) -> list[tuple[Row, str, str]]:
    chunk = RosterChunk.objects.at_desks([roster.desk_id]).get(roster_id=roster.pk, number=number)
    staged = unpack(chunk.rows, roster_id=roster.pk, number=number)
    rows = zip(staged.rows, staged.states, staged.reasons, strict=True)
    return [one for one in rows if not state or one[1] == state]


def _address(state: str, number: int, there_is: bool) -> str:
    return f"?state={state}&page={number}" if there_is else ""
