"""Owing, approving, paying: who may, four eyes, once."""

import re
from decimal import Decimal

import pytest

from unionhall.funds import actions, queries
from unionhall.funds.models import Payable
from unionhall.funds.refusals import BadAmount, NotNow, OwnMoney, SameHands, WordsNeeded
from unionhall.kit.access import NotAllowed


def owed(house, *, amount="800.00", purpose="法律援助补贴", by=None, unit=None):
    return actions.owe(
        unit=unit or house.counties[0], amount=Decimal(amount), payee="例律师", purpose=purpose,
        subject=house.employers[0], by=by or house.caseworker, because="结案",
    )  # fmt: skip


def test_owed_once_for_the_same_thing(house):
    first, again = owed(house), owed(house)
    assert (first.pk, first.number) == (again.pk, "YF-330110-2026-00001")
    assert owed(house, purpose="交通费").pk != first.pk
    with pytest.raises(BadAmount):
        owed(house, amount="0", purpose="零")


def test_each_county_numbers_its_own_and_a_city_tells_them_apart(house):
    ours, theirs = owed(house), owed(house, unit=house.counties[1])
    assert theirs.number == "YF-330109-2026-00001"
    for row in (ours, theirs):
        assert queries.payable_for(house.city_leader, row.number).pk == row.pk


def test_three_pairs_of_hands(house):
    row = owed(house)
    with pytest.raises(NotAllowed):
        actions.approve(payable=row, by=house.outsider_reviewer)
    with pytest.raises(NotAllowed):
        actions.approve(payable=row, by=house.caseworker)
    row = actions.approve(payable=row, by=house.reviewer)
    with pytest.raises(NotNow):
        actions.approve(payable=row, by=house.city_leader)
    with pytest.raises(WordsNeeded):
        actions.pay(payable=row, voucher=" ", by=house.caseworker)
    row = actions.pay(payable=row, voucher="记-0012", by=house.caseworker)
    assert (row.state, row.voucher) == ("paid", "记-0012")
    with pytest.raises(NotNow):
        actions.cancel(payable=row, because="算了", by=house.reviewer)


def test_nobody_approves_what_they_proposed(house):
    row = owed(house, by=house.reviewer)
    with pytest.raises(SameHands):
        actions.approve(payable=row, by=house.reviewer)
    assert list(queries.waiting_for(house.reviewer)) == []
    assert list(queries.waiting_for(house.city_leader)) == [row]


def test_cancelled_may_be_owed_again(house):
    row = owed(house)
    with pytest.raises(WordsNeeded):
        actions.cancel(payable=row, because="", by=house.reviewer)
    actions.cancel(payable=row, because="重复提出", by=house.reviewer)
    assert owed(house).pk != row.pk
    assert Payable.objects.count() == 2


def test_pages(house, as_):
    row = owed(house)
    desk = as_(house.reviewer)
    assert row.number in desk.get("/desk/funds/").content.decode()
    shown = desk.get(f"/desk/funds/{row.number}/").content.decode()
    assert "¥800.00" in shown
    assert "同意支付" in shown
    desk.post(f"/desk/funds/{row.number}/", {"act": "approve"})
    row.refresh_from_db()
    assert row.state == "approved"
    again = desk.post(f"/desk/funds/{row.number}/", {"act": "approve"}, follow=True)
    assert "现在所处的环节不能这样办理" in again.content.decode()
    assert desk.get("/desk/funds/export/").status_code == 200
    assert desk.post("/desk/funds/export/")["Content-Type"].endswith("sheet")
    bad = desk.post(f"/desk/funds/{row.number}/", {"act": "cancel", "because": ""})
    assert bad.status_code == 422
    assert as_(house.outsider_reviewer).get(f"/desk/funds/{row.number}/").status_code == 404


def test_open_sums_of_a_union_that_ends_go_to_its_heir(house, django_capture_on_commit_callbacks):
    from unionhall.orgs import actions as orgs

    row = owed(house, unit=house.unions[2])
    change = orgs.draw_up(
        kind="merge", unit=house.unions[2], target=house.unions[3], by=house.reviewer, reason="合并",
        approval_no="浙工发〔2026〕3号",
    )  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        orgs.carry_out(change=change, by=house.reviewer)
    assert Payable.objects.get(pk=row.pk).unit == house.unions[3]


def test_the_list_is_paged_and_narrowed(house, as_):
    rows = [owed(house, purpose=f"补贴{at:02}") for at in range(25)]
    theirs = owed(house, unit=house.counties[1])
    desk = as_(house.city_leader)
    first = desk.get("/desk/funds/", {"unit": house.counties[0].code}).content.decode()
    assert first.count("<tr>") == 21  # its head and twenty
    assert theirs.number not in first
    ahead = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    assert desk.get(f"/desk/funds/{ahead}").content.decode().count("<tr>") == 6
    assert queries.payables(house.city_leader, first=rows[0].owed_on, last=rows[0].owed_on).count() == 26
    assert "没有应付款" in desk.get("/desk/funds/", {"last": "2020-01-01"}).content.decode()
    part = desk.get("/desk/funds/", HTTP_HX_REQUEST="true").content.decode()
    assert 'id="payables"' not in part


@pytest.mark.parametrize("known_by", ["person", "name"])
def test_nobody_approves_or_pays_what_goes_to_themselves(house, as_, known_by):
    me = house.reviewer
    payee = {"payee": "某人", "payee_person": me.pk} if known_by == "person" else {"payee": me.name}
    row = actions.owe(
        unit=house.counties[0], amount=Decimal("300"), purpose="慰问金", subject=house.employers[0],
        by=house.caseworker, because="慰问", **payee,
    )  # fmt: skip
    with pytest.raises(OwnMoney, match="回避"):
        actions.approve(payable=row, by=house.reviewer)
    assert list(queries.waiting_for(house.reviewer)) == []
    assert "同意支付" not in as_(house.reviewer).get(f"/desk/funds/{row.number}/").content.decode()
    Payable.objects.filter(pk=row.pk).update(payee=house.caseworker.name, payee_person_id=None)
    actions.approve(payable=row, by=house.city_leader)
    with pytest.raises(OwnMoney):
        actions.pay(payable=row, voucher="记-1", by=house.caseworker)
