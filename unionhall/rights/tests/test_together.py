"""A group moves in one step; who speaks for it is named on paper; both lists go out as files."""

import pytest

from unionhall.audit.models import PersonLine
from unionhall.cases import actions as cases
from unionhall.cases import queries as read_cases
from unionhall.documents import queries as documents
from unionhall.kit.access import NotAllowed
from unionhall.rights import actions, queries
from unionhall.rights.refusals import MustBeGiven, NotNow, WrongNumber

from .making import a_group, colleague, speak_for


def stages(group):
    return [read_cases.case_of(one.person_id, one.case_id).stage_code for one in queries.members_of(group)]


def test_one_step_for_all_names_those_that_did_not_take_it(house):
    group = a_group(house, 3)
    second = queries.members_of(group)[1]
    case = read_cases.case_of(second.person_id, second.case_id)
    cases.move(case=case, name="accept", by=house.chair)
    moved = actions.move_group(group=group, name="accept", says="", by=house.chair)
    assert stages(group) == ["working"] * 3
    assert len(moved.done) == 2
    assert [number for number, _why in moved.refused] == [second.number]
    lines = PersonLine.objects.filter(action="cases.case.moved", details__move="accept")
    assert lines.count() == 3
    again = actions.move_group(group=group, name="resolve", says="", by=house.chair)
    assert [len(again.done), len(again.refused)] == [0, 3]  # each wants words to its worker
    actions.move_group(group=group, name="resolve", says="全部付清", by=house.chair)
    assert stages(group) == ["resolved"] * 3
    assert actions.move_group(group=group, name="resolve", says="再来", by=house.chair).refused == []
    with pytest.raises(NotAllowed):
        actions.move_group(group=group, name="resolve", says="x", by=house.outsider_chair)


def test_the_paper_of_the_group_names_nobody_who_hides(house):
    group = a_group(house, 2)
    with pytest.raises(WrongNumber):
        actions.draw_group_power(group=group, power="full", by=house.caseworker)
    hidden = colleague(house, 9, secrecy="hidden")
    actions.join_group(case=hidden, group=group, by=house.caseworker)
    speak_for(group, house.caseworker)
    with pytest.raises(NotNow):
        actions.draw_group_power(group=group, power="full", by=house.caseworker)
    actions.join_group(case=colleague(house, 10), group=group, by=house.caseworker)
    chosen = [one.case_id for one in queries.members_of(group) if one.number != hidden.number]
    actions.name_speakers(group=group, cases_chosen=chosen, by=house.caseworker)
    paper = actions.draw_group_power(group=group, power="full", by=house.caseworker)
    facts = documents.facts_of(paper)
    assert (len(facts["principals"]), facts["unnamed"]) == (3, 1)
    again = actions.draw_group_power(group=group, power="general", by=house.caseworker)
    assert again.pk == paper.pk


def test_nobody_joins_without_working_there_nor_twice(house):
    group = a_group(house, 2)
    other = colleague(house, 5)
    with pytest.raises(NotAllowed):
        actions.join_group(case=other, group=group, by=house.outsider)
    actions.close_group(group=group, because="付清", by=house.caseworker)
    with pytest.raises(NotNow):
        speak_for(group, house.caseworker)


def test_pages_of_one_step_and_files(house, as_):
    group = a_group(house, 3)
    desk, page = as_(house.chair), f"/desk/rights/groups/{group.number}/"
    assert "受理（3件）" in desk.get(page).content.decode()
    assert desk.post(page, {"act": "move", "move": "expire"}).status_code == 422
    assert "已办3件" in desk.post(page, {"act": "move", "move": "accept"}, follow=True).content.decode()
    refused = desk.post(page, {"act": "move", "move": "resolve", "says": ""}, follow=True).content.decode()
    assert refused.count("没有办：") == 3
    for file in ("/desk/rights/groups/export/", f"{page}export/"):
        assert desk.get(file).status_code == 200
        assert desk.post(file)["Content-Type"].endswith("sheet")
    speak_for(group, house.chair)
    desk.post(page, {"act": "power", "power": "general"})
    assert "推选代表授权书" in desk.get(page).content.decode()
    assert as_(house.outsider_chair).get(f"{page}export/").status_code == 404


def test_legal_aid_may_not_be_refused_to_a_collective_dispute(house):
    group = a_group(house, 2)
    one = queries.members_of(group)[0]
    case = read_cases.case_of(one.person_id, one.case_id)
    cases.move(case=case, name="accept", by=house.chair)
    aid = cases.hand_over(case=case, to="rights.legal-aid", by=house.chair, consent=True)
    actions.note_people(group=group, people=10, by=house.caseworker)
    with pytest.raises(MustBeGiven):
        cases.move(case=aid, name="refuse", by=house.reviewer, says="不属于援助范围")
    aid.refresh_from_db()
    cases.move(case=aid, name="grant", by=house.reviewer, says="集体争议，应当援助")
