"""A letter after its draft: signed by the right post, served with proof, answered in time or not, withdrawn.

These follow from moves and run in the move's transaction; columns they assign are saved after them.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.documents import actions as documents
from unionhall.documents import queries as papers
from unionhall.documents.choices import DeliveryWay, DocumentState
from unionhall.kit import figures
from unionhall.kit.access import Level
from unionhall.kit.text import in_house_language
from unionhall.matters import actions as matters
from unionhall.rules import queries as rules

from .. import queries
from ..choices import LetterStage, Post
from ..models import Letter, Measure
from ..permissions import Supervision
from ..posts import post_named
from ..refusals import AtField, NotInOrder, OnlyFederation
from .clues import in_the_past
from .facts import draft_again, employer_facts
from .inspecting import refer_onward
from .letters import document_of, hold_letter

Promise = tuple[str, date, str]  # what, by when, who answers for it


def check_sign(case: Letter, by: Any) -> None:
    """Four eyes above the grassroots; recommendations only by county federations and above (LT-7)."""
    if case.is_recommendation and case.unit.level > Level.COUNTY:
        raise OnlyFederation
    if case.drafted_by_id == by.pk and case.unit.level < Level.GRASSROOTS:
        raise NotInOrder(gettext_lazy("拟稿人不能签发自己拟的函件，请由工会主席或副主席签发。"))


def check_paper(document: Any, by: Any, post: str) -> None:
    """The same for a letter's paper signed on the papers' own page: by whom, and as chair or vice-chair."""
    check_sign(queries.letter_of(document.desk_id, int(document.subject_id)), by)
    if post_named(post) is None:
        raise AtField("post", gettext_lazy("监督函件由工会主席或副主席签发，请填写“工会主席”或者“工会副主席”。"))


@transaction.atomic
def sign(*, case: Letter, by: Any, post: str) -> None:
    """Signed by the chair or a vice-chair: the number is taken, the text frozen."""
    if post not in Post.values:
        raise NotInOrder(gettext_lazy("函件由工会主席或副主席签发。"))
    documents.sign_off(document=document_of(case), by=by, post=str(Post(post).label))
    case.signer_post, case.signed_on = post, timezone.localdate()


@in_house_language
@transaction.atomic
def draw_receipt(*, letter: Letter, by: Any) -> Any:
    """The receipt to print and take along to whoever the letter goes to."""
    matters.require_impartial(Supervision.INSPECT, matter=letter, by=by)
    if not letter.was_signed or letter.is_closed:
        raise NotInOrder(gettext_lazy("函件签发以后、办结以前才能打印送达回证。"))
    paper = document_of(letter)
    facts = {
        "letter": paper.title,
        "number": paper.number,
        "addressee": letter.addressee or employer_facts(letter.employer)["employer"],
        "address": "" if letter.is_recommendation else employer_facts(letter.employer)["address"],
        "unit": letter.unit.name,
    }
    hold_letter(letter)
    return draft_again(letter, "supervision.receipt", facts, by=by) or documents.draw_up(
        kind="supervision.receipt", unit=letter.unit, facts=facts, by=by, subject=letter, employer=letter.employer
    )


@in_house_language
@transaction.atomic
def note_served(
    *, case: Letter, by: Any, way: str, on: date, place: str, receiver: str, proof: Any = None, witness: str = ""
) -> None:
    """Served with a receipt: the clock of the reply (or of the authority's feedback) starts with the day of receipt."""
    _deliver(case, by, way, on, place, receiver, proof, witness, refused=False)
    start_reply_clock(case, on, by=by)


def start_reply_clock(case: Letter, on: date, *, by: Any) -> None:
    """Columns, clock and count of a letter that arrived on that day; the rule it is counted by is kept."""
    case.received_on, case.served_unit_id = on, case.unit_id
    figures.add(f"supervision.letters_{case.kind}", unit=case.unit, day=on)
    if case.is_recommendation:
        place = queries.place_of(case.unit, case.employer)
        row = rules.rule("supervision.authority-feedback", place=place, on=on)
        case.feedback_due_on = rules.span("supervision.authority-feedback", start=on, place=place).due
        case.accept_due_on = rules.span("supervision.authority-accept", start=on, place=place).due
        case.reply_rule = row.as_json()
        matters.set_due(case, case.accept_due_on, by=by)  # first it takes it up, or says why not
        inspection = queries.inspection_about(case)
        if inspection is not None:
            refer_onward(inspection=inspection, by=by)
    elif case.reply_wished:
        case.reply_due_on, case.reply_rule = queries.reply_due(case, on)
        matters.set_due(case, case.reply_due_on, by=by)
    else:
        matters.set_due(case, by=by)


@in_house_language
@transaction.atomic
def note_refusal(
    *, case: Letter, by: Any, on: date, place: str, receiver: str, witness: str, proof: Any = None
) -> None:
    """Refused before a witness and left: never to be answered, so it counts as a letter due."""
    _deliver(case, by, DeliveryWay.LEFT, on, place, receiver, proof, witness, refused=True)
    _refused(case, on)


def _refused(case: Letter, on: date) -> None:
    case.refused, case.received_on, case.served_unit_id = True, on, case.unit_id
    figures.add(f"supervision.letters_{case.kind}", unit=case.unit, day=on)
    if not case.is_recommendation and case.reply_wished:  # one that asked for no reply was never due
        _judge(case, timezone.localdate(), in_time=False)


def _deliver(
    case: Letter, by: Any, way: str, on: date, place: str, receiver: str, proof: Any, witness: str, *, refused: bool
) -> None:
    in_the_past(on, _("送达日期"))
    paper = document_of(case)
    given = proof[0] if isinstance(proof, list) and proof else proof or None
    if given is None and papers.asks_proof(paper, way, refused=refused):
        raise AtField("receipt", gettext_lazy("请上传送达回证、邮寄单或现场照片。"))
    documents.serve(
        document=paper,
        way=way,
        on=on,
        place=place,
        receiver=receiver,
        by=by,
        proof=given,
        refused=refused,
        witness=witness,
    )


def check_employer_letter(case: Letter, by: Any) -> None:
    if case.is_recommendation:
        raise NotInOrder(gettext_lazy("建议书由政府部门反馈，请登记部门反馈。"))
    if not case.reply_wished:
        raise NotInOrder(gettext_lazy("这件提示函没有要求回复。"))


@in_house_language
@transaction.atomic
def note_reply(
    *, case: Letter, by: Any, on: date, agrees: str, reply: str, signer: str, promises: list[Promise]
) -> None:
    """The employer's written reply, with what it promises by when; late ones are taken and stay late (LT-6)."""
    if case.received_on and on < case.received_on:
        raise NotInOrder(gettext_lazy("答复日期不能早于送达日期。"))
    documents.answer(document=document_of(case), agrees=agrees, words=reply, signer=signer, on=on, by=by)
    take_reply(case, on, agrees, promises, by=by)


def take_reply(case: Letter, on: date, agrees: str, promises: list[Promise], *, by: Any) -> None:
    """Columns of a reply of that day, whichever way it came; the recheck follows the last promised day."""
    case.replied_on, case.agrees = on, agrees
    if case.judged_on is None:
        _judge(case, on, in_time=not case.reply_is_late(on))
    _promise(case, promises)
    _start_recheck(case, on, by=by)


@transaction.atomic
def note_promises(*, case: Letter, by: Any, promises: list[Promise]) -> None:
    """What a reply that came by the link promises, read by the union and written down with days and names."""
    if not promises:
        raise AtField("promise1", gettext_lazy("请至少填写一项措施和期限。"))
    _promise(case, promises)
    _start_recheck(case, case.replied_on or timezone.localdate(), by=by)


def _start_recheck(case: Letter, on: date, *, by: Any) -> None:
    """The recheck follows the last day of what was asked and promised."""
    last = max((one.due_on for one in queries.measures_of(case)), default=None)
    if last is not None:
        place = queries.place_of(case.unit, case.employer)
        matters.set_due(case, rules.span("supervision.recheck", start=max(last, on), place=place).due, by=by)


@transaction.atomic
def judge_silent(*, case: Letter, by: Any) -> None:
    """The last day has passed without a reply."""
    if not case.is_recommendation:
        _judge(case, timezone.localdate(), in_time=False)


def _judge(case: Letter, day: date, *, in_time: bool) -> None:
    """Whether the reply came in time is settled once, on that day, at the union that has the letter then."""
    if case.judged_on is not None:
        return
    case.judged_on, case.replied_in_time, case.judged_unit_id = day, in_time, case.unit_id
    figures.add("supervision.letters_due", unit=case.unit, day=day)
    if in_time:
        figures.add("supervision.replies_in_time", unit=case.unit, day=day)
        figures.add(f"supervision.answered_{case.kind}", unit=case.unit, day=day)


def _promise(case: Letter, promises: list[Promise]) -> None:
    before = queries.measures_of(case)
    start = max((one.place for one in before), default=0) + 1
    Measure.objects.bulk_create(
        Measure(
            desk_id=case.desk_id,
            matter_id=case.pk,
            place=number,
            text=text[:200],
            due_on=due,
            person=person[:60],
            promised=True,
        )
        for number, (text, due, person) in enumerate(promises, start=start)
    )


@transaction.atomic
def withdraw(*, case: Letter, by: Any, because: str) -> None:
    """It stands no longer and is never deleted; a draft's paper goes, for it never had a number."""
    document = document_of(case)
    case.closed_unit_id, case.ending = case.unit_id, because
    if document.state == DocumentState.DRAFT:
        documents.drop_draft(document=document, by=by)
        case.document_id = None
    elif document.state != DocumentState.WITHDRAWN:
        documents.withdraw(document=document, reason=because, by=by)
    if case.about_id:
        _free_origin(case)


def _free_origin(case: Letter) -> None:
    """The letter a withdrawn recommendation was made of may lead to another one."""
    rows = Letter.objects.at_desks([case.about_desk_id]).filter(pk=case.about_id)
    rows.update(led_to="")


# --- what was done on the documents' own pages is followed here -------------------------------------------------------


@in_house_language
@transaction.atomic
def follow_document(*, letter: Letter, by: Any) -> None:
    """Bring the letter where its document already is: signed, served, answered or withdrawn there."""
    document = document_of(letter)
    if letter.is_closed:
        return
    if document.state == DocumentState.WITHDRAWN:
        matters.move(matter=letter, name="follow_withdrawn", by=by)
        return
    if letter.stage_code == LetterStage.DRAFT and document.state != DocumentState.DRAFT:
        matters.move(matter=letter, name="follow_signed", by=by)
    if letter.stage_code == LetterStage.SIGNED and document.served_on is not None:
        refused = all(one.refused for one in papers.deliveries_of(document))
        matters.move(matter=letter, name="follow_refused" if refused else "follow_served", by=by)
    if letter.stage_code in (LetterStage.SERVED, LetterStage.OVERDUE) and papers.answers_of(document):
        matters.move(matter=letter, name="follow_answer", by=by)


@transaction.atomic
def follow_signed(*, case: Letter, by: Any) -> None:
    document = document_of(case)
    case.signed_on = timezone.localdate(document.signed_at)
    case.signer_post = post_named(document.post) or Post.CHAIR


@transaction.atomic
def follow_served(*, case: Letter, by: Any) -> None:
    start_reply_clock(case, document_of(case).served_on, by=by)


@transaction.atomic
def follow_refused(*, case: Letter, by: Any) -> None:
    _refused(case, document_of(case).served_on)


@transaction.atomic
def follow_answer(*, case: Letter, by: Any) -> None:
    newest = papers.answers_of(document_of(case))[-1]
    take_reply(case, newest.on, newest.agrees, [], by=by)


@transaction.atomic
def follow_withdrawn(*, case: Letter, by: Any) -> None:
    case.closed_unit_id, case.ending = case.unit_id, document_of(case).withdrawn_because
    if case.about_id:
        _free_origin(case)
