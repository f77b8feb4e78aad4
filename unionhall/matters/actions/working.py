"""Beside the moves: take, name someone, pass to another union, write a note, add papers."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.accounts import queries as accounts
from unionhall.audit import actions as audit
from unionhall.kit import access
from unionhall.kit.access import NotAllowed
from unionhall.kit.text import in_house_language
from unionhall.kit.uploads import CheckedFile, check_upload
from unionhall.orgs import queries as orgs

from .. import queries
from ..choices import StepKind
from ..models import Matter
from ..refusals import NotedBefore, NotThere, WordsNeeded
from .clocks import start_clock
from .papers import put_papers
from .standing import refuse_own, still_open, write
from .telling import enter, tell_holder

SENT_TWICE = timedelta(minutes=1)  # a call nobody took, noted again later, is another note


def _require_work(matter: Matter, by: Any) -> None:
    refuse_own(matter, by=by)
    if not queries.may_work(by, matter):
        raise NotAllowed


@in_house_language
@transaction.atomic
def take(*, matter: Matter, by: Any) -> None:
    """Sign for it: `by` has it now."""
    still_open(matter)
    _require_work(matter, by)
    matter.holder_id, matter.holder_name = by.pk, str(by)[:60]
    enter(matter, StepKind.TAKEN, by=by)
    write(matter)
    audit.record(f"{matter.lifecycle.code}.taken", subject=matter, by=by, unit=matter.unit, number=matter.number)


@in_house_language
@transaction.atomic
def assign(*, matter: Matter, to_person: int, by: Any) -> None:
    """Name who has it, among those at its unit who may make its next move."""
    still_open(matter)
    _require_work(matter, by)
    needed = queries.working_permission(matter.lifecycle, matter.stage_code)
    name = dict(accounts.holders(needed, matter.unit)).get(to_person)
    if name is None:
        raise NotThere
    matter.holder_id, matter.holder_name = to_person, name[:60]
    enter(matter, StepKind.ASSIGNED, by=by, words=name)
    write(matter)
    audit.record(f"{matter.lifecycle.code}.assigned", subject=matter, by=by, unit=matter.unit, to=to_person)
    tell_holder(matter, "assigned", _("交由您办理：%(kind)s") % {"kind": matter.lifecycle.title}, by=by)


@in_house_language
@transaction.atomic
def pass_to(*, matter: Matter, unit: Any, by: Any, reason: str) -> None:
    """Another union of the same county desk has it now; the stage's clock starts afresh there.

    Who may pass it where the calling action has asked. A union of another desk is refused: what belongs to a desk
    stays on its shard, so there a new matter is opened instead.
    """
    still_open(matter)
    if unit.desk_id != matter.desk_id:
        raise NotThere(_("只能移交给同一县（市、区）内的工会。"))
    enter(matter, StepKind.PASSED, by=by, words=reason)
    matter.unit, matter.holder_id, matter.holder_name = unit, None, ""
    start_clock(matter)
    write(matter)
    audit.record(f"{matter.lifecycle.code}.passed", subject=matter, by=by, unit=unit, because=reason, to=unit.pk)
    tell_holder(matter, "passed", _("移交到本级：%(kind)s") % {"kind": matter.lifecycle.title}, by=by)


@in_house_language
@transaction.atomic
def note(*, matter: Matter, words: str, by: Any, papers: Iterable[Any] = (), typed: bool = False) -> None:
    """A line of the timeline, with papers or without; what was `typed` is refused when it was a moment ago."""
    _require_work(matter, by)
    if not words.strip():
        raise WordsNeeded
    papers = [one if isinstance(one, CheckedFile) else check_upload(one) for one in papers]
    if typed:
        _refuse_twice(matter, words.strip(), {one.sha256 for one in papers}, by)
    step = enter(matter, StepKind.NOTE, by=by, words=words)
    put_papers(matter, papers, by=by, step=step)
    audit.record(f"{matter.lifecycle.code}.noted", subject=matter, by=by, unit=matter.unit)


def _refuse_twice(matter: Matter, words: str, papers: set[str], by: Any) -> None:
    """The same words and files by the same person as the newest line, written just now: the form was sent twice."""
    rows = type(matter).objects.at_desks([matter.desk_id]).select_for_update(of=("self",))  # type: ignore[attr-defined]
    rows.get(pk=matter.pk)
    last = queries.steps_of(matter)[0]
    said = last.words.reveal() if last.words else ""
    kept = {one.sha256 for one in queries.papers_of(matter) if one.step_id == last.pk}
    just_now = timezone.now() - last.at < SENT_TWICE
    if just_now and (last.what, last.by_id, said, kept) == (StepKind.NOTE, by.pk, words, papers):
        raise NotedBefore


@in_house_language
@transaction.atomic
def add_papers(*, matter: Matter, papers: Iterable[Any], by: Any, field: str = "", words: str = "") -> list[Any]:
    """Photos and papers without a move; who may add them the calling action has asked. Returns their rows."""
    step = enter(matter, StepKind.PAPERS, by=by, words=words)
    rows = put_papers(matter, papers, by=by, step=step, field=field)
    audit.record(f"{matter.lifecycle.code}.papers-added", subject=matter, by=by, unit=matter.unit, count=len(rows))
    return rows


@transaction.atomic
def record_export(*, kind: str, rows: int, filters: dict[str, str], by: Any) -> None:
    """The line a list leaves when it is taken out of the house as a file."""
    held = next(iter(access.outermost(by.held)), None)
    unit = orgs.unit(held.unit_id) if held is not None else None
    audit.record("kit.export.made", by=by, unit=unit, what=kind, rows=rows, filters=filters)
