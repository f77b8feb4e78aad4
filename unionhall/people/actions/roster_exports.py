"""A roll taken out as a file: asked for with a purpose, agreed to by a second person, made, and expired."""

import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit
from unionhall.kit import background
from unionhall.kit.access import NotAllowed, require
from unionhall.kit.refusal import Refusal

from .. import queries
from ..choices import ExportState
from ..models import RosterExport
from ..permissions import People
from ..roster import files
from ..roster.exporting import lines_of, write_roll
from ..roster.limits import ALONE_ROWS, EXPORT_DAYS, LEAST_PURPOSE

EXPORT = "people.roster.export"


class NoPurpose(Refusal):
    text = format_lazy(_("请写明导出用途（至少 {least} 个字）。"), least=LEAST_PURPOSE)


class NotTheSecond(Refusal):
    text = _("导出须由另一位有权限的同志同意，申请人（及其代理人）不能自己同意。")


class NotReady(Refusal):
    text = _("这个文件还没有生成、已过期，或不是您申请的。")


def needs_second(*, rows: int, with_numbers: bool) -> bool:
    return with_numbers or rows > ALONE_ROWS


@transaction.atomic
def ask_export(
    *, unit: Any, purpose: str, with_numbers: bool, by: Any, as_csv: bool = False, in_background: bool = True
) -> RosterExport:
    """Ask for the roll of a unit and all beneath it; made at once if it is small and masked, else after agreement."""
    require(by, People.EXPORT, at=unit)
    if len("".join(purpose.split())) < LEAST_PURPOSE:
        raise NoPurpose
    export = RosterExport(
        desk_id=unit.desk_id, unit=unit, purpose=purpose.strip()[:200], with_numbers=with_numbers, as_csv=as_csv,
        rows=lines_of(unit).count(), asked_by_id=by.pk, asked_by_name=str(by)[:60],
    )  # fmt: skip
    export.save(force_insert=True)
    waits = needs_second(rows=export.rows, with_numbers=with_numbers)
    audit.record(
        "people.roster.export-asked", subject=export, by=by, unit=unit, because=export.purpose,
        rows=export.rows, with_numbers=with_numbers, waits=waits,
    )  # fmt: skip
    return export if waits else _start(export, by, in_background)


@transaction.atomic
def agree_export(*, export: RosterExport, by: Any, in_background: bool = True) -> RosterExport:
    """The second person's yes: the file is made for whoever asked."""
    current = _decided(export, by)
    audit.record("people.roster.export-agreed", subject=current, by=by, unit=current.unit)
    return _start(current, by, in_background)


@transaction.atomic
def refuse_export(*, export: RosterExport, because: str, by: Any) -> RosterExport:
    current = _decided(export, by)
    current.state, current.refused_because = ExportState.REFUSED, because[:200]
    current.save()
    audit.record("people.roster.export-refused", subject=current, by=by, unit=current.unit, because=because)
    return current


def _decided(export: RosterExport, by: Any) -> RosterExport:
    current = _locked(export)
    if not by.may(People.EXPORT_AGREE, at=current.unit):
        raise NotAllowed
    if not queries.may_decide(by, current):
        raise NotTheSecond
    current.decided_by_id, current.decided_by_name, current.decided_at = by.pk, str(by)[:60], timezone.now()
    return current


def _start(export: RosterExport, by: Any, in_background: bool) -> RosterExport:
    export.state = ExportState.MAKING
    if in_background:
        job = background.start(EXPORT, unit=export.unit, by=by, total=export.rows, export=str(export.pk))
        export.job_id = job.pk
    export.save()
    return export


def make_export(*, export: RosterExport, by: Any, progress: Callable[[int], None] | None = None) -> RosterExport:
    """Write the file, sealed; run again it is written anew. `by` is who asked, named in the file."""
    if export.state != ExportState.MAKING:
        return export
    with tempfile.TemporaryDirectory(prefix="roster-") as folder:
        path = Path(folder) / "roster"
        rows = write_roll(path, export, by=by, progress=progress or (lambda done: None))
        kept = files.keep_sealed(path, f"{export.pk}.sealed")
    return _made(export, kept, rows, by)


@transaction.atomic
def _made(export: RosterExport, kept: str, rows: int, by: Any) -> RosterExport:
    current = _locked(export)
    if current.state == ExportState.MAKING:
        current.state, current.file, current.rows = ExportState.DONE, kept, rows
        current.expires_at = timezone.now() + timedelta(days=EXPORT_DAYS)
        current.save()
        audit.record("people.roster.exported", subject=current, by=by, unit=current.unit, rows=rows)
    return current


@transaction.atomic
def hand_out_export(*, export: RosterExport, by: Any) -> tuple[str, bytes]:
    """Name and content of the file, for who asked; each time is a line."""
    current = _locked(export)
    if not queries.may_download(by, current):
        raise NotReady
    audit.record(
        "people.roster.export-taken", subject=current, by=by, unit=current.unit, because=current.purpose,
        rows=current.rows, with_numbers=current.with_numbers,
    )  # fmt: skip
    suffix = "csv" if current.as_csv else "xlsx"
    return f"{current.unit.code}-{current.asked_at:%Y%m%d}.{suffix}", files.open_sealed(current.file)


def export_at_console(*, unit: Any, path: Path, purpose: str, by: Any) -> int:
    """The plain roll into a file of the one who runs the machine, named in the log; returns its rows."""
    require(by, People.EXPORT, at=unit)
    if len("".join(purpose.split())) < LEAST_PURPOSE:
        raise NoPurpose
    as_csv = path.suffix.lower() == ".csv"
    export = RosterExport(unit=unit, desk_id=unit.desk_id, purpose=purpose[:200], with_numbers=True, as_csv=as_csv)
    audit.record("people.roster.exported", subject=export, by=by, unit=unit, because=purpose, with_numbers=True)
    return write_roll(path, export, by=by, progress=lambda done: None)


def expire_exports(*, by: Any) -> int:
    """Throw away files past their day, and requests nobody answered in that time; returns how many."""
    over = RosterExport.objects.filter(state=ExportState.DONE, expires_at__lte=timezone.now())
    silent = RosterExport.objects.filter(state=ExportState.ASKED, asked_at__lte=_silent_since())
    return sum(_expire(export, by) for export in [*over[:500], *silent[:500]])


@transaction.atomic
def _expire(export: RosterExport, by: Any) -> bool:
    """One a transaction, the file before the row, so that none is left; whoever just answered did so in time."""
    current = _locked(export)
    over = current.state == ExportState.DONE and current.expires_at is not None
    if not (over or current.state == ExportState.ASKED):
        return False
    file, current.file, current.state = current.file, "", ExportState.EXPIRED
    current.save()
    audit.record("people.roster.export-expired", subject=current, by=by, unit=current.unit)
    files.drop(file)
    return True


def _silent_since() -> datetime:
    return timezone.now() - timedelta(days=EXPORT_DAYS)


def _locked(export: RosterExport) -> RosterExport:
    rows = RosterExport.objects.at_desks([export.desk_id]).select_related("unit")
    return rows.select_for_update(of=("self",)).get(pk=export.pk)
