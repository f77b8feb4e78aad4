"""Objections: told to the employer with the data, contested by the link, decided by another person with a reason."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from unionhall.documents import actions as documents
from unionhall.documents import queries as papers
from unionhall.kit.refusal import Refusal
from unionhall.matters import actions as matters
from unionhall.supervision import actions, queries, today
from unionhall.supervision.choices import Level
from unionhall.supervision.models import Contest, Standing, Warning
from unionhall.supervision.refusals import NotInOrder

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 5)


@pytest.fixture
def warning(house: Any) -> Warning:
    actions.enter_input(
        employer=house.employers[0], indicator="a", source="authority", value=Decimal(1), by=house.caseworker,
        period_from=date(2026, 2, 1), period_to=date(2026, 3, 1),
    )  # fmt: skip
    found: Warning = Warning.objects.select_related("unit", "employer").get()
    return found


def contested(warning: Warning, house: Any) -> Warning:
    matters.move(matter=warning, name="contest", by=house.township, on=DAY, says="已经发了")
    return warning


def test_the_notice_tells_the_data_and_not_who_reported(warning: Warning, house: Any) -> None:
    paper = actions.draw_notice(warning=warning, by=house.caseworker)
    title, parts = papers.shown_parts(paper)
    text = str(parts)
    assert title == "劳动关系预警告知书"
    for words in ("黄色预警", "拖欠工资月数", "政府部门名单", "35×40÷100", "10个工作日", "也不是违法的证明"):
        assert words in text
    with pytest.raises(NotInOrder):
        actions.draw_notice(warning=warning, by=house.caseworker)
    with pytest.raises(Refusal):
        actions.draw_notice(warning=warning, by=house.outsider)


def test_the_employer_contests_by_its_link(
    warning: Warning, house: Any, as_: Any, django_capture_on_commit_callbacks: Any
) -> None:
    """Notice signed, link opened by somebody without an account, objection sent; shown at the warning."""
    answer = as_(house.caseworker).post(reverse("supervision:warning-notice", args=[warning.number]))
    paper = papers.of_subject(warning)[0]
    assert answer["Location"] == reverse("documents:detail", args=[paper.pk])
    documents.sign_off(document=paper, by=house.reviewer, post="工会主席")
    link = documents.employer_link(document=paper, by=house.caseworker)
    address = link[link.index("/papers/") :]
    firm = Client()
    assert "预警颜色" not in firm.get(address).content.decode()
    firm.post(address)
    assert "预警颜色" in firm.get(address).content.decode()
    given = {"agrees": "no", "words": "工资已于二月补发，附银行回单。", "signer": "例经理"}
    with django_capture_on_commit_callbacks(execute=True):
        firm.post(f"{address}reply/", given)
    warning.refresh_from_db()
    row = Contest.objects.get()
    assert (warning.stage_code, warning.due_on, row.way, row.document_id) == (
        "contested",
        date(2026, 3, 19),
        "link",
        paper.pk,
    )
    shown = as_(house.caseworker).get(reverse("supervision:warning", args=[warning.number])).content.decode()
    assert "工资已于二月补发" in shown
    line = next(line for line in today.LINES if line.code == "supervision.contests")
    assert line.find(house.reviewer, 5)[0] == 1


@pytest.mark.parametrize("agrees", ["yes", "partly"])
def test_only_an_objection_contests(
    warning: Warning, house: Any, agrees: str, django_capture_on_commit_callbacks: Any
) -> None:
    paper = actions.draw_notice(warning=warning, by=house.caseworker)
    documents.sign_off(document=paper, by=house.reviewer, post="工会主席")
    with django_capture_on_commit_callbacks(execute=True):
        documents.answer(document=paper, agrees=agrees, words="已知悉", signer="例经理", on=DAY, by=house.caseworker)
    warning.refresh_from_db()
    assert warning.stage_code == ("raised" if agrees == "yes" else "contested")


def test_another_person_decides(warning: Warning, house: Any) -> None:
    """Neither who entered the data, nor who wrote the objection down, nor who may not sign."""
    contested(warning, house)
    for who in (house.caseworker, house.township, house.outsider_reviewer):
        with pytest.raises(Refusal):
            matters.move(matter=warning, name="uphold", by=who, says="不成立")
        warning.refresh_from_db()
    with pytest.raises(Refusal):
        matters.move(matter=warning, name="uphold", by=house.reviewer, says="")
    warning.refresh_from_db()
    matters.move(matter=warning, name="uphold", by=house.reviewer, says="银行流水不符")
    row = queries.contests_of(warning)[0]
    assert (warning.stage_code, row.admitted, row.because.reveal()) == ("acted", False, "银行流水不符")
    assert row.decided_by_id == house.reviewer.pk
    ruling = next(one for one in papers.of_subject(warning) if one.kind_code == "supervision.contest-ruling")
    assert "异议不成立" in str(papers.shown_parts(ruling)[1])


def test_a_right_objection_drops_the_data_and_keeps_the_rules(
    warning: Warning, house: Any, as_: Any, django_capture_on_commit_callbacks: Any
) -> None:
    contested(warning, house)
    url = reverse("supervision:warning-move", args=[warning.number, "admit"])
    client = as_(house.reviewer)
    empty = client.post(url, {"says": "单位已补发"})
    assert (empty.status_code, list(empty.context["forms"][1].errors)) == (422, ["rows"])
    given = {"says": "单位已补发", "rows": [str(queries.inputs_of(house.employers[0])[0].pk)]}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url, given)
    row = Contest.objects.get()
    assert (row.admitted, row.score["total"], row.score["level"]) == (True, "14.00", Level.YELLOW)
    assert {one["code"] for one in row.score["rules"]} >= {"supervision.warning-weight", "supervision.overtime-hours"}
    assert Standing.objects.get().level == Level.GREEN
    warning.refresh_from_db()
    assert (warning.stage_code, warning.is_closed) == ("lifted", True)
    shown = as_(house.caseworker).get(reverse("supervision:warning", args=[warning.number])).content.decode()
    assert [words for words in ("异议成立", "单位已补发", "黄色预警") if words not in shown] == []


def test_worse_data_do_not_silence_an_objection(warning: Warning, house: Any) -> None:
    contested(warning, house)
    actions.enter_input(
        employer=house.employers[0], indicator="a", source="account", value=Decimal(3), by=house.caseworker,
        period_from=date(2026, 2, 1), period_to=date(2026, 3, 1),
    )  # fmt: skip
    warning.refresh_from_db()
    assert (warning.stage_code, warning.level) == ("contested", Level.RED)
    assert queries.contests_of(warning)[0].decided_on is None
