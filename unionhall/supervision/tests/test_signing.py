"""Who signs a letter on the papers' own page is asked what the letter's page asks; refused reminders; renewals."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from unionhall.accounts import queries as accounts
from unionhall.documents import actions as documents
from unionhall.documents import queries as papers
from unionhall.kit.refusal import Refusal
from unionhall.matters import actions as matters
from unionhall.supervision import actions, queries, tasks
from unionhall.supervision.models import Letter, WarningInput

from .conftest import REMINDER, receipt

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 5)


def test_a_letter_is_signed_by_chair_or_vice_chair_on_any_page(house: Any, as_: Any, letter: Any) -> None:
    row = letter("draft")
    paper = papers.of_subject(row)[0]
    address = reverse("documents:sign", args=[paper.pk])
    answer = as_(house.reviewer).post(address, {"post": "办公室主任"})
    assert (answer.status_code, "工会主席或副主席" in answer.content.decode()) == (422, True)
    Letter.objects.filter(pk=row.pk).update(drafted_by_id=house.reviewer.pk)
    with pytest.raises(Refusal, match="拟稿人"):
        documents.sign_off(document=paper, by=house.reviewer, post="副主席")
    Letter.objects.filter(pk=row.pk).update(drafted_by_id=house.township.pk)
    assert documents.sign_off(document=paper, by=house.reviewer, post="副主席").number


def test_a_refused_reminder_that_asked_for_no_reply_was_not_due(house: Any) -> None:
    facts = {**REMINDER, "reply_wished": False}
    row = actions.draft_letter(
        kind="reminder", unit=house.townships[0], employer=house.employers[0], facts=facts, by=house.township
    )
    matters.move(matter=row, name="sign", by=house.reviewer, post="chair")
    refused = {"on": DAY, "place": "厂区", "receiver": "例收件", "witness": "例见证", "proof": receipt()}
    matters.move(matter=row, name="note_refused", by=house.township, **refused)
    assert (row.refused, row.judged_on, row.replied_in_time) == (True, None, None)


def test_a_letter_is_served_with_proof_on_any_page(house: Any, as_: Any, letter: Any) -> None:
    """Refused at the field without a receipt; the employer's opened link, or a named refusal, is proof enough."""
    row = letter("signed")
    given = {"way": "electronic", "on": "2026-03-05", "place": "厂区", "receiver": "例收件"}
    paper = papers.of_subject(row)[0]
    move = reverse("supervision:letter-move", args=[row.number, "serve"])
    answer = as_(house.township).post(move, given)
    assert (answer.status_code, set(answer.context["forms"][0].errors)) == (422, {"receipt"})
    answer = as_(house.caseworker).post(reverse("documents:serve", args=[paper.pk]), given)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"proof"})
    left = {"on": DAY, "place": "厂区", "receiver": "例收件", "witness": "例见证"}
    with pytest.raises(Refusal, match="请上传"):
        matters.move(matter=row, name="note_refused", by=house.township, **left)
    link = documents.employer_link(document=paper, by=house.township)
    documents.open_link(secret=link.rstrip("/").rpartition("/")[2], by=accounts.system_user("portal"))
    answer = as_(house.township).post(move, {**given, "way": "post"})
    assert set(answer.context["forms"][0].errors) == {"receipt"}
    assert as_(house.township).post(move, given).status_code == 302
    row.refresh_from_db()
    assert row.stage_code == "served"


def test_a_refusal_before_a_witness_needs_no_photo_unless_the_letter_is_left(house: Any, letter: Any) -> None:
    paper = papers.of_subject(letter("signed"))[0]
    given = {"on": DAY, "place": "厂区", "receiver": "例收件", "witness": "例见证", "refused": True}
    with pytest.raises(Refusal, match="请上传"):
        documents.serve(document=paper, by=house.township, way="left", **given)
    assert documents.serve(document=paper, by=house.township, way="direct", **given).refused


@pytest.mark.parametrize(
    ("indicator", "source", "more"),
    [
        ("l", "tickets", {"people": 30, "workers": 100}),  # one person's word is no layoff
        ("a", "survey", {"value": Decimal(2)}),
        ("x", "tickets", {"people": 5}),
    ],
)
def test_persons_answers_count_only_where_they_are_counted(
    house: Any, as_: Any, indicator: str, source: str, more: dict[str, Any]
) -> None:
    given = {"indicator": indicator, "source": source, "period_from": DAY, "period_to": DAY, **more}
    with pytest.raises(Refusal, match="只能来自"):
        actions.enter_input(employer=house.employers[0], by=house.caseworker, **given)
    typed = {**given, "employer": house.employers[0].credit_code}
    answer = as_(house.caseworker).post(reverse("supervision:input-new"), typed)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"source"})
    assert not WarningInput.objects.exists()


def test_an_experts_contract_ends_and_is_renewed(house: Any, as_: Any, supervisor: Any, clock: Any) -> None:
    expert = supervisor(invited=True, contract_end=date(2026, 4, 1))
    assert expert in queries.certificates_ending(house.caseworker)
    clock.move_to("2026-04-02")
    tasks.expire_certificates.call_local()
    expert.refresh_from_db()
    assert (expert.state, expert.may_inquire(date(2026, 4, 2))) == ("expired", False)
    address = reverse("supervision:supervisor-renew", args=[expert.pk])
    typed = {"issued_on": "2025-01-01", "expires_on": "2027-12-31"}
    assert set(as_(house.caseworker).post(address, typed).context["form"].errors) == {"contract_end"}
    assert as_(house.caseworker).post(address, {**typed, "contract_end": "2027-04-01"}).status_code == 302
    expert.refresh_from_db()
    assert (expert.state, expert.contract_end) == ("in-office", date(2027, 4, 1))
