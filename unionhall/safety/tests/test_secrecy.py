"""Whoever reports a danger is named nowhere but in their own case: not on pages, in files, letters or the log."""

import io
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse
from python_calamine import load_workbook

from unionhall.audit.models import DeskLine
from unionhall.documents import actions as documents
from unionhall.documents import looks
from unionhall.documents import queries as read_documents
from unionhall.documents.tests.test_typesetting import text_of, words_of
from unionhall.matters import actions as matters
from unionhall.matters import queries as read
from unionhall.matters.models import MatterPaper, Step
from unionhall.people import actions as register
from unionhall.people import queries as people
from unionhall.safety.models import Hazard
from unionhall.safety.queries import hazards
from unionhall.safety.tests.making import VERIFIED, a_hazard, photo, step

pytestmark = pytest.mark.django_db
WHO = ("例职工", "李自述")  # the account's name, and one typed into the open fields and the photo's name
REPORT = {"kind": "01", "grade": "general", "spot": "李自述的冲床", "site": "", "place": "", "seen_at": None}


@pytest.fixture
def hazard(house: Any) -> Hazard:
    """A report with hidden identity, worked on by the township up to its signed letter."""
    case = house.case(
        "safety.hazard", answers=REPORT, secrecy="hidden", sealed={"facts": "我是李自述"},
        papers={"photo": [photo("李自述的手机.jpg")]},
    )  # fmt: skip
    row = Hazard.objects.get(origin=case.number)
    step(row, "verify", house.township)
    return step(row, "notify", house.township)


def test_it_stays_the_reporter_s_when_two_records_of_one_person_become_one(hazard: Hazard, house: Any) -> None:
    kept, other = people.person_of(house.newcomer), people.person_of(house.worker)
    row = register.merge_people(kept=kept, other=other, because="同一人", by=house.organiser)
    hazard.refresh_from_db()
    assert (hazard.origin_person_id, hazards.case_of(hazard).number) == (kept.pk, hazard.origin)
    register.undo_merge(merge=row, because="两个人", by=house.organiser)
    hazard.refresh_from_db()
    assert (hazard.origin_person_id, hazards.case_of(hazard).number) == (other.pk, hazard.origin)


def named(text: str) -> list[str]:
    return [one for one in WHO if one in text]


def test_on_no_page_and_in_no_file(hazard: Hazard, house: Any, as_: Any) -> None:
    desk = as_(house.caseworker)
    for address in (reverse("safety:hazard", args=[hazard.number]), reverse("safety:hazards")):
        page = desk.get(address).content.decode()
        assert (VERIFIED["spot"] in page, named(page)) == (True, [])
    answer = desk.post(reverse("safety:hazards-export"))
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    cells = [str(cell) for row in load_workbook(io.BytesIO(body)).get_sheet_by_index(0).to_python() for cell in row]
    assert hazard.number in cells
    assert named("\n".join(cells)) == []


def test_in_no_letter(hazard: Hazard, house: Any) -> None:
    letter = read_documents.of_subject(hazard)[0]
    signed = documents.sign_off(document=letter, by=house.reviewer, post="副主席")
    for text in (text_of(looks.as_pdf(signed)), words_of(looks.as_word(signed))):
        assert [
            one for one in (VERIFIED["found"], hazard.employer.credit_code, "恢复双手按钮") if one not in text
        ] == []
        assert named(text + signed.title) == []


def test_not_in_the_log_of_the_matter_nor_its_timeline(hazard: Hazard, house: Any) -> None:
    lines = DeskLine.objects.filter(action__startswith="safety.")
    assert lines.exists()
    assert named(str([(one.by_name, one.details) for one in lines])) == []
    assert house.worker.pk not in {one.by_id for one in lines}
    entries = [(one.by_name, one.by_id, one.words.reveal() if one.words else "") for one in read.steps_of(hazard)]
    papers = [(one.name, one.by_name, one.by_id) for one in read.papers_of(hazard)]
    assert named(str([entries, papers])) == []
    assert house.worker.pk not in {one[1] for one in entries} | {one[2] for one in papers}


def test_what_an_older_house_wrote_down_is_unnamed_by_the_migration(hazard: Hazard, house: Any) -> None:
    worker = {"by_id": house.worker.pk, "by_name": str(house.worker)}
    Step.objects.filter(matter_id=hazard.pk, what__in=("opened", "papers")).update(**worker)
    MatterPaper.objects.filter(matter_id=hazard.pk).update(name="李自述的手机.jpg", **worker)
    import_module("unionhall.safety.migrations.0005_reporters_unnamed").unname(apps, None)
    assert house.worker.pk not in {one.by_id for one in [*read.steps_of(hazard), *read.papers_of(hazard)]}
    assert [one.name for one in read.papers_of(hazard)] == ["现场材料1.jpg"]
    assert str(house.township) in {one.by_name for one in read.steps_of(hazard)}


def test_staff_who_enter_it_for_somebody_are_named(house: Any) -> None:
    assert read.steps_of(a_hazard(house))[-1].by_name == str(house.caseworker)


def test_an_anonymous_reporter_is_offered_their_own_moves_only(house: Any, client: Any) -> None:
    case = house.case("safety.hazard", answers=REPORT, anonymous=True, token="eigen")
    client.post(reverse("cases:lookup"), {"number": case.number, "code": case.code_to_tell})
    page = client.get(reverse("cases:follow-detail", args=[case.number])).content.decode()
    assert reverse("cases:follow-move", args=[case.number, "withdraw"]) in page
    for name in ("accept", "resolve", "decline"):
        way = reverse("cases:follow-move", args=[case.number, name])
        assert way not in page
        assert client.post(way, {"says": "是"}).status_code == 404


def test_an_anonymous_reporter_reads_the_end_by_number_and_code(house: Any, client: Any) -> None:
    case = house.case("safety.hazard", answers=REPORT, anonymous=True, token="seite")
    row = Hazard.objects.get(origin=case.number)
    for name in ("verify", "notify", "answer", "accept", "recheck"):
        step(row, name, house.township)
    matters.move(matter=row, name="close", by=house.reviewer)
    way = reverse("cases:follow-detail", args=[case.number])
    assert "已整改" not in client.get(way).content.decode()
    client.post(reverse("cases:lookup"), {"number": case.number, "code": case.code_to_tell})
    page = client.get(way).content.decode()
    assert "复查照片" in page
    assert "已整改" in page
