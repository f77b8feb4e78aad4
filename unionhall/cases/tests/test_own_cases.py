"""回避 (decision 17): nobody of the union acts on what they sent themselves; they may only return it."""

import pytest

from unionhall.cases import actions, queries
from unionhall.cases.refusals import OwnCase
from unionhall.kit.access import NotAllowed
from unionhall.people import queries as people

from .making import a_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(house):
    """The chair's own complaint, which lies with the chair's own union."""
    return a_case(house, person=people.person(house.chair.pk))


def test_it_is_moved_taken_and_sent_on_by_others(house, own):
    by, name = house.chair, next(move.name for move in own.service.moves_from(own.stage_code) if not move.by_worker)
    refused = [
        lambda: actions.move(case=own, name=name, by=by, says="已办"),
        lambda: actions.take(case=own, by=by),
        lambda: actions.note(case=own, words="看过", by=by),
        lambda: actions.read_sealed(case=own, field="facts", reason="办理", by=by),
        lambda: actions.reveal_identity(case=own, reason="办理", by=by),
    ]
    for act in refused:
        with pytest.raises(OwnCase, match="回避"):
            act()
    assert not [move for move in queries.allowed_moves(by, own) if not move.by_worker]
    assert queries.allowed_moves(house.caseworker, own)


def test_who_may_send_on_does_not_send_on_their_own(house):
    own = a_case(house, person=people.person(house.caseworker.pk))
    with pytest.raises(OwnCase):
        actions.dispatch(case=own, to_unit=house.unions[1], by=house.caseworker)
    with pytest.raises(OwnCase):
        actions.assign(case=own, to_person=house.chair.pk, by=house.caseworker)
    actions.dispatch(case=own, to_unit=house.counties[0], by=house.reviewer)
    with pytest.raises(OwnCase, match="另选"):
        actions.assign(case=own, to_person=house.caseworker.pk, by=house.reviewer)


def test_the_only_one_of_a_union_passes_it_up(house, own):
    below = own.unit
    actions.send_back(case=own, by=house.chair, reason="本人的诉求，请上级办理")
    assert own.unit == house.townships[0] != below
    actions.take(case=own, by=house.township)


def test_the_page_offers_returning_and_nothing_else(house, own, as_):
    actions.note(case=own, words="内部的话", by=house.township)
    desk, address = as_(house.chair), f"/desk/cases/{own.number}/"
    shown = desk.get(address)
    assert [act.name for act in shown.context["acts"]] == ["return"]
    assert not shown.context["moves"]
    text = shown.content.decode()
    assert "按回避规定" in text
    assert "内部的话" not in text
    assert "查看来件内容" not in text
    assert desk.get(f"{address}take/").status_code == 404
    assert "内部的话" in as_(house.township).get(address).content.decode()


def test_a_stranger_is_still_a_stranger(house, own):
    with pytest.raises(NotAllowed):
        actions.take(case=own, by=house.outsider)


def test_the_desk_shows_them_no_more_than_the_worker_reads(house, own, as_):
    """Panels of the service, answers of helpers and drafts stand on the desk's page for others only."""
    address = f"/desk/cases/{own.number}/"
    others, mine = as_(house.township).get(address).context, as_(house.chair).get(address).context
    assert others["panels"]
    assert not mine["panels"]
    assert mine["helpers"] == mine["alike"] == mine["documents"] == []
