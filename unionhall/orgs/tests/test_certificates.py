"""Terms put off, certificates of legal persons and the bodies a union must elect (organisation.md §3, §5, §10)."""

from datetime import date

import pytest

from tests.cast import credit_code
from unionhall.kit.access import NotAllowed
from unionhall.orgs import actions, queries, today
from unionhall.orgs.choices import UnitState
from unionhall.orgs.refusals import NotInOrder
from unionhall.orgs.rules import lacking, months_later

CODE = credit_code(7, registry="81")


def certify(unit, by, until=date(2027, 12, 31), since=date(2026, 3, 1)):
    return actions.keep_certificate(unit=unit, credit_code=CODE, valid_from=since, valid_until=until, by=by)


@pytest.mark.parametrize(
    ("members", "committee", "more", "wrong"),
    [
        (24, 1, {}, set()),  # one organiser
        (25, 1, {}, {"committee"}),  # invariant 1: from 25 members a committee
        (25, 3, {}, set()),
        (24, 6, {}, {"committee"}),
        (201, 5, {}, {"committee"}),
        (30, 3, {"women": 9}, set()),
        (30, 3, {"women": 10}, {"womens_committee"}),
        (30, 3, {"women": 10, "womens_committee": True}, set()),
        (30, 3, {"women": 31}, {"women"}),
    ],
)
def test_what_a_union_of_so_many_must_elect(members, committee, more, wrong):
    assert set(lacking(members=members, committee=committee, **more)) == wrong


def test_an_election_without_a_committee_is_not_taken_in_by_the_action_either():
    with pytest.raises(NotInOrder, match="3 至 7"):
        actions.keep_result(case=None, by=None, members=40, voters=40, committee=1)


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2027, 12, 31), date(2028, 6, 30)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2026, 6, 5), date(2026, 12, 5)),
    ],
)
def test_six_months_later(day, later):
    assert months_later(day, 6) == later


@pytest.mark.django_db
def test_a_term_is_put_off_once_and_by_six_months_at_most(house, clock):
    clock.move_to("2028-01-05")
    union, by = house.unions[0], house.organiser
    actions.mark_overdue(by=by)
    assert union in queries.terms_ending(by)
    with pytest.raises(NotInOrder, match="2028-06-30"):
        actions.extend_term(unit=union, until=date(2028, 7, 1), approval_no="4号", by=by)
    union = actions.extend_term(unit=union, until=date(2028, 6, 30), approval_no="4号", by=by)
    assert (union.state, union.runs_until) == (UnitState.ACTIVE, date(2028, 6, 30))
    assert union not in queries.terms_ending(by)
    actions.mark_overdue(by=by)
    union.refresh_from_db()
    assert union.state == UnitState.ACTIVE
    with pytest.raises(NotInOrder, match="一次"):
        actions.extend_term(unit=union, until=date(2028, 6, 1), approval_no="5号", by=by)
    clock.move_to("2028-07-01")
    actions.mark_overdue(by=by)
    union.refresh_from_db()
    assert union.state == UnitState.OVERDUE


@pytest.mark.django_db
def test_a_certificate_ends_with_the_term_and_is_kept_by_the_county(house):
    union = house.unions[0]
    for by in (house.township, house.outsider_organiser):
        with pytest.raises(NotAllowed):
            certify(union, by)
    with pytest.raises(NotInOrder, match="本届任期"):
        certify(union, house.organiser, until=date(2028, 1, 1))
    assert certify(union, house.organiser).certificate_until == date(2027, 12, 31)


@pytest.mark.django_db
def test_a_change_of_name_or_chair_is_registered_within_thirty_days(house):
    union = certify(house.unions[0], house.organiser)
    union = actions.edit_unit(unit=union, version=union.version, by=house.organiser, name="更名工会")
    assert union.change_due == date(2026, 4, 4)
    assert list(queries.certificates_due(house.organiser)) == [union]
    assert certify(union, house.organiser).change_due is None
    term = {"term_start": date(2026, 3, 1), "term_end": date(2029, 2, 28), "approval_no": "6号", "by": house.organiser}
    assert actions.renew_term(unit=union, **term).change_due is None
    assert actions.renew_term(unit=union, new_chair=True, **term).change_due == date(2026, 4, 4)


@pytest.mark.django_db
def test_certificates_are_told_of_ninety_days_before_their_end(house, clock, as_):
    union = certify(house.unions[0], house.organiser)
    clock.move_to("2027-10-01")
    assert not queries.certificates_due(house.organiser)
    clock.move_to("2027-10-02")
    assert list(queries.certificates_due(house.organiser)) == [union]
    assert not queries.certificates_due(house.outsider_organiser)
    shown = as_(house.organiser).get("/desk/orgs/units/", {"due": "certificate"}).content.decode()
    assert union.code in shown
    assert house.unions[1].code not in shown
    assert "90天内到期" in shown


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "tone", "words"),
    [
        ("2027-10-01", "", ""),
        ("2027-10-02", "neutral", "90天内到期"),
        ("2027-10-31", "neutral", "90天内到期"),
        ("2027-11-01", "due", "60天内到期"),
        ("2027-12-01", "due", "30天内到期"),
        ("2027-12-31", "due", "30天内到期"),
        ("2028-01-01", "late", "已到期"),
    ],
)
def test_each_alarm_is_said_on_today_and_in_the_list(house, clock, day, tone, words):
    union = certify(house.unions[0], house.organiser)
    clock.move_to(day)
    assert queries.ending(union.certificate_until) == (tone, words)
    line = next(one for one in today.LINES if one.code == "orgs.certificates")
    assert [task.note for task in line.find(house.organiser, 5)[1]] == ([f"{union.code} · {words}"] if words else [])


@pytest.mark.django_db
def test_the_pages_of_a_term_put_off_and_a_certificate(house, as_, clock):
    client, page = as_(house.organiser), f"/desk/orgs/units/{house.unions[0].code}/"
    given = {"credit_code": CODE, "valid_from": "2026-03-01", "valid_until": "2028-12-31"}
    assert client.get(f"{page}certificate/").status_code == 200
    assert client.post(f"{page}certificate/", given).status_code == 422
    assert client.post(f"{page}certificate/", given | {"valid_until": "2027-12-31"}).status_code == 302
    assert client.post(f"{page}extend/", {"until": "2028-09-01", "approval_no": "4号"}).status_code == 422
    assert client.post(f"{page}extend/", {"until": "2028-06-01", "approval_no": "4号"}).status_code == 302
    assert "批准延期至" in client.get(page).content.decode()
    clock.move_to("2028-03-20")  # the term itself is over, what was granted is not
    shown = as_(house.organiser).get("/desk/orgs/units/", {"due": "term"}).content.decode()
    assert "90天内到期" in shown
    for outsider in (house.outsider_organiser, house.caseworker):
        assert as_(outsider).post(f"{page}extend/", {"until": "2028-06-01", "approval_no": "4号"}).status_code == 404
