"""Two records of one person become one, and two again."""

import pytest
from django.http import Http404

from unionhall.accounts import directory
from unionhall.accounts import queries as accounts
from unionhall.accounts.models import User
from unionhall.kit.access import NotAllowed
from unionhall.kit.models import FigureDelta
from unionhall.people import actions, queries
from unionhall.people.models import Membership, Person, PersonMerge, RollEntry
from unionhall.people.refusals import CannotMerge, CannotUndo, RecordMerged

from .numbers import id_number, phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(house, organiser):
    """One person entered twice: by a resident's card with an account, and by a passport without."""
    kept = queries.person_of(house.worker)
    other = actions.register_person(
        name="例职工二", id_kind="passport", id_number="E12345678", phone=phone(7), by=organiser
    )
    actions.admit(person=other, unit=house.unions[1], by=organiser)
    actions.add_to_household(head=other, name="例家人", relation="配偶", id_number=id_number(55), by=organiser)
    return kept, other


def merge(both, by, **facts):
    kept, other = both
    return actions.merge_people(kept=kept, other=other, by=by, because="同一人，护照与身份证核对一致", **facts)


def members(unit):
    return sum(FigureDelta.objects.filter(unit_id=unit.pk, count="people.members").values_list("n", flat=True))


def test_the_kept_record_has_the_history_and_every_way_to_sign_in(house, both, organiser):
    kept, other = both
    merge(both, organiser, chosen={"name": "other"})
    assert Membership.objects.of(kept).count() == 2
    assert RollEntry.objects.filter(person_id__in=[kept.pk, other.pk]).count() == 1
    assert directory.find("phone", phone(7)) == kept.pk
    assert queries.person(kept.pk).name == "例职工二"
    with pytest.raises(RecordMerged):
        actions.edit_person(person=other, job="司机", by=organiser)
    with pytest.raises(actions.AlreadyThere) as refused:
        actions.register_person(name="又来", id_kind="passport", id_number="E12345678", by=organiser)
    assert refused.value.person.pk == kept.pk


def test_undone_it_is_as_before(house, both, organiser):
    kept, other = both
    before = list(Person.objects.filter(pk__in=[kept.pk, other.pk]).order_by("pk").values_list("name", "job", "sex"))
    counts = members(house.unions[0]), members(house.unions[1])
    row = merge(both, organiser, chosen={"name": "other", "document": "other", "phone": "other"})
    assert members(house.unions[1]) == counts[1] - 1
    actions.undo_merge(merge=row, by=organiser, because="原来是两个人")
    after = list(Person.objects.filter(pk__in=[kept.pk, other.pk]).order_by("pk").values_list("name", "job", "sex"))
    assert (after, (members(house.unions[0]), members(house.unions[1]))) == (before, counts)
    assert queries.person(other.pk).id_number.reveal() == "E12345678"
    assert queries.person(kept.pk).id_number.reveal() == both[0].id_number.reveal()
    assert directory.find("phone", phone(7)) == other.pk
    assert queries.standing_membership(other).unit == house.unions[1]
    assert RollEntry.objects.filter(person_id__in=[kept.pk, other.pk]).count() == 2
    with pytest.raises(CannotUndo):
        actions.undo_merge(merge=row, by=organiser, because="再来一次")


@pytest.mark.parametrize("what", ["edited", "left", "late"])
def test_no_undo_once_something_changed(both, organiser, clock, what):
    row = merge(both, organiser)
    kept = both[0]
    if what == "edited":
        actions.edit_person(person=kept, job="司机", by=organiser)
    elif what == "left":
        actions.end_membership(membership=queries.standing_membership(kept), how="resigned", by=organiser)
    else:
        clock.shift(days=31)
    with pytest.raises(CannotUndo):
        actions.undo_merge(merge=row, by=organiser, because="原来是两个人")
    assert PersonMerge.objects.get(pk=row.pk).undone_at is None


def test_the_account_stays_with_the_kept_record(house, both, organiser):
    kept, other = both
    with pytest.raises(CannotMerge):
        actions.merge_people(kept=other, other=kept, by=organiser, because="同一人")
    chair = queries.person_of(house.chair)
    with pytest.raises(CannotMerge):
        actions.merge_people(kept=kept, other=chair, by=organiser, because="同一人")


def test_a_second_account_is_closed_and_opened_again(house, organiser):
    kept, other = queries.person_of(house.worker), queries.person_of(house.newcomer)
    row = actions.merge_people(kept=kept, other=other, by=organiser, because="同一人")
    assert not User.objects.get(pk=other.pk).is_active
    assert accounts.user_behind("newcomer").pk == kept.pk
    actions.undo_merge(merge=row, by=organiser, because="两个人")
    assert User.objects.get(pk=other.pk).is_active
    assert accounts.user_behind("newcomer").pk == other.pk


def test_only_who_may_merge_at_both_places(house, both):
    for someone in (house.outsider_organiser, house.chair, house.caseworker):
        with pytest.raises(NotAllowed):
            merge(both, someone)
    with pytest.raises(Http404):
        queries.person_for(house.outsider_organiser, both[1].pk)


def test_what_was_there_before_is_sealed(both, organiser):
    row = merge(both, organiser)
    assert "E12345678" not in row.before
    assert "例职工" not in row.before


def test_a_record_that_belongs_nowhere_is_merged_by_nobody(both, organiser):
    kept, _other = both
    stray = actions.register_person(name="例散户", id_kind="passport", id_number="E87654321", by=organiser)
    with pytest.raises(NotAllowed):
        actions.merge_people(kept=kept, other=stray, by=organiser, because="同一人")
    assert not PersonMerge.objects.exists()
