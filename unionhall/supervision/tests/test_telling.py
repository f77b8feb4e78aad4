"""Who complained hears how it ends: in the case, or by the day the rule gives; and the clue as a form."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from unionhall.documents import queries as papers
from unionhall.kit.access import NotAllowed
from unionhall.matters import actions as matters
from unionhall.supervision import actions, queries, today
from unionhall.supervision.models import Inspection
from unionhall.supervision.refusals import NotInOrder

pytestmark = pytest.mark.django_db


def ended(inspection: Any, house: Any, **given: Any) -> Inspection:
    row: Inspection = inspection("hear", supervisors=1, **given)
    with pytest.raises(NotInOrder, match="谈话笔录"):
        matters.move(matter=row, name="find_none", by=house.township, explanation="未发现违法。")
    row.refresh_from_db()
    actions.add_record(inspection=row, kind="talk", on=date(2026, 3, 5), place="厂区", words="x", by=house.township)
    matters.move(matter=row, name="find_none", by=house.township, explanation="未发现违法。")
    return row


def test_a_complaint_without_a_case_is_answered_in_five_days(inspection: Any, house: Any, as_: Any, clock: Any) -> None:
    row = ended(inspection, house, source="complaint")
    assert (row.tell_due_on, row.told_on) == (date(2026, 3, 12), None)
    line = next(line for line in today.LINES if line.code == "supervision.tell")
    assert [line.find(user, 5)[0] for user in (house.township, house.outsider)] == [1, 0]
    url = reverse("supervision:matter-told", args=[row.number])
    wrong = as_(house.township).post(url, {"how": "phone", "on": "2026-03-04"})
    assert list(wrong.context["form"].errors) == ["on"]
    assert as_(house.outsider).get(url).status_code == 404
    as_(house.township).post(url, {"how": "phone", "on": "2026-03-05"})
    row.refresh_from_db()
    assert (row.told_on, row.told_how, line.find(house.township, 5)[0]) == (date(2026, 3, 5), "phone", 0)
    with pytest.raises(NotInOrder):
        actions.note_told(inspection=row, how="phone", on=date(2026, 3, 5), by=house.township)
    with pytest.raises(NotAllowed):
        actions.note_told(inspection=row, how="phone", on=date(2026, 3, 5), by=house.outsider)


def test_other_sources_have_nobody_to_tell(inspection: Any, house: Any) -> None:
    assert ended(inspection, house, source="patrol").tell_due_on is None


def test_a_refused_complaint_is_told_by_the_day_of_the_notice(inspection: Any, house: Any, clock: Any) -> None:
    row: Inspection = inspection(source="complaint")
    clock.move_to("2026-03-09")
    matters.move(matter=row, name="refuse", by=house.township, because="有关部门已经受理。")
    assert row.tell_due_on == date(2026, 3, 12)


def test_a_worker_with_a_case_is_told_in_it(house: Any) -> None:
    case = house.case(
        "supervision.clue", employer=house.employers[0], answers={"scope": "05", "special": "", "people": 3}
    )
    row = Inspection.objects.get(origin=case.number)
    matters.move(matter=row, name="refuse", by=house.township, because="不属于监督事项。")
    assert (row.told_how, row.tell_due_on) == ("case", None)


def test_the_clue_is_drawn_up_as_a_form(inspection: Any, house: Any, as_: Any) -> None:
    row: Inspection = inspection("clue", words="张三反映")
    url = reverse("supervision:matter-sheet", args=[row.number])
    assert as_(house.township).get(url).status_code == 302
    as_(house.township).post(url)
    text = str(papers.shown_parts(papers.of_subject(row)[0])[1])
    assert [words for words in (row.number, "巡查检查", "05 工资") if words not in text] == []
    assert "张三" not in text


def test_a_talk_needs_one_supervisor_and_refused_papers_tell_the_fine(inspection: Any, house: Any, as_: Any) -> None:
    row: Inspection = inspection("hear", supervisors=0)
    given = {"inspection": row, "on": date(2026, 3, 5), "place": "厂区", "words": "x", "by": house.township}
    with pytest.raises(NotInOrder):
        actions.add_record(kind="talk", **given)
    other: Inspection = inspection("hear", unit=house.townships[0], title="另一件")
    actions.add_record(kind="refused", **(given | {"inspection": other}))
    assert queries.fine_for(other) is not None
    shown = as_(house.township).get(reverse("supervision:matter", args=[other.number])).content.decode()
    assert "2,000" in shown
    assert "20,000" in shown
