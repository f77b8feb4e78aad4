"""Drafting letters to employers: one, or a reminder to many. What stands in a letter are its document's facts."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.audit import actions as audit
from unionhall.documents import actions as documents
from unionhall.documents import queries as papers
from unionhall.kit import access
from unionhall.kit.numbers import next_number
from unionhall.kit.text import in_house_language
from unionhall.matters import actions as matters
from unionhall.orgs import queries as orgs
from unionhall.rules import queries as rules

from .. import queries
from ..choices import BREACH_LETTERS, InspectionStage, LetterKind, LetterStage, Scope
from ..models import Inspection, Letter, Measure
from ..permissions import Supervision
from ..refusals import Changed, NotInOrder, OnlyFederation
from .clues import held
from .facts import employer_facts, refuse_complainant, team_facts

Facts = Mapping[str, Any]
WORKING = (InspectionStage.HEAR, InspectionStage.CONSULT, InspectionStage.INVESTIGATE, InspectionStage.LETTER)


@in_house_language
@transaction.atomic
def draft_letter(
    *, kind: str, unit: Any, employer: Any, facts: Facts, by: Any, inspection: Inspection | None = None, batch: str = ""
) -> Letter:
    """A draft of a reminder, opinion or correction letter; `facts` as the forms give them.

    An opinion or correction belongs to an inspection in which a breach was found. A 建议书 is made of a letter
    (`recommend`), and by federations only.
    """
    access.require(by, Supervision.INSPECT, at=unit)
    if inspection is not None:
        matters.require_impartial(Supervision.INSPECT, matter=inspection, by=by)
        inspection = held(inspection)  # as it stands: nobody closes it meanwhile, nor begins another letter of it
    if kind == LetterKind.RECOMMENDATION:
        raise OnlyFederation
    _check(kind, unit, employer, inspection)
    if inspection is not None:
        _refuse_second(kind, inspection)
    letter: Letter = matters.open_matter(
        model=Letter,
        unit=unit,
        employer=employer,
        title=titled(kind, employer),
        by=by,
        kind=kind,
        batch=batch,
        drafted_by_id=by.pk,
        holder_id=by.pk,
        holder_name=str(by)[:60],
        inspection_id=inspection.pk if inspection else None,
        origin_person_id=inspection.origin_person_id if inspection else None,  # who reported it signs nothing of it
        inspection_number=inspection.number if inspection else "",
        **_columns(facts),
    )
    whole = _whole(letter, facts, inspection)
    refuse_complainant(inspection, whole)
    document = documents.draw_up(
        kind=f"supervision.{kind}", unit=unit, facts=whole, by=by, subject=letter, employer=employer
    )
    letter.document_id = document.pk
    letter.save(update_fields=["document_id"])
    _write_measures(letter, facts.get("measures", ()))
    return letter


@in_house_language
@transaction.atomic
def edit_letter(*, letter: Letter, facts: Facts, by: Any) -> Letter:
    """New words for a draft."""
    matters.require_impartial(Supervision.INSPECT, matter=letter, by=by)
    seen, letter = letter.version, hold_letter(letter)
    if letter.version != seen:
        raise Changed
    if letter.stage_code != LetterStage.DRAFT:
        raise NotInOrder(gettext_lazy("已签发的函件不能修改，只能撤回后重新拟稿。"))
    inspection = queries.inspection_about(letter)
    whole = _whole(letter, facts, inspection)
    refuse_complainant(inspection, whole)
    documents.redraw(document=document_of(letter), facts=whole, by=by)
    for name, value in _columns(facts).items():
        setattr(letter, name, value)
    letter.version += 1
    letter.save()
    _write_measures(letter, facts.get("measures", ()))
    audit.record("supervision.letter.edited", subject=letter, by=by, unit=letter.unit, number=letter.number)
    return letter


@in_house_language
@transaction.atomic
def send_reminders(*, unit: Any, employers: Iterable[Any], facts: Facts, by: Any) -> list[Letter]:
    """One draft for each employer, under one batch number, to be signed one by one or together."""
    access.require(by, Supervision.INSPECT, at=unit)
    firms = list({firm.pk: firm for firm in employers}.values())
    most = int(rules.value("supervision.reminder-batch", place=queries.place_of(unit)))
    if not firms or len(firms) > most:
        raise NotInOrder(_("一次最多给 %(most)d 家用人单位发提示函，至少一家。") % {"most": most})
    taken = next_number(desk_id=unit.desk_id, series="supervision-batch")
    batch = f"{orgs.unit(unit.desk_id).code[:8]}-{timezone.localdate():%Y%m%d}-{taken}"
    made = [
        draft_letter(kind=LetterKind.REMINDER, unit=unit, employer=firm, facts=facts, by=by, batch=batch)
        for firm in firms
    ]
    audit.record("supervision.batch.drafted", by=by, unit=unit, batch=batch, letters=len(made))
    return made


def hold_letter(letter: Letter) -> Letter:
    """The row as it stands now, held until the transaction ends."""
    rows = Letter.objects.at_desks([letter.desk_id]).select_for_update(of=("self",)).select_related("unit", "employer")
    row: Letter = rows.get(pk=letter.pk)
    return row


def _refuse_second(kind: str, inspection: Inspection) -> None:
    """One draft of a kind at a time."""
    drafts = [one for one in queries.open_letters_of(inspection) if one.kind == kind]
    if twice := next((one for one in drafts if one.stage_code == LetterStage.DRAFT), None):
        words = _("这件监督事项已有一份%(kind)s草稿：%(number)s，请修改它，或者先作废。")
        raise NotInOrder(words % {"kind": LetterKind(kind).label, "number": twice.number})


def titled(kind: str, employer: Any) -> str:
    """What lists call the letter: its kind and the employer."""
    named = _("%(kind)s：%(employer)s") % {"kind": LetterKind(kind).label, "employer": employer.shown_name}
    return named[:160]


def document_of(letter: Letter) -> Any:
    """The letter's paper; it lies at the letter's desk."""
    found = papers.document_at(letter.desk_id, letter.document_id) if letter.document_id else None
    if found is None:
        raise NotInOrder(gettext_lazy("没有找到这件函件的文书，请联系管理员。"))
    return found


def _check(kind: str, unit: Any, employer: Any, inspection: Inspection | None) -> None:
    if employer is None:
        raise NotInOrder(gettext_lazy("请填写用人单位。"))
    if kind in BREACH_LETTERS and inspection is None:
        raise NotInOrder(gettext_lazy("意见书须以一件已查实的监督事项为依据。"))
    if inspection is None:
        return
    if inspection.employer_id != employer.pk:
        raise NotInOrder(gettext_lazy("监督事项涉及的不是这家用人单位。"))
    if kind in BREACH_LETTERS and inspection.stage_code != InspectionStage.LETTER:
        raise NotInOrder(gettext_lazy("查实违法后才能发意见书。只是提醒风险的，请发提示函。"))
    if kind == LetterKind.REMINDER and (inspection.goes_straight or inspection.stage_code not in WORKING):
        raise NotInOrder(gettext_lazy("这件监督事项不适用提示函。"))


def _columns(facts: Facts) -> dict[str, Any]:
    return {
        "scope": facts.get("scope") or Scope.OTHER,
        "reply_wished": bool(facts.get("reply_wished", True)),
        "workers": facts.get("workers") or 0,
        "sum_involved": facts.get("sum_involved") or 0,
    }


def _whole(letter: Letter, facts: Facts, inspection: Inspection | None) -> dict[str, Any]:
    """The document's facts: the common head, what was typed, and the source without anybody's name."""
    team = team_facts(queries.team_of(inspection)) if inspection is not None else []
    source = inspection.get_source_display() if inspection is not None else ""  # type: ignore[attr-defined]
    return {
        **{name: value for name, value in facts.items() if name not in ("measures", "employer")},
        **employer_facts(letter.employer),
        "kind": letter.kind,
        "scope": str(Scope(facts.get("scope") or Scope.OTHER).label),
        "scope_code": str(facts.get("scope") or Scope.OTHER),
        "source": str(source),
        "matter": letter.inspection_number,
        "team": team,
        "handler": letter.holder_name,
        "measures": [[text, due] for text, due in facts.get("measures", ())],
        "unit": letter.unit.name,
        "reply_days": _reply_days(letter),
    }


def _reply_days(letter: Letter) -> str:
    """«十五个工作日内» as the rule of the place says it on the day of drafting."""
    place = queries.place_of(letter.unit, letter.employer)
    return rules.rule(f"supervision.{letter.kind}-reply", place=place).text


def _write_measures(letter: Letter, measures: Iterable[tuple[str, date]]) -> None:
    rows = Measure.objects.at_desks([letter.desk_id]).filter(matter_id=letter.pk, promised=False)
    rows.delete()
    Measure.objects.bulk_create(
        Measure(desk_id=letter.desk_id, matter_id=letter.pk, place=number, text=text[:200], due_on=due)
        for number, (text, due) in enumerate(measures, start=1)
    )
