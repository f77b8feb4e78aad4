"""Ways out of a union (membership.md §7): warned, talked to, decided by a person; expulsion is told above."""

from datetime import date

import pytest
from django.urls import reverse

from unionhall.audit.models import DeskLine, PersonLine
from unionhall.people import actions, queries
from unionhall.people.models import Expulsion, Person
from unionhall.people.refusals import NotWarned, ReasonMissing, StillExpelled, WrongDay

pytestmark = pytest.mark.django_db
SINCE = date(2025, 9, 5)  # six months before the clock of the tests
JUDGED = {
    "judgment": "（2026）浙0110刑初1号", "group_on": date(2026, 3, 2), "decided_on": date(2026, 3, 4),
    "decision_no": "会〔2026〕1号", "because": "犯罪被判刑",
}  # fmt: skip


@pytest.fixture
def standing(house):
    return queries.standing_membership(house.worker.pk)


def talk(standing, by, result="refuses", on=date(2026, 3, 1)):
    return actions.persuade(membership=standing, on=on, result=result, words="到车间谈过", by=by)


def deem(standing, by):
    return actions.end_membership(membership=standing, how="deemed", because="六个月未缴，劝导无效", by=by)


def test_nobody_is_deemed_to_have_left_without_a_warning_a_talk_and_six_months(house, standing, chair, clock):
    with pytest.raises(NotWarned):
        deem(standing, chair)
    actions.warn(membership=standing, since=date(2025, 9, 6), because="未缴会费", by=chair)
    with pytest.raises(NotWarned):
        deem(standing, chair)
    talk(standing, chair)
    clock.move_to("2026-03-05")
    with pytest.raises(NotWarned):  # a day short of six months
        deem(standing, chair)
    clock.move_to("2026-03-09")
    assert deem(standing, chair).ended_how == "deemed"


def test_whoever_resumes_is_off_the_list(house, standing, chair):
    actions.warn(membership=standing, since=SINCE, because="未缴会费", by=chair)
    assert [row.person_id for row in queries.lapsing(chair)] == [house.worker.pk]
    assert not queries.lapsing(house.outsider_chair)
    talk(standing, chair, result="resumes")
    assert not queries.lapsing(chair)
    with pytest.raises(NotWarned):
        deem(standing, chair)


@pytest.mark.parametrize("since", [date(2026, 3, 6), date(2019, 12, 31)])
def test_a_warning_begins_within_the_membership(standing, chair, since):
    with pytest.raises(WrongDay):
        actions.warn(membership=standing, since=since, because="未缴会费", by=chair)


def test_retained_members_owe_nothing_and_lose_the_warning(standing, chair):
    actions.warn(membership=standing, since=SINCE, because="未缴会费", by=chair)
    assert actions.retain(membership=standing, because="退休", by=chair).lapsing_since is None
    assert not queries.lapsing(chair)


def test_an_expulsion_is_told_above_and_stands_in_the_way_until_it_is_lifted(house, standing, chair):
    made = actions.expel(membership=standing, by=chair, **JUDGED)
    person = queries.person(house.worker.pk)
    assert list(queries.expulsions_to_file(house.township)) == [made]
    assert not queries.expulsions_to_file(chair)
    assert not queries.expulsions_to_file(house.organiser)  # the county stands two levels above: it is told nothing
    with pytest.raises(StillExpelled):
        actions.admit(person=person, unit=house.unions[1], by=house.organiser)
    actions.file_expulsion(expulsion=made, by=house.township)
    assert not queries.expulsions_to_file(house.township)
    actions.lift_expulsion(expulsion=made, because="刑满，表现良好", by=house.township)
    assert actions.admit(person=person, unit=house.unions[1], by=house.organiser).unit == house.unions[1]


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({"judgment": " "}, ReasonMissing),
        ({"group_on": date(2026, 3, 5)}, WrongDay),
        ({"decided_on": date(2026, 3, 6)}, WrongDay),
    ],
)
def test_an_expulsion_names_its_judgment_and_its_days(standing, chair, more, wrong):
    with pytest.raises(wrong):
        actions.expel(membership=standing, by=chair, **JUDGED | more)
    assert not Expulsion.objects.exists()


def test_the_pages_of_warning_talk_and_expulsion(as_, house, standing, chair):
    client, url = as_(chair), lambda name: reverse(f"people:{name}", args=[house.worker.pk])
    assert client.post(url("warn"), {"since": "2025-09-01", "because": "没有缴会费"}).status_code == 302
    assert client.post(url("talk"), {"on": "2026-03-01", "result": "refuses", "words": "谈过"}).status_code == 302
    shown = client.get(url("person")).content.decode()
    assert "仍不愿意" in shown
    assert "久未缴费" in client.get(reverse("people:roll"), {"lapsing": "on"}).content.decode()
    assert "请联系您的工会" in as_(house.worker).get(reverse("people:my-membership")).content.decode()
    client = as_(chair)
    assert client.post(url("unwarn"), {"because": "已经补缴会费"}).status_code == 302
    given = {name: str(value) for name, value in JUDGED.items()}
    assert client.post(url("expel"), given | {"decided_on": "2026-03-01"}).status_code == 200
    assert client.post(url("expel"), given).status_code == 302
    made = Expulsion.objects.get()
    args = [house.unions[0].code, made.pk]
    for outsider in (chair, house.outsider_township, house.auditor):
        assert as_(outsider).post(reverse("people:expulsion-file", args=args)).status_code == 404
    assert as_(house.township).post(reverse("people:expulsion-file", args=args)).status_code == 302
    assert "镇办" in as_(house.township).get(reverse("people:expulsions")).content.decode()
    lift = reverse("people:expulsion-lift", args=args)
    assert as_(house.township).post(lift, {"because": "刑满释放"}).status_code == 302


def test_a_form_sent_again_does_nothing_again(as_, house, standing, chair):
    """A second tap, the way back, a request played again: each leaves one line in the log, not two."""
    judged = {name: str(value) for name, value in JUDGED.items()}
    steps = (
        (chair, "warn", {"since": SINCE.isoformat(), "because": "没有缴会费"}),
        (chair, "unwarn", {"because": "已经补缴会费"}),
        (chair, "expel", judged),
        (house.township, "expulsion-file", {}),
        (house.township, "expulsion-lift", {"because": "刑满释放"}),
    )
    for who, name, sent in steps:
        made = Expulsion.objects.first()
        args = [house.unions[0].code, made.pk] if made else [house.worker.pk]
        client, lines = as_(who), []
        for _tap in range(2):
            client.post(reverse(f"people:{name}", args=args), sent)
            lines.append(DeskLine.objects.count() + PersonLine.objects.count())
        assert lines[0] == lines[1], name
    assert Expulsion.objects.get().lifted_on


def test_talks_and_expulsions_follow_a_merged_record_and_come_back(house, chair, organiser):
    kept, other = house.member(house.unions[1], "例保留", 611), house.member(house.unions[0], "例并入", 612)
    membership = queries.standing_membership(other)
    actions.warn(membership=membership, since=SINCE, because="未缴会费", by=chair)
    talk(membership, chair)
    made = actions.expel(membership=membership, by=chair, **JUDGED)
    merge = actions.merge_people(kept=kept, other=other, by=organiser, because="同一人")
    made.refresh_from_db()
    assert made.person_id == kept.pk
    actions.undo_merge(merge=merge, by=organiser, because="弄错了")
    made.refresh_from_db()
    assert made.person_id == other.pk
    assert queries.is_expelled(Person.objects.get(pk=other.pk))
    assert not queries.is_expelled(Person.objects.get(pk=kept.pk))
