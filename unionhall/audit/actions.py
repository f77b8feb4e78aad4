"""Writing lines: in the same transaction as the change they tell of. Sealing them: within a minute, in batches."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from unionhall.kit.db import insert_many
from unionhall.kit.ids import take_ids

from . import chain, heads
from .events import dispatch
from .models import DeskLine, Line, PersonLine, Seal

HOUSE_DESK = 0  # the desk of lines that belong to no union: the installation itself
SETTLED = timedelta(seconds=5)  # lines younger than this may have older ones still uncommitted beside them


@dataclass(frozen=True)
class Duty:
    """A scheduled duty of this room as an actor; accounts, a floor above, names the same ids."""

    pk: int
    name: str

    def __str__(self) -> str:
        return self.name


SEALER = Duty(5, "系统·留痕封存")


def record(
    action: str,
    *,
    subject: Model | None = None,
    by: Any,
    about: Any = None,
    unit: Any = None,
    because: str = "",
    **details: Any,
) -> Line:
    """Append one line; `about` is the person it concerns (by default the subject's), else it lies at the unit's desk.

    `by` is a user (for a scheduled duty a named system user). `details` must be plain JSON without personal fields.
    """
    line = compose(action, subject=subject, by=by, about=about, unit=unit, because=because, details=details)
    line.save(force_insert=True)
    transaction.on_commit(partial(dispatch, line))
    return line


def record_many(lines: Iterable[Line]) -> None:
    """Append many lines in the largest statements the database has; such lines raise no events."""
    lines = list(lines)
    for kind in chain.KINDS:
        names = ["id", kind.shard_field, *COLUMNS]
        insert_many(kind, names, (_ready(line) for line in lines if isinstance(line, kind)))


COLUMNS = (
    "at", "action", "subject_type", "subject_id", "by_id", "by_name", "for_person_id", "unit_id", "because", "details",
    "chain",
)  # fmt: skip


def _ready(line: Any) -> tuple[Any, ...]:
    """The line's values as the columns store them, for the large statement."""
    at = connection.ops.adapt_datetimefield_value(line.at)
    details = json.dumps(line.details, ensure_ascii=False)
    return (
        line.pk, getattr(line, line.shard_field), at, line.action, line.subject_type, line.subject_id, line.by_id,
        line.by_name, line.for_person_id, line.unit_id, line.because, details, "",
    )  # fmt: skip


def record_about_each(
    action: str, *, subject_type: str, by: Any, rows: Iterable[tuple[int, int, int | None, str]], because: str = ""
) -> None:
    """One line each about many persons: (person, subject, unit, details as JSON text); rosters bring 100,000 at once.

    Like `record_many`, without an object for each line.
    """
    rows = list(rows)
    at = connection.ops.adapt_datetimefield_value(timezone.now())
    who, name, absent = by.pk, str(by)[:60], getattr(by, "acting_for_id", None)
    ready = (
        (pk, person, at, action, subject_type, str(subject), who, name, absent, unit, because[:500], details, "")
        for pk, (person, subject, unit, details) in zip(take_ids(len(rows)), rows, strict=True)
    )
    insert_many(PersonLine, ["id", "person_id", *COLUMNS], ready)


def compose(
    action: str,
    *,
    subject: Model | None,
    by: Any,
    about: Any = None,
    unit: Any = None,
    because: str = "",
    details: Mapping[str, Any],
) -> Line:
    """The line as it will be stored, not yet stored."""
    unit = unit if unit is not None else getattr(subject, "unit", None)
    if number := getattr(subject, "number", ""):  # what people call the subject by, which its id does not say
        details = {"number": str(number), **details}
    values: dict[str, Any] = {
        "at": timezone.now(),
        "action": action,
        "subject_type": subject._meta.label if subject is not None else "",
        "subject_id": str(subject.pk) if subject is not None else "",
        "by_id": by.pk,
        "by_name": str(by)[:60],
        "for_person_id": getattr(by, "acting_for_id", None),
        "unit_id": getattr(unit, "pk", None),
        "because": because[:500],
        "details": dict(details),
    }
    person_id = getattr(about, "pk", about) if about is not None else getattr(subject, "person_id", None)
    if person_id is not None:
        return PersonLine(person_id=person_id, **values)
    return DeskLine(desk_id=getattr(unit, "desk_id", getattr(subject, "desk_id", HOUSE_DESK)), **values)


def seal(*, by: Any) -> int:
    """Seal every settled line, batch by batch, and publish the heads; returns how many. Safe to kill and run again.

    `by` is the named system user; sealing itself writes no line, or the log would never be still.
    """
    until, done = timezone.now() - SETTLED, 0
    while (count := _seal_batch(until)) > 0:
        done += count
        if count < chain.BATCH:
            break
    publish(by=by)
    return done


@transaction.atomic
def _seal_batch(until: Any) -> int:
    """Two sealers at once: the second waits for the first's Seal, or fails on its number and changes nothing."""
    last = Seal.objects.select_for_update().order_by("-number").first()
    lines = chain.unsealed(until, chain.BATCH)
    if not lines:
        return 0
    seq, head = (last.last_seq, last.head) if last else (0, chain.START)
    first = seq + 1
    for line in lines:
        seq += 1
        head = chain.link(head, chain.text_of(line, seq))
        line.seq, line.chain = seq, head
    chain.write(lines)
    Seal.objects.create(
        number=last.number + 1 if last else 1, first_seq=first, last_seq=seq, head=head, sealed_at=timezone.now()
    )
    return len(lines)


def publish(*, by: Any) -> None:
    """Append the heads not yet published to the file; what a killed run left over is caught up here."""
    waiting = list(Seal.objects.filter(published_to="").order_by("number")[:10_000])
    if waiting:
        heads.append(waiting)
        Seal.objects.filter(number__in=[one.number for one in waiting]).update(published_to="file")


def send_head(*, by: Any) -> bool:
    """E-mail the newest published head to its keepers, once; False if there is none or nobody keeps copies."""
    newest = Seal.objects.exclude(published_to="").order_by("-number").first()
    if newest is None or "mail" in newest.published_to or not heads.send(newest):
        return False
    Seal.objects.filter(number=newest.number).update(published_to="file,mail")
    return True


def note_verification(report: Any, *, by: Any) -> Line:
    """Keep what a verification saw as a line of the log; the audit administrator's page shows the newest."""
    found = [{"trouble": str(one.trouble), "seq": one.seq, "line": one.line} for one in report.findings]
    with transaction.atomic():
        return record(
            "audit.chain.verified", by=by, whole=report.whole, lines=report.lines, seals=report.seals, findings=found
        )
