"""A roster brought, checked, confirmed and written; killed at any moment and run again, nothing is lost or doubled."""

import hashlib
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import PurePath
from typing import IO, Any

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.audit import actions as audit
from unionhall.kit import background
from unionhall.kit.access import require
from unionhall.kit.db import large_writes
from unionhall.kit.ids import new_id
from unionhall.kit.refusal import Refusal

from ..choices import RosterState, RowState
from ..models import RosterChunk, RosterImport
from ..permissions import People
from ..roster import files
from ..roster.feeding import feed
from ..roster.judging import Judge
from ..roster.limits import KEEP_STAGED_DAYS, TRIES
from ..roster.reading import LIMITS, Start
from ..roster.staging import Staged, pack, unpack
from ..roster.writing import Writer

CHECK, APPLY = "people.roster.check", "people.roster.apply"
WRITTEN = (RowState.NEW, RowState.CHANGED)
NOBODY = (RowState.NEW, "")  # a new person; one who was there and joins again has a reason told
Progress = Callable[[int, int], None]


class WrongMoment(Refusal):
    text = gettext_lazy("这份名册现在不能这样办理，请刷新页面看它的状态。")


def bring_roster(*, unit: Any, file: IO[bytes], name: str, by: Any, in_background: bool = True) -> RosterImport:
    """Keep the file and start checking it; nothing is written to the register until it is confirmed."""
    require(by, People.IMPORT, at=unit)
    pk = new_id()
    suffix = ".csv" if PurePath(name).suffix.lower() in (".csv", ".txt") else ".xlsx"
    if file.seek(0, 2) > LIMITS.file_size:
        raise Refusal(_("文件超过 %(size)s MB，请分成几个文件上传。") % {"size": LIMITS.file_size >> 20})
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    kept = files.keep(file, f"{pk}{suffix}")
    try:
        return _bring(pk, unit, kept, name, digest, by, in_background)
    except BaseException:
        files.drop(kept)
        raise


@transaction.atomic
def _bring(pk: int, unit: Any, kept: str, name: str, digest: str, by: Any, in_background: bool) -> RosterImport:
    roster = RosterImport(
        id=pk, desk_id=unit.desk_id, unit=unit, file=kept, file_name=PurePath(name).name[:120], sha256=digest,
        language=translation.get_language() or "", brought_by_id=by.pk, brought_by_name=str(by)[:60],
    )  # fmt: skip
    if in_background:
        roster.job_id = background.start(CHECK, unit=unit, by=by, roster=str(pk)).pk
    roster.save(force_insert=True)
    audit.record("people.roster.brought", subject=roster, by=by, unit=unit, sha256=digest)
    return roster


def check_roster(*, roster: RosterImport, by: Any, progress: Progress | None = None) -> RosterImport:
    """Read and judge the whole file into chunks; begun anew if it was cut short. A bad file is told, not raised."""
    if roster.state != RosterState.READING:
        return roster
    with translation.override(roster.language or None):
        try:
            _stage(roster, progress or _unheard)
        except Refusal as refusal:
            return _finish_check(roster, RosterState.FAILED, by, message=str(refusal))
    return _finish_check(roster, RosterState.READY, by)


def _stage(roster: RosterImport, progress: Progress) -> None:
    _chunks(roster).delete()
    today = timezone.localdate()
    judge, done, total = Judge(roster.unit, today=today), 0, 0
    for number, told in enumerate(feed(files.place(roster.file), name=roster.file, today=today)):
        if isinstance(told, Start):
            roster.columns, total = told.titles, max(told.height - 1, 0)
            roster.message = _("表格里有公式，读取的是公式算出的结果，请留意。") if told.has_formulas else ""
            continue
        verdicts = judge.judge(told)
        staged = Staged(told, [str(one.state) for one in verdicts], [one.reason for one in verdicts])
        RosterChunk.objects.create(
            desk_id=roster.desk_id, roster_id=roster.pk, number=number, counts=staged.counts(),
            rows=pack(staged, roster_id=roster.pk, number=number),
        )  # fmt: skip
        done += len(told)
        progress(done, max(total, done))
    if done == 0:
        raise Refusal(_("表格里只有表头，没有会员。"))


@transaction.atomic
def _finish_check(roster: RosterImport, state: str, by: Any, message: str = "") -> RosterImport:
    current = _locked(roster)
    if current.state != RosterState.READING:
        return current
    file, current.file = current.file, ""
    current.state, current.columns = state, roster.columns
    current.message = (message or roster.message)[:300]
    current.counts = _sum(current) if state == RosterState.READY else {}
    current.save()
    audit.record("people.roster.checked", subject=current, by=by, unit=current.unit, state=state, counts=current.counts)
    transaction.on_commit(lambda: files.drop(file))
    return current


@transaction.atomic
def confirm_roster(*, roster: RosterImport, by: Any, in_background: bool = True) -> RosterImport:
    """Say yes to what the preview shows; new and changed rows are then written."""
    current = _locked(roster)
    require(by, People.IMPORT, at=current.unit)
    if current.state != RosterState.READY:
        raise WrongMoment
    current.state = RosterState.APPLYING
    if in_background:
        total = sum(current.counts.values())
        current.job_id = background.start(APPLY, unit=current.unit, by=by, total=total, roster=str(current.pk)).pk
    current.save()
    audit.record("people.roster.confirmed", subject=current, by=by, unit=current.unit, counts=current.counts)
    return current


@transaction.atomic
def drop_roster(*, roster: RosterImport, by: Any) -> RosterImport:
    """Give it up: nothing is written, its rows are thrown away at once."""
    current = _locked(roster)
    require(by, People.IMPORT, at=current.unit)
    if current.state not in (RosterState.READY, RosterState.FAILED):
        raise WrongMoment
    current.state, current.cleared_at = RosterState.DROPPED, timezone.now()
    current.save()
    _chunks(current).delete()
    audit.record("people.roster.dropped", subject=current, by=by, unit=current.unit)
    return current


@transaction.atomic
def resume_roster(*, roster: RosterImport, by: Any) -> RosterImport:
    """Start again the work that an unforeseen error ended; what has been written stays written."""
    current = _locked(roster)
    require(by, People.IMPORT, at=current.unit)
    kind = {RosterState.READING: CHECK, RosterState.APPLYING: APPLY}.get(RosterState(current.state))
    if kind is None:
        raise WrongMoment
    current.job_id = background.start(kind, unit=current.unit, by=by, roster=str(current.pk)).pk
    current.save()
    audit.record("people.roster.resumed", subject=current, by=by, unit=current.unit)
    return current


def apply_roster(*, roster: RosterImport, by: Any, progress: Progress | None = None) -> RosterImport:
    """Write every chunk not yet written, each in a transaction of its own that also marks it; then report."""
    if roster.state != RosterState.APPLYING:
        return roster
    progress, total, done = progress or _unheard, sum(roster.counts.values()), 0
    with translation.override(roster.language or None), large_writes():
        writer = Writer(roster, by=by, today=timezone.localdate())
        judge = Judge(roster.unit, today=timezone.localdate())
        for number, counts, applied_at in (
            _chunks(roster).order_by("number").values_list("number", "counts", "applied_at")
        ):
            if applied_at is None:
                _apply_chunk(roster, number, judge, writer)
            done += sum(counts.values())
            progress(done, total)
    return _finish(roster, by)


def _apply_chunk(roster: RosterImport, number: int, judge: Judge, writer: Writer) -> None:
    """New people are written as the check found them; if someone has taken a number since, the database refuses.

    Then every row is looked up again and told to be a duplicate; if that is not it, the new ids were taken.
    """
    for attempt in range(TRIES):
        try:
            with transaction.atomic():
                return _write_chunk(roster, number, judge, writer, attempt)
        except IntegrityError:
            if attempt == TRIES - 1:
                raise


def _write_chunk(roster: RosterImport, number: int, judge: Judge, writer: Writer, attempt: int) -> None:
    chunk = _chunks(roster).select_for_update(of=("self",)).get(number=number)
    if chunk.applied_at is not None:
        return
    staged = unpack(chunk.rows, roster_id=roster.pk, number=number)
    wanted = [place for place, state in enumerate(staged.states) if state in WRITTEN]
    rows = [staged.rows[place] for place in wanted]
    unknown = {staged.rows[place].line for place in wanted if (staged.states[place], staged.reasons[place]) == NOBODY}
    verdicts = judge.judge(rows, lock=True, free=unknown if attempt == 0 else ())
    told_otherwise = False
    pairs = []
    for place, verdict in zip(wanted, verdicts, strict=True):
        if verdict.state in WRITTEN:
            pairs.append((staged.rows[place], verdict))
        if (staged.states[place], staged.reasons[place]) != (verdict.state, verdict.reason):
            staged.states[place], staged.reasons[place] = str(verdict.state), verdict.reason
            told_otherwise = True
    writer.write(pairs, anew=attempt > 1)
    if told_otherwise:
        chunk.rows, chunk.counts = pack(staged, roster_id=roster.pk, number=number), staged.counts()
    chunk.applied_at = timezone.now()
    chunk.save(update_fields=["applied_at", "counts", "rows"] if told_otherwise else ["applied_at"])


@transaction.atomic
def _finish(roster: RosterImport, by: Any) -> RosterImport:
    current = _locked(roster)
    if current.state != RosterState.APPLYING or _chunks(current).filter(applied_at=None).exists():
        return current
    current.state, current.applied_at, current.applied = RosterState.DONE, timezone.now(), _sum(current)
    current.save()
    audit.record("people.roster.applied", subject=current, by=by, unit=current.unit, counts=current.applied)
    return current


@transaction.atomic
def clear_rosters(*, by: Any) -> int:
    """Throw away staged rows past their time; rosters nobody confirmed are given up. Returns how many."""
    before = timezone.now() - timedelta(days=KEEP_STAGED_DAYS)
    old = RosterImport.objects.filter(brought_at__lt=before, cleared_at=None).exclude(state=RosterState.APPLYING)
    found = list(old.select_related("unit")[:500])
    for roster in found:
        _chunks(roster).delete()
        if roster.state not in (RosterState.DONE, RosterState.DROPPED):
            roster.state = RosterState.DROPPED
        file, roster.file, roster.cleared_at = roster.file, "", timezone.now()
        roster.save()
        audit.record("people.roster.cleared", subject=roster, by=by, unit=roster.unit, days=KEEP_STAGED_DAYS)
        files.drop(file)
    return len(found)


def _locked(roster: RosterImport) -> RosterImport:
    rows = RosterImport.objects.at_desks([roster.desk_id]).select_related("unit")
    return rows.select_for_update(of=("self",)).get(pk=roster.pk)


def _chunks(roster: RosterImport) -> Any:
    return RosterChunk.objects.at_desks([roster.desk_id]).filter(roster_id=roster.pk)


def _sum(roster: RosterImport) -> dict[str, int]:
    found: Counter[str] = Counter()
    for counts in _chunks(roster).values_list("counts", flat=True):
        found.update(counts)
    return dict(found)


def _unheard(done: int, total: int) -> None:
    """Nobody watches."""
