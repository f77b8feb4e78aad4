"""回避 (decision 17): who reported a matter neither writes, signs, sends nor opens its letters, on whichever page."""

from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse

from unionhall.documents import actions as documents
from unionhall.documents import queries as papers
from unionhall.documents.refusals import OwnPaper
from unionhall.matters import actions as matters
from unionhall.matters.refusals import OwnReport
from unionhall.supervision import actions
from unionhall.supervision.models import Inspection, Letter
from unionhall.supervision.refusals import NamesComplainant

from .conftest import OPINION

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 5)


def reported_by(letter: Letter, who: Any) -> Letter:
    """The same letter, of an inspection this person set going."""
    Inspection.objects.filter(pk=letter.inspection_id).update(origin_person_id=who.pk)
    Letter.objects.filter(pk=letter.pk).update(origin_person_id=who.pk)
    letter.refresh_from_db()
    return letter


def refused(*acts: Callable[[], Any], why: type[Exception] = OwnReport) -> None:
    for act in acts:
        with pytest.raises(why, match="回避"):
            act()


def test_letters_of_ones_own_report_are_anothers(letter: Any, house: Any, as_: Any) -> None:
    row = reported_by(letter("served"), house.caseworker)
    by, paper = house.caseworker, papers.document_at(row.desk_id, row.document_id)
    referral = actions.refer_to_inspectorate(letter=row, addressee="监察大队", why="逾期", by=house.reviewer)
    refused(
        lambda: actions.draw_receipt(letter=row, by=by),
        lambda: actions.file_pack(letter=row, by=by),
        lambda: actions.note_credit(letter=row, on=DAY, authority="人社局", entry="欠薪", published=False, by=by),
        lambda: actions.refer_to_inspectorate(letter=row, addressee="监察大队", why="逾期", by=by),
        lambda: actions.note_answer_of(referral=referral, answer="已立案", on=DAY, by=by),
    )
    refused(
        lambda: documents.read(document=paper, by=by),
        lambda: documents.download_word(document=paper, by=by),
        lambda: documents.employer_link(document=paper, by=by),
        why=OwnPaper,
    )
    client = as_(by)
    page = client.get(reverse("supervision:letter", args=[row.number]))
    assert [page.context[name] for name in ("in_charge", "may_refer", "may_pack")] == [False] * 3
    shown = client.get(reverse("documents:detail", args=[paper.pk]))
    assert (shown.context["acts"], "回避" in shown.content.decode()) == ([], True)
    assert client.post(reverse("documents:pdf", args=[paper.pk])).status_code == 302
    assert client.post(reverse("documents:words", args=[paper.pk])).status_code == 302
    assert as_(house.reviewer).get(reverse("documents:detail", args=[paper.pk])).context["acts"]


def test_a_draft_is_neither_changed_nor_signed_on_its_papers_page(letter: Any, house: Any) -> None:
    row = reported_by(letter("draft"), house.township)
    paper = papers.document_at(row.desk_id, row.document_id)
    refused(lambda: actions.edit_letter(letter=row, facts=OPINION, by=house.township))
    row = reported_by(row, house.reviewer)
    refused(lambda: documents.sign_off(document=paper, by=house.reviewer, post="主席"), why=OwnPaper)


def test_a_recommendation_keeps_who_reported_it(letter: Any, house: Any, clock: Any) -> None:
    row = reported_by(letter("served"), house.worker)
    clock.move_to("2026-03-27")
    matters.move(matter=row, name="lapse", by=_clock())
    asked = {"authority": "余杭区人力社保局", "summary": "逾期未答复", "suggested": "责令改正"}
    matters.move(matter=row, name="recommend", by=house.caseworker, reason="R2", **asked)
    assert Letter.objects.get(number=row.led_to).origin_person_id == house.worker.pk


def test_letters_drafted_before_learn_it_from_their_inspection(letter: Any, house: Any) -> None:
    row = reported_by(letter("draft"), house.reviewer)
    Letter.objects.filter(pk=row.pk).update(origin_person_id=None)
    import_module("unionhall.supervision.migrations.0005_letters_reported_by").name_who_reported(apps, None)
    row.refresh_from_db()
    assert row.origin_person_id == house.reviewer.pk


def test_no_record_names_who_reported_it(house: Any) -> None:
    case = house.case(
        "supervision.clue", employer=house.employers[0], answers={"scope": "05", "special": "", "people": 3}
    )
    row = Inspection.objects.get(origin=case.number)
    with pytest.raises(NamesComplainant):
        matters.move(matter=row, name="refuse", by=house.township, because=f"{house.worker}已另行投诉。")
    row.refresh_from_db()
    matters.move(matter=row, name="accept", by=house.township)
    given = {"inspection": row, "on": DAY, "place": "厂区", "by": house.township}
    with pytest.raises(NamesComplainant):
        actions.add_record(kind="evidence", words=f"{house.worker}的工资条", **given)
    assert actions.add_record(kind="evidence", words="投诉职工的工资条", **given)


def _clock() -> Any:
    from unionhall.accounts import queries as accounts

    return accounts.system_user("clock")
