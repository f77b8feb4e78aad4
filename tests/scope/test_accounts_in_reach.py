"""Keeping an account opens what its owner asked for: allowed where one answers for the person, and nowhere else."""

from typing import Any

import pytest
from django.urls import reverse

from tests.cast import PASSWORD
from unionhall.accounts import actions, queries
from unionhall.accounts.models import RoleHeld
from unionhall.kit.access import NotAllowed
from unionhall.people import actions as people
from unionhall.people import queries as register
from unionhall.people.refusals import CannotMerge, OwnNumber

pytestmark = pytest.mark.django_db
PAGES = ("account", "account-reset", "account-lock", "account-unlock", "account-factor")


@pytest.fixture
def guard(house: Any) -> Any:
    """A security administrator of the first county, who was nobody before."""
    RoleHeld.objects.filter(person_id=house.operator.pk).delete()
    actions.give_role(
        person_id=house.operator.pk, name="例", role="security-admin", unit=house.counties[0], by=house.security_admin,
        because="任命文件",
    )  # fmt: skip
    return queries.user(house.operator.pk)


def test_a_worker_of_another_county_is_out_of_reach(house: Any, guard: Any, as_: Any) -> None:
    client = as_(guard)
    for name in PAGES:
        assert client.get(reverse(f"accounts:{name}", args=[house.worker.pk])).status_code == 200, name
        url = reverse(f"accounts:{name}", args=[house.outsider_worker.pk])
        assert client.get(url).status_code == 404, name
        assert client.post(url, {"because": "忘记密码"}).status_code in {404, 405}, name
    for act in (actions.reset_password, actions.lock, actions.unlock, actions.reset_second_factor):
        with pytest.raises(NotAllowed):
            act(user=house.outsider_worker, because="忘记密码", by=guard)
    assert queries.user(house.outsider_worker.pk).check_password(PASSWORD)


def test_looking_for_an_account_finds_none_over_the_border(house: Any, guard: Any, as_: Any) -> None:
    found = {name: as_(guard).get(reverse("accounts:people"), {"q": name}) for name in ("worker", "outsider_worker")}
    assert str(house.worker.pk) in found["worker"].content.decode()
    assert str(house.outsider_worker.pk) not in found["outsider_worker"].content.decode()


@pytest.mark.parametrize(
    ("union", "called", "opens"), [(0, "例成员", True), (4, "例成员", False), (0, "另一人", False)]
)
def test_an_account_is_opened_under_a_record_only_in_reach_and_by_its_name(
    house: Any, guard: Any, union: int, called: str, opens: bool
) -> None:
    member = house.member(house.unions[union], "例成员", number=801)
    people.change_phone(person=member, phone="13900138001", by=house.security_admin)
    if opens:
        assert actions.open_by_hand(name=called, phone="13900138001", because="补开", by=guard)[0].pk == member.pk
        return
    with pytest.raises(actions.by_hand.NotToBeOpenedHere):
        actions.open_by_hand(name=called, phone="13900138001", because="补开", by=guard)


def test_whoever_holds_a_role_changes_the_number_they_sign_in_by_alone(house: Any) -> None:
    chair = register.person(house.chair.pk)
    with pytest.raises(OwnNumber):
        people.change_phone(person=chair, phone="13900138002", by=house.organiser, because="更正")
    people.change_phone(person=chair, phone="13900138002", by=house.chair)
    assert queries.user_behind("13900138002") == house.chair


def test_nobody_merges_another_s_record_into_their_own(house: Any) -> None:
    own, other = register.person(house.organiser.pk), register.person(house.worker.pk)
    for kept, gone in ((own, other), (other, own)):
        with pytest.raises(CannotMerge, match="自己的档案"):
            people.merge_people(kept=kept, other=gone, by=house.organiser, because="重复建档")
