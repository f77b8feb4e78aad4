"""What a union is told before its certificate and its term end: the chair, at each stage, once."""

from datetime import date

import pytest

from tests.cast import credit_code
from unionhall.accounts.queries import system_user
from unionhall.channels import actions as channels
from unionhall.channels.models import Notice
from unionhall.channels.tasks import sound_alarms
from unionhall.kit.alarms import all_alarms
from unionhall.orgs import actions, queries

pytestmark = pytest.mark.django_db


def certify(unit, by, until=date(2027, 12, 31), since=date(2026, 3, 1)):
    code = credit_code(7, registry="81")
    return actions.keep_certificate(unit=unit, credit_code=code, valid_from=since, valid_until=until, by=by)


def told(who):
    return list(
        Notice.objects.of(who.pk).filter(kind="orgs/certificate").order_by("at").values_list("title", flat=True)
    )


def test_the_chair_is_told_at_each_stage_once(house, clock, chair):
    union = certify(house.unions[0], house.organiser)
    for day, said in (
        ("2027-10-01", []),
        ("2027-10-02", ["90天内到期"]),
        ("2027-10-20", ["90天内到期"]),
        ("2027-12-05", ["90天内到期", "30天内到期"]),  # the worker stood still for a month: one stage is told, not two
        ("2027-12-06", ["90天内到期", "30天内到期"]),
        ("2028-01-01", ["90天内到期", "30天内到期", "已到期"]),
        ("2028-02-01", ["90天内到期", "30天内到期", "已到期"]),
    ):
        clock.move_to(day)
        sound_alarms.call_local()
        assert told(chair) == [f"法人资格证书：{one}" for one in said], day
    assert not told(house.organiser)  # sees it on Today; the chair is the one who must act
    notice = Notice.objects.of(chair.pk).filter(kind="orgs/certificate").first()
    assert union.name in notice.words
    assert house.counties[0].name in notice.words  # who registers it


def test_a_new_certificate_and_a_term_put_off_are_told_of_anew(house, clock, chair):
    union = certify(house.unions[0], house.organiser)
    clock.move_to("2027-12-10")
    assert set(queries.alarms_due("certificate")) == {union}
    assert union in queries.alarms_due("term")
    sound_alarms.call_local()
    assert not queries.alarms_due("certificate").exists()
    union = actions.extend_term(unit=union, until=date(2028, 2, 1), approval_no="4号", by=house.organiser)
    assert union in queries.alarms_due("term")
    certify(union, house.organiser, until=date(2028, 2, 1))
    assert set(queries.alarms_due("certificate")) == {union}
    clock.move_to("2028-04-01")
    stale = queries.alarms_due("certificate").get()
    actions.renew_term(
        unit=union, term_start=date(2028, 4, 1), term_end=date(2031, 3, 31), approval_no="8号", by=house.organiser
    )
    certify(union, house.organiser, until=date(2031, 3, 31), since=date(2028, 4, 1))
    before = told(chair)
    clock_user = system_user("clock")
    of_unions = [one for one in all_alarms() if one.code.startswith("orgs/")]
    assert sum(channels.sound(alarm=one, row=stale, by=clock_user) for one in of_unions) == 0  # renewed meanwhile
    assert told(chair) == before
