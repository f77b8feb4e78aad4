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
from ..choices import Scope, Source, Special
from ..models import Inspection
from ..permissions import Supervision
from ..refusals import NotInOrder, UseSafety
from .facts import employer_facts


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
    end_case(inspection=case, words=because, by=by, name="decline")


@transaction.atomic
def end_case(*, inspection: Inspection, words: str, by: Any, name: str = "finish") -> None:
    """The worker's case, where the clue came from one, gets the result and is closed."""
    _tell_case(inspection, name, words)


def _tell_case(inspection: Inspection, name: str, words: str) -> None:
    case = queries.case_of(inspection)
    if case is None or case.is_closed:
        return
    if any(move.name == name for move in case.service.moves_from(case.stage_code)):
        cases.move(case=case, name=name, by=accounts.system_user("clock"), says=words)


def in_the_past(day: date, what: str) -> None:
    """Refuse a day that is still to come."""
    if day > timezone.localdate():
        raise NotInOrder(_("%(what)s不能晚于今天。") % {"what": what})


@transaction.atomic
def name_employer(*, inspection: Inspection, employer: Any, by: Any) -> Inspection:
    """Which employer it is about, where the worker knew only a name; not once letters have been written."""
    access.require(by, Supervision.INSPECT, at=inspection.unit)
    if inspection.is_closed or queries.letters_about(inspection):
        raise NotInOrder(_("已经发函或办结，不能再改用人单位。"))
    inspection.employer = employer
    inspection.version += 1
    inspection.save(update_fields=["employer", "version"])
    audit.record(
        "supervision.matter.employer-named", subject=inspection, by=by, unit=inspection.unit, employer_id=employer.pk
    )
    return inspection


@transaction.atomic
def read_summary(*, inspection: Inspection, by: Any) -> str:
    """The clue in words, for who works on it; each look leaves a line."""
    access.require(by, Supervision.INSPECT, at=inspection.unit)
    audit.record("supervision.clue.read", subject=inspection, by=by, unit=inspection.unit, number=inspection.number)
    return inspection.summary.reveal() if inspection.summary else ""
