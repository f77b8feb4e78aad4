"""The ladder of letters: reminder, opinion, recommendation; who signs, what a receipt starts, how it ends."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from unionhall.accounts import queries as accounts
from unionhall.documents import actions as documents
from unionhall.documents import queries as papers
from unionhall.kit.access import NotAllowed
from unionhall.kit.refusal import Refusal
from unionhall.matters import actions as matters
from unionhall.matters.refusals import OwnReport
from unionhall.supervision import actions, queries
from unionhall.supervision.models import Inspection, Letter
from unionhall.supervision.refusals import NamesComplainant, NotInOrder

from .conftest import OPINION, REMINDER, receipt

pytestmark = pytest.mark.django_db
REPLY = {"agrees": "yes", "reply": "已安排补发", "signer": "例经理"}


def clock_user() -> Any:
    return accounts.system_user("clock")


def document(letter: Letter) -> Any:
    return papers.document_at(letter.desk_id, letter.document_id or 0)


def test_it_is_signed_by_other_eyes_and_takes_its_number(letter: Any, house: Any) -> None:
    row: Letter = letter("draft")
    with pytest.raises(NotAllowed):
        matters.move(matter=row, name="sign", by=house.township, post="chair")
    matters.move(matter=row, name="sign", by=house.reviewer, post="vice")
    paper = document(row)
    assert (row.stage_code, row.signed_on, paper.post) == ("signed", date(2026, 3, 5), "工会副主席")
    assert "工劳监意字〔2026〕1号" in paper.number


def test_the_paper_says_what_was_found(letter: Any) -> None:
    row: Letter = letter("signed")
    title, parts = papers.shown_parts(document(row))
    text = str(parts)
    assert title == "工会劳动法律监督意见书"
    for words in ("劳动法第五十条", "补发拖欠的工资", "2026年3月31日", "15个工作日", "余杭样例制造0厂", "浙监-0001"):
        assert words in text


def test_service_starts_the_clock_and_silence_ends_it(letter: Any, house: Any, clock: Any) -> None:
    row: Letter = letter("served")
    assert (row.reply_due_on, row.due_on, row.reply_rule["place"]) == (date(2026, 3, 26), date(2026, 3, 26), "33")
    clock.move_to("2026-03-26 20:00")
    matters.watch(by=clock_user())
    row.refresh_from_db()
    assert row.stage_code == "served"
    clock.move_to("2026-03-27")
    matters.watch(by=clock_user())
    row.refresh_from_db()
    assert (row.stage_code, row.replied_in_time, row.judged_on) == ("overdue", False, date(2026, 3, 27))
    assert [one.value for one in queries.why_recommend(row)] == ["R2"]


def test_a_reply_in_time_is_checked_again(letter: Any, house: Any, clock: Any) -> None:
    row: Letter = letter("served")
    clock.move_to("2026-03-20")
    promise = ("工资专户", date(2026, 4, 10), "例财务")
    matters.move(matter=row, name="answer", by=house.township, on=date(2026, 3, 20), promises=[promise], **REPLY)
    assert (row.replied_in_time, row.due_on) == (True, date(2026, 5, 11))  # five working days after 04-30
    with pytest.raises(NotInOrder):
        matters.move(matter=row, name="close", by=house.township, result="好", recovered=Decimal(0), people=0)
    clock.move_to("2026-05-08")
    first, second, third = queries.measures_of(row)
    matters.move(
        matter=row,
        name="recheck",
        by=house.township,
        on=date(2026, 5, 8),
        place="厂区",
        team="例监督1",
        employer_signed=True,
        verdicts={first.pk: "done", second.pk: "not", third.pk: "done"},
        note="",
    )
    assert queries.judged_measures(row) == (2, 3)
    assert [one.value for one in queries.why_recommend(row)] == ["R3"]


def test_refused_letters_lead_to_the_authority_and_back(letter: Any, house: Any, clock: Any) -> None:
    """Opinion refused → recommendation signed and served → the inspection waits → feedback → all closed."""
    row: Letter = letter("signed")
    about = queries.inspection_of(row.desk_id, row.inspection_id or 0)
    refusal = {"on": date(2026, 3, 5), "place": "厂区", "receiver": "例门卫"}
    with pytest.raises(Refusal):
        matters.move(matter=row, name="note_refused", by=house.township, witness="", **refusal)
    row.refresh_from_db()
    matters.move(matter=row, name="note_refused", by=house.township, witness="例见证", proof=receipt(), **refusal)
    assert (row.refused, row.replied_in_time) == (True, False)
    asked = {"authority": "余杭区人力社保局", "summary": "拒收", "suggested": "责令改正"}
    with pytest.raises(NotInOrder):
        matters.move(matter=row, name="recommend", by=house.caseworker, reason="R3", **asked)
    row.refresh_from_db()
    matters.move(matter=row, name="recommend", by=house.caseworker, reason="R1", **asked)
    second = Letter.objects.get(number=row.led_to)
    text = str(papers.shown_parts(document(second)))
    assert [words for words in ("余杭样例制造0厂", "移送材料清单", document(row).number) if words not in text] == []
    matters.move(matter=second, name="sign", by=house.reviewer, post="chair")
    assert "工劳监建字〔2026〕1号" in document(second).number
    matters.move(
        matter=second,
        name="serve",
        by=house.caseworker,
        way="direct",
        on=date(2026, 3, 5),
        place="政务大厅",
        receiver="例窗口",
        witness="",
        proof=receipt(),
    )
    about.refresh_from_db()
    assert (about.stage_code, second.due_on) == ("authority", date(2026, 3, 12))  # taken up within five working days
    clock.move_to("2026-03-13")
    matters.watch(by=clock_user())
    second.refresh_from_db()
    assert second.stage_code == "overdue"
    matters.move(
        matter=second, name="note_taken", by=house.caseworker, on=date(2026, 3, 13), case_no="余人社监〔2026〕8号"
    )
    assert (second.stage_code, second.due_on) == ("served", second.feedback_due_on)
    with pytest.raises(NotInOrder):
        matters.move(matter=second, name="note_taken", by=house.caseworker, on=date(2026, 3, 13), case_no="")
    second.refresh_from_db()
    first = second.feedback_due_on
    matters.move(matter=second, name="extend", by=house.caseworker, because="案情复杂")
    assert second.feedback_due_on > first
    with pytest.raises(NotInOrder):
        matters.move(matter=second, name="extend", by=house.caseworker, because="再延")
    second.refresh_from_db()
    clock.move_to("2026-04-10")
    with pytest.raises(NotInOrder):
        matters.move(matter=row, name="close", by=house.township, result="好", recovered=Decimal(0), people=0)
    matters.move(
        matter=second,
        name="note_feedback",
        by=house.caseworker,
        on=date(2026, 4, 9),
        accepted=True,
        case_no="",
        action="order",
        recovered=Decimal("36000.00"),
        people=12,
    )
    assert second.feedback_case == "余人社监〔2026〕8号"
    done = {"result": "已补发", "recovered": Decimal("36000.00"), "people": 12}
    matters.move(matter=second, name="close", by=house.caseworker, **done)
    row.refresh_from_db()
    matters.move(matter=row, name="close", by=house.township, **done)
    about.refresh_from_db()
    matters.move(matter=about, name="close", by=house.township, **done)
    assert (about.stage_code, about.recovered, about.outcome) == ("closed", Decimal("36000.00"), "done")


def test_a_letter_is_withdrawn_and_never_deleted(letter: Any, house: Any) -> None:
    row: Letter = letter("served")
    number = document(row).number
    matters.move(matter=row, name="withdraw", by=house.reviewer, because="事实有误")
    paper = document(row)
    assert (row.stage_code, paper.state, paper.number, row.ending.reveal()) == (
        "withdrawn",
        "withdrawn",
        number,
        "事实有误",
    )


def test_a_draft_is_dropped_without_a_number(letter: Any, house: Any) -> None:
    row: Letter = letter("draft")
    matters.move(matter=row, name="drop", by=house.township, because="不发了")
    assert (row.stage_code, row.document_id) == ("withdrawn", None)


def test_the_complainant_is_in_no_letter(house: Any, supervisor: Any) -> None:
    """Opened from a worker's report: the name typed by mistake is refused, and no paper holds it."""
    case = _reported(house)
    about = Inspection.objects.get(origin=case.number)
    by = house.township
    matters.move(matter=about, name="accept", by=by)
    for number in (1, 2):
        actions.name_supervisor(inspection=about, supervisor=supervisor(number), by=by)
    matters.move(matter=about, name="begin_inquiry", by=by, consented=True, plan="查")
    actions.add_record(inspection=about, kind="inquiry", on=date(2026, 3, 5), place="厂区", words="属实", by=by)
    matters.move(matter=about, name="find_breach", by=by, workers=3)
    name = case.person.name
    given = {"kind": "opinion", "unit": about.unit, "employer": about.employer, "inspection": about, "by": by}
    with pytest.raises(NamesComplainant):
        actions.draft_letter(facts=OPINION | {"findings": f"{name}反映被拖欠工资。"}, **given)
    row = actions.draft_letter(facts=OPINION, **given)
    assert row.origin_person_id == case.person_id  # kept for recusal, never shown
    everything = str(papers.shown_parts(document(row))) + str(papers.facts_of(document(row)))
    assert [words for words in (name, case.number) if words in everything] == []
    assert "职工投诉举报" in everything


def _reported(house: Any) -> Any:
    return house.case(
        "supervision.clue",
        employer=house.employers[0],
        answers={"scope": "05", "special": "", "people": 3},
        secrecy="hidden",
    )


def test_reminders_go_to_many_at_once(house: Any) -> None:
    firms = [house.employers[0], house.employers[1], house.uncovered[0]]
    made = actions.send_reminders(unit=house.townships[0], employers=firms, facts=REMINDER, by=house.township)
    assert (len(made), len({one.batch for one in made}), len({one.number for one in made})) == (3, 1, 3)
    with pytest.raises(NotInOrder):
        actions.send_reminders(unit=house.townships[0], employers=[], facts=REMINDER, by=house.township)
    with pytest.raises(NotAllowed):
        actions.send_reminders(unit=house.townships[0], employers=firms, facts=REMINDER, by=house.outsider)


def test_a_reminder_without_a_wish_for_reply_waits_for_nothing(house: Any) -> None:
    facts = REMINDER | {"reply_wished": False}
    row = actions.draft_letter(
        kind="reminder", unit=house.townships[0], employer=house.employers[0], facts=facts, by=house.township
    )
    matters.move(matter=row, name="sign", by=house.reviewer, post="chair")
    matters.move(
        matter=row,
        name="serve",
        by=house.township,
        way="post",
        on=date(2026, 3, 5),
        place="厂区",
        receiver="例收件",
        witness="",
        proof=receipt(),
    )
    assert (row.due_on, row.reply_due_on) == (None, None)
    with pytest.raises(NotInOrder):
        matters.move(matter=row, name="answer", by=house.township, on=date(2026, 3, 5), promises=[], **REPLY)
    row.refresh_from_db()
    matters.move(matter=row, name="close", by=house.township, result="已提示", recovered=Decimal(0), people=0)
    assert row.stage_code == "closed"


def test_an_opinion_needs_a_proven_breach(house: Any, inspection: Any) -> None:
    about = inspection("investigate")
    with pytest.raises(NotInOrder):
        actions.draft_letter(
            kind="opinion", unit=about.unit, employer=about.employer, facts=OPINION, by=house.township, inspection=about
        )
    with pytest.raises(NotInOrder):
        actions.draft_letter(kind="opinion", unit=about.unit, employer=about.employer, facts=OPINION, by=house.township)


def test_a_letter_is_drafted_of_the_matter_as_it_stands(house: Any, inspection: Any) -> None:
    """What the page showed a while ago does not count: somebody has taken the matter further since."""
    seen = inspection("letter")
    Inspection.objects.filter(pk=seen.pk).update(stage_code="authority")
    with pytest.raises(NotInOrder, match="查实违法后"):
        actions.draft_letter(
            kind="opinion", unit=seen.unit, employer=seen.employer, facts=OPINION, by=house.township, inspection=seen
        )


def test_papers_acted_on_elsewhere_move_the_letter(
    letter: Any, house: Any, django_capture_on_commit_callbacks: Any
) -> None:
    """Signed, served and answered on the papers' own pages, or by the employer's link."""
    row: Letter = letter("draft")
    with django_capture_on_commit_callbacks(execute=True):
        documents.sign_off(document=document(row), by=house.reviewer, post="工会副主席")
    with django_capture_on_commit_callbacks(execute=True):
        documents.serve(
            document=document(row),
            way="direct",
            on=date(2026, 3, 5),
            place="厂区",
            receiver="例收件",
            by=house.township,
            proof=receipt(),
        )
    row.refresh_from_db()
    assert (row.stage_code, row.signer_post, row.reply_due_on) == ("served", "vice", date(2026, 3, 26))
    with django_capture_on_commit_callbacks(execute=True):
        documents.answer(
            document=document(row),
            agrees="partly",
            words="分期补发",
            signer="例经理",
            on=date(2026, 3, 5),
            by=house.township,
        )
    row.refresh_from_db()
    assert (row.stage_code, row.agrees, row.replied_in_time) == ("answered", "partly", True)
    promise = ("分三期补发", date(2026, 5, 20), "例财务")
    matters.move(matter=row, name="note_promises", by=house.township, promises=[promise])
    assert (queries.measures_of(row)[-1].promised, row.due_on) == (True, date(2026, 5, 27))
    with pytest.raises(NotInOrder):
        matters.move(matter=row, name="note_promises", by=house.township, promises=[])


def test_the_pack_is_one_pdf_of_what_was_signed(letter: Any, house: Any) -> None:
    row: Letter = letter("served")
    referral = actions.refer_to_inspectorate(
        letter=row, addressee="余杭区劳动保障监察大队", why="逾期未改正", by=house.caseworker
    )
    assert any(title == "工会劳动法律监督意见书" for title, _mark in referral.files)
    pdf = PdfReader(BytesIO(actions.file_pack(letter=row, by=house.caseworker)))
    titles = [str(one["/Title"]) for one in pdf.outline if isinstance(one, dict)]
    assert titles == [f"工会劳动法律监督意见书 {document(row).number}"]
    with pytest.raises(NotInOrder):
        actions.refer_to_inspectorate(letter=row, addressee="监察", why="x", by=house.township)
    noted = actions.note_credit(
        letter=row,
        on=date(2026, 3, 5),
        authority="余杭区人力社保局",
        entry="拖欠工资",
        published=True,
        by=house.township,
    )
    assert noted.published
    actions.note_answer_of(referral=referral, answer="已立案", on=date(2026, 3, 5), by=house.township)
    assert queries.referrals_of(letter=row)[0].answer == "已立案"


def test_who_reported_it_neither_writes_the_letter_nor_signs_it(letter: Any, house: Any, inspection: Any) -> None:
    row: Letter = letter("draft")
    about = Inspection.objects.get(pk=row.inspection_id)
    Inspection.objects.filter(pk=about.pk).update(origin_person_id=house.township.pk)
    about.refresh_from_db()
    given = {"kind": "opinion", "unit": about.unit, "employer": about.employer, "facts": OPINION, "inspection": about}
    with pytest.raises(OwnReport):
        actions.draft_letter(by=house.township, **given)
    Letter.objects.filter(pk=row.pk).update(origin_person_id=house.reviewer.pk)
    row.refresh_from_db()
    with pytest.raises(OwnReport):
        matters.move(matter=row, name="sign", by=house.reviewer, post="vice")
