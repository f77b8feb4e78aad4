"""What is handed on: the pack to the labour inspectorate, clues to the procuratorate, entries in the credit file."""

from datetime import date
from io import BytesIO
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pypdf import PdfReader, PdfWriter

from unionhall.audit import actions as audit
from unionhall.documents import actions as documents
from unionhall.documents import queries as papers
from unionhall.kit import access
from unionhall.kit.access import Level
from unionhall.kit.text import in_house_language
from unionhall.matters import actions as matters

from .. import queries
from ..choices import LetterStage, ReferralKind
from ..models import Inspection, Letter, Referral
from ..permissions import Supervision
from ..refusals import AtField, Changed, NotInOrder
from .clues import in_the_past
from .facts import employer_facts, refuse_complainant
from .recommending import files_of

FROM_LETTER = (
    LetterStage.REFUSED,
    LetterStage.OVERDUE,
    LetterStage.ANSWERED,
    LetterStage.RECHECKED,
    LetterStage.RECOMMENDED,
    LetterStage.SERVED,
    LetterStage.FEEDBACK,
    LetterStage.CLOSED,
)


def _federation(by: Any, about: Letter | Inspection) -> Any:
    """The federation of county level or above that hands it on, where `by` may and has not reported it."""
    held = [h for h in access.why(by, Supervision.RECOMMEND, at=about.unit) if h.level <= Level.COUNTY]
    if not held:
        raise NotInOrder(gettext_lazy("材料由县级以上地方总工会移送。"))
    matters.require_impartial(Supervision.RECOMMEND, matter=about, by=by)
    return about.unit


@in_house_language
@transaction.atomic
def refer_to_inspectorate(*, letter: Letter, addressee: str, why: str, by: Any) -> Referral:
    """The pack: a transfer letter with the list of files. The files themselves are one PDF (`file_pack`)."""
    if letter.stage_code not in FROM_LETTER or letter.received_on is None:
        raise NotInOrder(gettext_lazy("函件送达以后才能移送。"))
    return _refer(ReferralKind.INSPECTORATE, by, addressee, why, letter=letter)


@in_house_language
@transaction.atomic
def refer_to_procuratorate(*, inspection: Inspection, addressee: str, why: str, by: Any) -> Referral:
    """Clues of arrears, social insurance or special groups where the employer does not cooperate."""
    if not inspection.accepted or inspection.found_on is None:
        raise NotInOrder(gettext_lazy("查实违法的事项才能移送检察机关。"))
    return _refer(ReferralKind.PROCURATORATE, by, addressee, why, inspection=inspection)


def _refer(
    kind: ReferralKind,
    by: Any,
    addressee: str,
    why: str,
    *,
    letter: Letter | None = None,
    inspection: Inspection | None = None,
) -> Referral:
    about = letter if letter is not None else inspection
    assert about is not None
    unit = _federation(by, about)
    _refuse_second(about, kind, addressee)
    source = inspection if letter is None else queries.inspection_about(letter)
    files = files_of(source, letter)
    facts = employer_facts(about.employer) | {
        "number": about.number,
        "addressee": addressee.strip(),
        "why": why.strip(),
        "files": files,
        "unit": unit.name,
        "on": timezone.localdate(),
        "kind": str(kind.label),
    }
    refuse_complainant(source, facts)
    paper = documents.draw_up(
        kind="supervision.transfer",
        unit=unit,
        facts=facts,
        by=by,
        subject=about,
        employer=about.employer,
        addressee=addressee.strip(),
    )
    row: Referral = Referral.objects.create(
        desk_id=about.desk_id,
        kind=kind,
        unit=unit,
        employer=about.employer,
        addressee=addressee.strip()[:120],
        letter_id=letter.pk if letter else None,
        letter_number=letter.number if letter else "",
        inspection_id=inspection.pk if inspection else None,
        inspection_number=inspection.number if inspection else "",
        on=timezone.localdate(),
        why=why.strip()[:300],
        files=files,
        document_id=paper.pk,
        by_id=by.pk,
        by_name=str(by)[:60],
    )
    audit.record("supervision.referral.made", subject=row, by=by, unit=unit, kind=str(kind), number=about.number)
    return row


def _refuse_second(about: Letter | Inspection, kind: ReferralKind, addressee: str, on: date | None = None) -> None:
    """Once to the same office until it has answered; an entry of the credit file once a day. The matter is held."""
    type(about).objects.at_desks([about.desk_id]).select_for_update(of=("self",)).get(pk=about.pk)
    kept = {"letter": about} if isinstance(about, Letter) else {"inspection": about}
    same = [
        one for one in queries.referrals_of(**kept) if one.kind == kind and one.addressee == addressee.strip()[:120]
    ]
    if kind == ReferralKind.CREDIT:
        same = [one for one in same if one.on == on]
    if any(one.answered_on is None for one in same):
        raise NotInOrder(_("已经登记过%(what)s（%(who)s），不用重复登记。") % {"what": kind.label, "who": addressee})


@transaction.atomic
def file_pack(*, letter: Letter, by: Any) -> bytes:
    """The signed papers of the letter and its inspection as one PDF with bookmarks; taking it leaves a line.

    Drafts and withdrawn papers are left out; each reading of a paper is a line as well.
    """
    matters.require_impartial(Supervision.VIEW, matter=letter, by=by)
    about = [one for one in (queries.inspection_about(letter), letter) if one is not None]
    found = [one for subject in about for one in reversed(papers.of_subject(subject)) if one.stands]
    if not found:
        raise NotInOrder(gettext_lazy("还没有已签发的文书可以装订。"))
    writer = PdfWriter()
    for one in found:
        reader = PdfReader(BytesIO(documents.download_pdf(document=one, by=by)))
        first = len(writer.pages)
        writer.append(reader, import_outline=False)
        writer.add_outline_item(f"{one.title} {one.number}".strip(), first)
    whole = BytesIO()
    writer.write(whole)
    audit.record(
        "supervision.pack.taken", subject=letter, by=by, unit=letter.unit, number=letter.number, papers=len(found)
    )
    return whole.getvalue()


@transaction.atomic
def note_credit(*, letter: Letter, on: date, authority: str, entry: str, published: bool, by: Any) -> Referral:
    """That the authority entered the breach in the employer's credit file, and whether it was published."""
    matters.require_impartial(Supervision.INSPECT, matter=letter, by=by)
    in_the_past(on, _("记入日期"))
    if letter.received_on is None:
        raise NotInOrder(gettext_lazy("函件送达以后才会有信用记录。"))
    _refuse_second(letter, ReferralKind.CREDIT, authority, on)
    row: Referral = Referral.objects.create(
        desk_id=letter.desk_id,
        kind=ReferralKind.CREDIT,
        unit=letter.unit,
        employer=letter.employer,
        addressee=authority.strip()[:120],
        letter_id=letter.pk,
        letter_number=letter.number,
        on=on,
        why=entry.strip()[:300],
        published=published,
        by_id=by.pk,
        by_name=str(by)[:60],
    )
    audit.record("supervision.credit.noted", subject=row, by=by, unit=letter.unit, number=letter.number)
    return row


@transaction.atomic
def note_answer_of(*, referral: Referral, answer: str, on: date, by: Any) -> Referral:
    """What the office it was handed to answered."""
    matters.require_impartial(Supervision.INSPECT, matter=queries.referred(referral), by=by)
    in_the_past(on, _("答复日期"))
    rows = Referral.objects.at_desks([referral.desk_id]).select_for_update(of=("self",)).select_related("unit")
    referral = rows.get(pk=referral.pk)
    if referral.answered_on is not None:
        raise Changed
    if on < referral.on:
        raise AtField("on", gettext_lazy("答复日期不能早于移送日期。"))
    referral.answer, referral.answered_on = answer.strip()[:300], on
    referral.save(update_fields=["answer", "answered_on"])
    audit.record("supervision.referral.answered", subject=referral, by=by, unit=referral.unit, kind=referral.kind)
    return referral


@transaction.atomic
def record_export(*, what: str, unit: Any, rows: int, by: Any) -> None:
    """The line a list or report leaves when it is taken out of the house as a file."""
    audit.record("kit.export.made", by=by, unit=unit, what=what, rows=rows)
