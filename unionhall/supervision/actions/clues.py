"""Clues: registered at once, taken up or refused in writing; the worker whose case it came from hears how it ends."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.accounts import queries as accounts
from unionhall.audit import actions as audit
from unionhall.cases import actions as cases
from unionhall.documents import actions as documents
from unionhall.kit import access, figures
from unionhall.kit.text import in_house_language
from unionhall.matters import actions as matters
from unionhall.orgs import queries as orgs
from unionhall.rules import queries as rules

from .. import queries
from ..choices import Scope, Source, Special, Told
from ..models import Inspection
from ..permissions import Supervision
from ..refusals import AtField, NotInOrder, UseSafety
from .facts import draft_again, employer_facts, refuse_complainant


@in_house_language
@transaction.atomic
def register_clue(
    *,
    unit: Any,
    employer: Any,
    title: str,
    scope: str,
    source: str,
    by: Any,
    words: str = "",
    workers: int = 0,
    special: str = "",
    danger: bool = False,
) -> Inspection:
    """Register at once, from whatever source; danger to life does not wait for supervision."""
    access.require(by, Supervision.INSPECT, at=unit)
    if danger:
        raise UseSafety
    return _open(unit, employer, title, scope, source, words, workers, special, by=by)


@in_house_language
@transaction.atomic
def clue_from_case(*, case: Any, by: Any) -> Inspection:
    """The clue a worker's request opens: what the case says of the matter, nothing of who asks."""
    answers = case.answers
    scope = Scope(answers.get("scope") or Scope.OTHER)
    special = answers.get("special") or ""
    firm = case.employer or (orgs.employer(int(answers["employer"])) if answers.get("employer") else None)
    return _open(
        case.unit,
        firm,
        str(scope.label),
        scope,
        Source.COMPLAINT,
        "",
        int(answers.get("people") or 1),
        special,
        by=by,
        origin=case,
    )


def _open(
    unit: Any,
    employer: Any,
    title: str,
    scope: str,
    source: str,
    words: str,
    workers: int,
    special: str,
    *,
    by: Any,
    origin: Any = None,
) -> Inspection:
    mass = workers >= int(rules.value("supervision.mass", place=queries.place_of(unit, employer)))
    made: Inspection = matters.open_matter(
        model=Inspection,
        unit=unit,
        employer=employer,
        title=title,
        by=by,
        origin=origin,
        scope=scope,
        source=source,
        special=special or (Special.MASS if mass else Special.NONE),
        workers=workers,
        summary=words.strip(),
        opened_unit_id=unit.pk,
    )
    figures.add("supervision.clues", unit=unit, day=timezone.localdate(made.opened_at))
    return made


@transaction.atomic
def accept(*, case: Inspection, by: Any) -> None:
    """Taken up: both sides are heard next."""
    case.accepted_on = timezone.localdate()
    figures.add("supervision.accepted", unit=case.unit, day=case.accepted_on)
    _tell_case(case, "begin", _("工会已受理，正在听取双方意见。"))


@transaction.atomic
def refuse_clue(*, case: Inspection, by: Any, because: str) -> None:
    """Out of scope, or already taken up elsewhere: a notice in writing, within the days the rule gives."""
    case.closed_unit_id = case.unit_id
    facts = employer_facts(case.employer) | {
        "number": case.number,
        "scope": case.get_scope_display(),
        "because": because,
        "on": timezone.localdate(),  # type: ignore[attr-defined]
    }
    refuse_complainant(case, facts)
    documents.draw_up(
        kind="supervision.not-accepted",
        unit=case.unit,
        facts=facts,
        by=by,
        subject=case,
        employer=case.employer,
        addressee=_("提出线索的职工或单位"),
        case_number=case.origin,
    )
    figures.add("supervision.not_accepted", unit=case.unit, day=timezone.localdate())
    place = queries.place_of(case.unit, case.employer)
    notice = rules.span("supervision.screen", start=timezone.localdate(case.opened_at), place=place).due
    end_case(inspection=case, words=because, by=by, name="decline", tell_by=notice)


@transaction.atomic
def end_case(*, inspection: Inspection, words: str, by: Any, tell_by: date, name: str = "finish") -> None:
    """The worker's case, where the clue came from one, gets the result and is closed.

    Who complained without a case is told by `tell_by`; columns only, the move that ended the inspection saves them.
    """
    if _tell_case(inspection, name, words):
        inspection.told_on, inspection.told_how = timezone.localdate(), Told.CASE
    elif inspection.source == Source.COMPLAINT and not inspection.origin:
        inspection.tell_due_on = tell_by


def _tell_case(inspection: Inspection, name: str, words: str) -> bool:
    """Whether there was a case in which it could be said."""
    case = queries.case_of(inspection)
    if case is None or case.is_closed:
        return False
    if any(move.name == name for move in case.service.moves_from(case.stage_code)):
        cases.move(case=case, name=name, by=accounts.system_user("clock"), says=words)
        return True
    return False


@transaction.atomic
def note_told(*, inspection: Inspection, how: str, on: date, by: Any) -> Inspection:
    """Whoever complained by phone or letter has been told how it ended."""
    matters.require_impartial(Supervision.INSPECT, matter=inspection, by=by)
    row = held(inspection)
    if row.tell_due_on is None or row.told_on is not None:
        raise NotInOrder(_("这件监督事项不需要另行告知，或者已经告知。"))
    in_the_past(on, _("告知日期"))
    if row.closed_at is not None and on < timezone.localdate(row.closed_at):
        raise AtField("on", _("告知日期不能早于办结日期。"))
    row.told_on, row.told_how = on, how
    row.version += 1
    row.save(update_fields=["told_on", "told_how", "version"])
    audit.record("supervision.matter.told", subject=row, by=by, unit=row.unit, number=row.number, how=str(how))
    return row


@in_house_language
@transaction.atomic
def draw_sheet(*, inspection: Inspection, by: Any) -> Any:
    """线索登记表: where the clue came from, what about, whether it was taken up; not its words, nor who brought it."""
    matters.require_impartial(Supervision.INSPECT, matter=inspection, by=by)
    facts = employer_facts(inspection.employer) | {
        "number": inspection.number,
        "on": timezone.localdate(inspection.opened_at),
        "title": inspection.title,
        "source": inspection.get_source_display(),  # type: ignore[attr-defined]
        "scope": f"{inspection.scope} {inspection.get_scope_display()}",  # type: ignore[attr-defined]
        "special": inspection.get_special_display() if inspection.special else "",  # type: ignore[attr-defined]
        "workers": inspection.workers,
        "stage": str(inspection.stage.title),
        "accepted_on": inspection.accepted_on,
        "unit": inspection.unit.name,
    }
    refuse_complainant(inspection, facts)
    held(inspection)
    return draft_again(inspection, "supervision.clue-sheet", facts, by=by) or documents.draw_up(
        kind="supervision.clue-sheet", unit=inspection.unit, facts=facts, by=by, subject=inspection,
        employer=inspection.employer, addressee=inspection.unit.name,
    )  # fmt: skip


def in_the_past(day: date, what: str) -> None:
    """Refuse a day that is still to come."""
    if day > timezone.localdate():
        raise NotInOrder(_("%(what)s不能晚于今天。") % {"what": what})


@transaction.atomic
def name_employer(*, inspection: Inspection, employer: Any, by: Any) -> Inspection:
    """Which employer it is about, where the worker knew only a name; not once letters have been written."""
    matters.require_impartial(Supervision.INSPECT, matter=inspection, by=by)
    row = held(inspection)
    if row.is_closed or queries.letters_about(row):
        raise NotInOrder(_("已经发函或办结，不能再改用人单位。"))
    row.employer = employer
    row.version += 1
    row.save(update_fields=["employer", "version"])
    audit.record("supervision.matter.employer-named", subject=row, by=by, unit=row.unit, employer_id=employer.pk)
    return row


def held(inspection: Inspection) -> Inspection:
    """The row as it stands now, held until the transaction ends."""
    rows = Inspection.objects.at_desks([inspection.desk_id]).select_for_update(of=("self",)).select_related("unit")
    row: Inspection = rows.get(pk=inspection.pk)
    return row


@transaction.atomic
def read_summary(*, inspection: Inspection, by: Any) -> str:
    """The clue in words, for who works on it; each look leaves a line."""
    matters.require_impartial(Supervision.INSPECT, matter=inspection, by=by)
    audit.record("supervision.clue.read", subject=inspection, by=by, unit=inspection.unit, number=inspection.number)
    return inspection.summary.reveal() if inspection.summary else ""
