"""Pages of the list: what each shows to whom, and that outsiders get nothing."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from unionhall.worklist import actions
from unionhall.worklist.models import Evidence, Item, Share

from .test_share import accepted, note

pytestmark = pytest.mark.django_db


def of_item(name: str, item: Item, *more: Any) -> str:
    return reverse(f"worklist:{name}", args=[item.issuer.code, item.code, *more])


def test_lists_of_all_levels_open(as_, issued, house, clock_user):
    item = issued(levels=[1, 2, 3, 4, 5])
    actions.measure(by=clock_user)
    for user in (
        house.chair,
        house.township,
        house.caseworker,
        house.reviewer,
        house.city_leader,
        house.province_leader,
    ):
        browser = as_(user)
        for page in ("worklist:list", "worklist:board", "worklist:rows", "worklist:export"):
            answer = browser.get(reverse(page))
            assert answer.status_code == 200, page
        assert item.code in browser.get(reverse("worklist:list")).content.decode()
        assert browser.get(of_item("item", item)).status_code == 200


def test_outsiders_get_404_and_never_a_row(as_, issued, house, share_of):
    item = issued()
    town = accepted(share_of(item, house.townships[0]), house.township)
    evidence = note(town, house.township)
    browser = as_(house.outsider_reviewer)
    code = house.townships[0].code
    for address in (
        of_item("share", item, code),
        of_item("split", item, house.counties[0].code),
        reverse("worklist:list") + f"?unit={code}",
        reverse("worklist:board") + f"?unit={code}",
        reverse("worklist:rows") + f"?unit={code}",
        reverse("worklist:export") + f"?unit={code}",
        of_item("item", item) + f"?unit={code}",
        reverse("worklist:evidence", args=[code, evidence.pk]),
        reverse("worklist:evidence-file", args=[code, evidence.pk]),
    ):
        assert browser.get(address).status_code == 404, address
    assert browser.post(of_item("accept", item, code), {"owner": "1", "version": "0"}).status_code == 404
    assert (
        browser.post(reverse("worklist:evidence", args=[code, evidence.pk]), {"decision": "accept"}).status_code == 404
    )
    assert house.townships[0].name not in browser.get(reverse("worklist:rows")).content.decode()
    assert str(evidence.pk) not in browser.get(reverse("worklist:review")).content.decode()
    assert Evidence.objects.get(pk=evidence.pk).state == "submitted"


def test_workers_and_strangers_stay_out_of_the_desk(client, issued, house):
    issued()
    assert client.get(reverse("worklist:list")).status_code == 302
    client.force_login(house.worker)
    assert client.get(reverse("worklist:list")).status_code == 404


def form_of(**given: Any) -> dict[str, Any]:
    return {
        "category": "C",
        "title": "送清凉",
        "kind": "rate",
        "target": "85",
        "source": "evidence",
        "checker": "上一级工会",
        "evidence_kinds": ["note"],
        "levels": ["3", "4"],
        "split": "same",
        "weight": "1",
        "starts_on": "2026-01-01",
        "due_on": "2026-12-31",
    } | given


def test_a_new_item_shows_whom_it_reaches_before_it_is_issued(as_, house, django_capture_on_commit_callbacks):
    browser = as_(house.province_leader)
    assert browser.get(reverse("worklist:new")).status_code == 200
    browser.post(reverse("worklist:new"), form_of())
    item = Item.objects.select_related("issuer").get()
    assert (item.code, item.target) == ("Y26-C01", Decimal("0.85"))
    page = browser.get(of_item("item", item)).content.decode()
    assert '<strong class="number">12</strong>' in page  # four counties, eight townships
    assert browser.get(of_item("edit", item)).status_code == 200
    browser.post(of_item("edit", item), form_of(target="90"))
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(of_item("issue", item))
    item.refresh_from_db()
    assert (item.state, item.target) == ("issued", Decimal("0.9"))
    assert Share.objects.filter(item=item).count() == 12
    assert browser.get(of_item("item", item)).status_code == 200
    wrong = browser.post(of_item("amend", item), {"what": "drop", "because": "不再需要"})
    assert "决议文号" in wrong.content.decode()


def test_a_wrong_form_says_what_to_mend(as_, house):
    browser = as_(house.province_leader)
    answer = browser.post(reverse("worklist:new"), form_of(target="120"))
    assert "比率不能超过 100%" in answer.content.decode()
    assert not Item.objects.exists()


def test_from_signing_to_deciding_on_the_pages(as_, issued, house, share_of):
    item = issued(kind="rate", target=Decimal("0.9"))
    town = share_of(item, house.townships[0])
    browser = as_(house.township)
    page = browser.get(of_item("share", item, town.unit.code)).content.decode()
    assert "待签收" in page
    browser.post(
        of_item("accept", item, town.unit.code), {"owner": str(house.township.pk), "version": str(town.version)}
    )
    browser.post(of_item("top-up", item, town.unit.code), {"top_up": "2", "version": "1"})
    assert share_of(item, house.townships[0]).goal == Decimal("0.92")
    hand_in = of_item("hand-in", item, town.unit.code)
    assert browser.get(hand_in).status_code == 200
    paper = {"kind": "note", "on": "2026-03-02", "n": "9", "of": "8", "words": "<b>走访</b>"}
    assert "分子不能大于分母" in browser.post(hand_in, paper).content.decode()
    assert browser.post(hand_in, paper | {"of": "10"}).status_code == 302
    evidence = Evidence.objects.get()
    shown = browser.get(of_item("share", item, town.unit.code)).content.decode()
    assert "<b>走访</b>" not in shown
    assert browser.get(reverse("worklist:review")).status_code == 404  # a caseworker decides nothing

    browser = as_(house.reviewer)
    where = reverse("worklist:evidence", args=[town.unit.code, evidence.pk])
    assert str(evidence.pk) in browser.get(reverse("worklist:review")).content.decode()
    assert browser.get(where).status_code == 200
    browser.post(where, {"decision": "return", "because": ""})
    assert Evidence.objects.get().state == "submitted"
    browser.post(where, {"decision": "accept"})
    assert Evidence.objects.get().state == "accepted"


def test_the_split_page_refuses_what_falls_short(as_, issued, house, share_of):
    item = issued()
    browser = as_(house.reviewer)
    where = of_item("split", item, house.counties[0].code)
    assert browser.get(where).status_code == 200
    first, second = house.townships[:2]
    given = {f"t{first.pk}": "1", f"v{first.pk}": "0", f"t{second.pk}": "1", f"v{second.pk}": "0"}
    assert "少 23" in browser.post(where, given).content.decode()
    assert browser.post(where, given | {f"t{first.pk}": "30"}).status_code == 302
    assert share_of(item, first).target == 30
    assert as_(house.caseworker).get(where).status_code == 404


def test_the_export_is_a_file_and_leaves_a_line(as_, issued, house):
    from unionhall.audit.models import DeskLine

    issued()
    browser = as_(house.reviewer)
    where = reverse("worklist:export")
    answer = browser.post(where, {"unit": house.counties[0].code, "year": "2026"})
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert DeskLine.objects.filter(action="kit.export.made").count() == 1


def test_a_list_costs_the_same_queries_for_one_row_and_many(
    as_, issued, house, django_assert_max_num_queries, clock_user
):
    issued(levels=[3])
    browser = as_(house.reviewer)
    for _n in range(2):
        with django_assert_max_num_queries(16):
            browser.get(reverse("worklist:list"))
        for category in "ABCE":
            issued(levels=[3], category=category)
    actions.measure(by=clock_user)
    with django_assert_max_num_queries(20):
        browser.get(reverse("worklist:board"))


def test_the_board_adds_up_at_every_level(issued, house, share_of, clock_user):
    from unionhall.worklist import queries

    item = issued(target=Decimal(8), levels=[4])
    actions.measure(by=clock_user)
    town = accepted(share_of(item, house.townships[0]), house.township)
    actions.decide(evidence=note(town, house.township), accept=True, by=house.reviewer)
    actions.measure_stale(by=clock_user)
    for unit, shares in ((house.province, 8), (house.cities[0], 4), (house.counties[0], 2), (house.townships[0], 1)):
        whole = queries.board(unit, 2026).whole
        assert (whole.shares, whole.done) == (shares, 1), unit
    assert queries.board(house.counties[1], 2026).whole.done == 0


def test_promises_are_open_to_all_and_show_no_places(client, issued, house, clock_user):
    item = issued(public=True, kind="rate", target=Decimal("0.9"))
    issued(title="内部事项", category="A")
    page = client.get(reverse("worklist:promises")).content.decode()
    assert item.title in page
    assert "内部事项" not in page
    client.force_login(house.worker)
    page = client.get(reverse("worklist:promises")).content.decode()
    assert str(house.counties[0]) in page
    assert str(house.counties[1]) not in page


def test_a_promise_only_others_carry_shows_how_many_of_them_are_done(client, issued, house, clock_user, share_of):
    item = issued(public=True, target=Decimal(8), levels=[4])
    actions.measure(by=clock_user)
    town = accepted(share_of(item, house.townships[0]), house.township)
    actions.decide(evidence=note(town, house.township), accept=True, by=house.reviewer)
    actions.measure_stale(by=clock_user)
    page = client.get(reverse("worklist:promises")).content.decode()
    assert "各级工会 8 项任务中已完成 1 项" in page


def test_today_lines_find_what_to_do(house, issued, share_of):
    from unionhall.worklist.today import LINES

    item = issued()
    found = {line.code: line.find(house.township, 5) for line in LINES}
    assert found["worklist.accept"][0] == 1
    town = accepted(share_of(item, house.townships[0]), house.township)
    note(town, house.township, on=date(2026, 3, 2))
    found = {line.code: line.find(house.reviewer, 5) for line in LINES}
    assert found["worklist.decide"][0] == 1
    assert {line.code: line.find(house.outsider_reviewer, 5) for line in LINES}["worklist.decide"][0] == 0
