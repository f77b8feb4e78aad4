"""What supervision answers: papers acted on elsewhere, accidents and hazards, a report its sender took back."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from unionhall.accounts import queries as accounts
from unionhall.audit.events import when
from unionhall.cases import queries as cases
from unionhall.documents import queries as documents
from unionhall.kit.text import in_house_language
from unionhall.matters import actions as matters
from unionhall.matters import queries as matters_read
from unionhall.orgs import queries as orgs

from . import actions, queries
from .actions.serving import follow_document
from .choices import Incident, Scope, Source
from .models import Inspection, Warning

GRAVE_HAZARDS = ("major", "imminent")


@when(
    "documents.document.signed",
    "documents.document.served",
    "documents.document.answered",
    "documents.document.withdrawn",
)
def follow_papers(line: Any) -> None:
    """A letter's paper was signed, served, answered or withdrawn on the papers' own pages, or by the link."""
    document = documents.document_of(line)
    if document is None or document.subject_type != "supervision.Letter":
        return
    letter = queries.letter_of(document.desk_id, int(document.subject_id))
    if letter.document_id == document.pk:
        follow_document(letter=letter, by=accounts.system_user("clock"))


@when("documents.document.answered")
def follow_notices(line: Any) -> None:
    """An employer answered the notice of its warning, mostly by the link."""
    document = documents.document_of(line)
    if document is not None and document.kind_code == actions.NOTICE:
        warning = matters_read.at_desk(Warning, document.desk_id, int(document.subject_id))
        actions.follow_notice(warning=warning, document=document, by=accounts.system_user("clock"))


@when("supervision.contest.decided")
def colour_anew(line: Any) -> None:
    """An objection was decided: where it was right the colour changes at once, and with it the warning."""
    employer = orgs.employer(int(line.details["employer_id"]))
    if line.details.get("admitted") and employer is not None:
        actions.assess(employer=employer, by=accounts.system_user("clock"))


@when("safety.accident.opened")
def note_accident(line: Any) -> None:
    """Deaths and serious injuries colour the employer."""
    facts = line.details
    if not (facts.get("deaths") or facts.get("serious")):
        return
    incident = Incident.DEATH if facts.get("deaths") else Incident.SERIOUS
    _note(facts.get("employer_id"), incident, line)


@when("safety.accident.voided")
def forget_accident(line: Any) -> None:
    """It was entered by mistake: the line about the employer goes with it."""
    facts = line.details
    employer = orgs.employer(int(facts["employer_id"])) if facts.get("employer_id") else None
    incident = Incident.DEATH if facts.get("deaths") else Incident.SERIOUS
    actions.forget_incident(
        employer=employer, incident=incident, on=date.fromisoformat(facts["entered_on"]),
        because=_("事故%(number)s登记错误，已作废") % {"number": facts["number"]}, by=accounts.system_user("clock"),
    )  # fmt: skip


@when("safety.hazard.overdue")
def note_hazard(line: Any) -> None:
    """A major hazard that was not put right in time."""
    if line.details.get("grade") in GRAVE_HAZARDS:
        _note(line.details.get("employer_id"), Incident.HAZARD, line)


def _note(employer_id: Any, incident: Incident, line: Any) -> None:
    employer = orgs.employer(int(employer_id)) if employer_id else None
    actions.note_incident(employer=employer, incident=incident, on=line.at.date(), by=accounts.system_user("clock"))


@when("bargaining.round.refused", "bargaining.agreement.breached")
def note_bargaining(line: Any) -> None:
    """Talks refused or delayed, or a collective contract broken: a clue at the union that bargains."""
    facts = line.details
    employer, units = orgs.employer(int(facts.get("employer_id") or 0)), orgs.units([int(facts["unit_id"])])
    if employer is not None and units:
        _open_bargaining(units[int(facts["unit_id"])], employer, line)


@in_house_language
def _open_bargaining(unit: Any, employer: Any, line: Any) -> None:
    broken = line.action == "bargaining.agreement.breached"
    title = _("违反集体合同") if broken else _("拒绝或者拖延集体协商")
    words = str(line.details.get("words", ""))
    number = _("来自集体协商%(number)s") % {"number": line.details.get("number", "")}
    actions.register_clue(
        unit=unit, employer=employer, title=title, scope=Scope.AGREEMENT, source=Source.HANDED,
        words=f"{number}\n{words}".strip(), by=accounts.system_user("clock"),
    )  # fmt: skip


@when("cases.case.closed")
def note_withdrawn(line: Any) -> None:
    """The sender took the report back: supervision goes on by itself, but whoever has it should know."""
    if line.details.get("outcome") != "withdrawn":
        return
    number = str(line.details.get("number", ""))
    for row in _of_case(number, line):
        _tell(row)


@when("cases.case.dispatched", "cases.case.returned", "cases.case.decided")
def follow_case(line: Any) -> None:
    """Another union has the worker's case now: the inspection goes along where it lies at the same desk."""
    unit = orgs.units([int(line.details["to"])]).get(int(line.details["to"]))
    case = cases.case_of(line.person_id, int(line.subject_id))
    if unit is None:
        return
    for row in _open_of(case.number, {unit.desk_id, case.origin_desk_id}):
        if row.unit_id != unit.pk:
            _follow(row, unit)


@in_house_language
def _follow(row: Inspection, unit: Any) -> None:
    by = accounts.system_user("clock")
    if unit.desk_id == row.desk_id:
        matters.pass_to(matter=row, unit=unit, by=by, reason=_("诉求已转由该工会办理"))
    else:
        words = _("诉求已转到%(unit)s。监督事项仍在本县（市、区），请与对方当面移交。")
        matters.note(matter=row, words=words % {"unit": unit}, by=by)


def _open_of(number: str, desks: set[int]) -> list[Inspection]:
    rows = Inspection.objects.at_desks(desks).open().filter(origin=number)
    return list(rows.select_related("unit", "employer"))


def _of_case(number: str, line: Any) -> list[Inspection]:
    unit = orgs.units([line.unit_id]).get(line.unit_id) if line.unit_id else None
    if unit is None or not number:
        return []
    return _open_of(number, {unit.desk_id})


@in_house_language
def _tell(row: Inspection) -> None:
    matters.note(
        matter=row,
        words=_("提出线索的职工已撤回诉求。监督事项是否继续，请按查明的情况决定。"),
        by=accounts.system_user("clock"),
    )
