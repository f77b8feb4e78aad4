"""What is sent twice, or by two people at once, is there once; who comes later does not overwrite unseen."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from tests.at_once import at_once
from unionhall.documents import queries as papers
from unionhall.kit.refusal import Refusal
from unionhall.supervision import actions, queries
from unionhall.supervision.models import Committee, Inspection, Letter, Record, Standing, Warning, WarningInput
from unionhall.supervision.refusals import Changed, NotInOrder

from .conftest import OPINION

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 5)
ARREARS: dict[str, Any] = {
    "indicator": "a", "source": "authority", "value": Decimal(1), "period_from": date(2026, 2, 1),
    "period_to": date(2026, 3, 1),
}  # fmt: skip


def twice(client: Any, address: str, **typed: Any) -> None:
    """The same filled-in form sent two times leads to the same page."""
    answers = [client.post(address, {"csrfmiddlewaretoken": "shown-once", **typed}) for _each in range(2)]
    assert [one.status_code for one in answers] == [302, 302]
    assert answers[0].url == answers[1].url


def test_a_clue_sent_twice_is_one(house: Any, as_: Any) -> None:
    typed = {
        "unit": house.townships[0].code, "employer": house.employers[0].credit_code, "title": "拖欠工资", "scope": "05",
        "source": "patrol", "words": "巡查发现", "workers": 3,
    }  # fmt: skip
    twice(as_(house.township), reverse("supervision:matter-new"), **typed)
    assert Inspection.objects.count() == 1


def test_a_record_sent_twice_is_one_paper(house: Any, as_: Any, inspection: Any) -> None:
    row = inspection("hear")
    typed = {"kind": "talk", "on": DAY.isoformat(), "place": "厂区", "heard": "人事负责人", "words": "核对工资表"}
    twice(as_(house.township), reverse("supervision:matter-record", args=[row.number]), **typed)
    assert Record.objects.filter(matter_id=row.pk).count() == 1


def test_sheet_and_receipt_are_one_draft_each(house: Any, letter: Any) -> None:
    row = letter("served")
    about = queries.inspection_about(row)
    for subject, draw in ((about, actions.draw_sheet), (row, actions.draw_receipt)):
        name = "inspection" if subject is about else "letter"
        first, second = (draw(**{name: subject}, by=house.township) for _each in range(2))
        assert first.pk == second.pk
    assert sum(one.is_draft for one in papers.of_subject(row)) == 1


def test_one_draft_of_a_kind_about_one_matter(house: Any, inspection: Any) -> None:
    about = inspection("letter")
    given = {"kind": "opinion", "unit": about.unit, "employer": about.employer, "facts": OPINION, "inspection": about}
    first = actions.draft_letter(by=house.township, **given)
    with pytest.raises(NotInOrder, match=first.number):
        actions.draft_letter(by=house.caseworker, **given)
    assert Letter.objects.count() == 1


def test_who_changes_a_draft_later_sees_the_change_first(house: Any, as_: Any, letter: Any) -> None:
    row = letter("draft")
    client, address = as_(house.township), reverse("supervision:letter-edit", args=[row.number])
    shown = client.get(address)
    assert f'name="version" value="{row.version}"' in shown.content.decode()
    form = {name: "" if value is None else value for name, value in shown.context["form"].initial.items()}
    actions.edit_letter(letter=Letter.objects.get(), facts={**OPINION, "workers": 30}, by=house.caseworker)
    answer = client.post(address, {**form, "version": row.version})
    assert answer.status_code == 422
    assert Letter.objects.get().workers == 30


def test_a_register_changed_meanwhile_is_not_overwritten(house: Any, supervisor: Any) -> None:
    seen, facts = supervisor(), {"name": "例监督", "area": "仓前", "training_hours": 30, "exam_score": 90}
    actions.edit_supervisor(supervisor=queries.supervisor_for(house.caseworker, seen.pk), by=house.caseworker, **facts)
    with pytest.raises(Changed):
        actions.edit_supervisor(supervisor=seen, by=house.caseworker, **facts | {"area": "良渚"})


def test_who_is_recused_is_so_once(house: Any, inspection: Any) -> None:
    row = inspection("hear")
    member = queries.team_of(row)[0]
    actions.recuse(inspection=row, member=member, because="亲属任职", by=house.township)
    stale = next(one for one in queries.team_of(row) if one.pk == member.pk)
    with pytest.raises(Changed):
        actions.recuse(inspection=row, member=stale, because="别的理由", by=house.township)


def test_what_was_handed_on_is_handed_on_once(house: Any, letter: Any) -> None:
    row = letter("served")
    refer = {"letter": row, "addressee": "例监察大队", "why": "逾期"}
    referral = actions.refer_to_inspectorate(by=house.reviewer, **refer)
    with pytest.raises(NotInOrder, match="例监察大队"):
        actions.refer_to_inspectorate(by=house.reviewer, **refer)
    with pytest.raises(Refusal, match="移送日期"):
        actions.note_answer_of(referral=referral, answer="已立案", on=date(2026, 3, 1), by=house.township)
    actions.note_answer_of(referral=referral, answer="已立案", on=DAY, by=house.township)
    with pytest.raises(Changed):
        actions.note_answer_of(referral=referral, answer="未立案", on=DAY, by=house.caseworker)
    credit = {"letter": row, "on": DAY, "authority": "例人社局", "entry": "欠薪", "published": False}
    actions.note_credit(by=house.township, **credit)
    with pytest.raises(NotInOrder):
        actions.note_credit(by=house.caseworker, **credit)


def test_one_number_of_one_period_counts_once(house: Any) -> None:
    row = actions.enter_input(employer=house.employers[0], by=house.caseworker, **ARREARS)
    with pytest.raises(NotInOrder):
        actions.enter_input(employer=house.employers[0], by=house.caseworker, **ARREARS)
    actions.drop_input(row=row, because="有误", by=house.caseworker)
    with pytest.raises(NotInOrder):
        actions.drop_input(row=row, because="有误", by=house.caseworker)
    actions.enter_input(employer=house.employers[0], by=house.caseworker, **ARREARS)
    assert WarningInput.objects.filter(dropped_on=None).count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_second(house: Any) -> None:
    firm, unit = house.employers[0], house.townships[0]
    entered = at_once(
        lambda: actions.enter_input(employer=firm, by=house.caseworker, **ARREARS),
        lambda: actions.enter_input(employer=firm, by=house.caseworker, **ARREARS | {"source": "account"}),
    )
    assert [type(one).__name__ for one in entered] == ["WarningInput"] * 2
    assert (Standing.objects.count(), Warning.objects.count()) == (1, 1)
    committee = {
        "unit": unit, "chair": "例主任", "chair_post": "chair", "members": ["例甲", "例乙"], "elected_on": DAY,
        "term_end": date(2029, 3, 4),
    }  # fmt: skip
    formed = at_once(*[lambda: actions.form_committee(by=house.caseworker, **committee)] * 2)
    assert sorted(type(one).__name__ for one in formed)[1] == "Committee"
    assert any(isinstance(one, NotInOrder) for one in formed)
    assert Committee.objects.count() == 1
