"""A group moves in one step; who speaks for it is named on paper; both lists go out as files."""

import pytest

from unionhall.audit.models import PersonLine
from unionhall.cases import actions as cases
from unionhall.cases import queries as read_cases
from unionhall.cases.refusals import OwnCase
from unionhall.documents import queries as documents
from unionhall.kit import background
from unionhall.kit.access import NotAllowed
from unionhall.kit.models import Job
from unionhall.people import queries as people
from unionhall.rights import actions, queries
from unionhall.rights.refusals import MustBeGiven, NotNow, WrongNumber
from unionhall.rules import queries as rules

from .making import a_group, colleague, speak_for

VALUE = rules.value


def stages(group):
    return [read_cases.case_of(one.person_id, one.case_id).stage_code for one in queries.members_of(group)]


def refused(moved):
    return sorted(one.number for one in queries.refused_in(moved))


@pytest.fixture
def at_once(monkeypatch):
    """Only two cases are moved at once; the others in the background."""
    monkeypatch.setattr(
        rules, "value", lambda code, **more: 2 if code == "rights.group-at-once" else VALUE(code, **more)
    )


def test_one_step_for_all_names_those_that_did_not_take_it(house):
    group = a_group(house, 3)
    second = queries.members_of(group)[1]
    case = read_cases.case_of(second.person_id, second.case_id)
    cases.move(case=case, name="accept", by=house.chair)
    moved = actions.move_group(group=group, name="accept", says="", by=house.chair)
    assert stages(group) == ["working"] * 3
    assert (moved.done, refused(moved)) == (2, [second.number])
    lines = PersonLine.objects.filter(action="cases.case.moved", details__move="accept")
    assert lines.count() == 3
    again = actions.move_group(group=group, name="resolve", says="", by=house.chair)
    assert (again.done, again.refused) == (0, 3)  # each wants words to its worker
    actions.move_group(group=group, name="resolve", says="全部付清", by=house.chair)
    assert stages(group) == ["resolved"] * 3
    with pytest.raises(NotNow, match="刚刚已经办过"):  # the same form sent twice makes one step
        actions.move_group(group=group, name="resolve", says="再来", by=house.chair)
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
    told = desk.post(page, {"act": "move", "move": "resolve", "says": ""}, follow=True)
    part = desk.get(told.redirect_chain[-1][0], headers={"HX-Request": "true"}).content.decode()
    assert "3件没有办" in part
    assert part.count("请填写") == 3  # what is polled for ends with the reasons, without loading the page anew
    assert sorted(row.number for row in told.context["rows"]) == sorted(one.number for one in queries.members_of(group))
    assert "已办 3 件" in desk.get(page).content.decode()
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


def test_many_are_moved_in_the_background_and_go_on_where_they_were_cut_short(house, as_, at_once, monkeypatch):
    group = a_group(house, 3)
    desk, page = as_(house.chair), f"/desk/rights/groups/{group.number}/"
    sent = desk.post(page, {"act": "move", "move": "accept"})
    move = queries.last_move(group)
    assert sent["Location"] == f"{page}moves/{move.pk}/"
    assert stages(group) == ["received"] * 3
    assert "正在一并办理" in desk.get(sent["Location"]).content.decode()
    with pytest.raises(NotNow, match="还没有做完"):
        actions.move_group(group=group, name="accept", says="", by=house.chair)
    real, made = cases.move, []

    def twice(**given):
        made.append(given)
        if len(made) == 3:
            raise RuntimeError("the worker is killed")
        return real(**given)

    monkeypatch.setattr(cases, "move", twice)
    with pytest.raises(RuntimeError):
        background.run(move.job_desk_id, move.job_id)
    assert sorted(stages(group)) == ["received", "working", "working"]
    assert queries.is_broken(queries.last_move(group))
    assert "接着办" in desk.get(sent["Location"]).content.decode()
    assert as_(house.outsider_chair).post(sent["Location"]).status_code == 404
    as_(house.chair).post(sent["Location"])
    move = queries.last_move(group)
    background.run(move.job_desk_id, move.job_id)
    assert stages(group) == ["working"] * 3
    assert len(made) == 4  # the two that were moved were not moved again
    move = queries.last_move(group)
    assert (move.done, move.refused, move.total) == (3, 0, 3)
    job = queries.job_of(move)
    assert job.result["page"] == sent["Location"]
    assert PersonLine.objects.filter(action="cases.case.moved", details__move="accept").count() == 3


def test_what_was_cut_short_may_be_left_there(house, at_once, as_):
    group = a_group(house, 3)
    move = actions.move_group(group=group, name="accept", says="", by=house.chair)
    with pytest.raises(NotNow):
        actions.stop_move(move=move, by=house.chair)  # it has not failed
    Job.objects.filter(pk=move.job_id).update(state="failed")
    with pytest.raises(NotAllowed):
        actions.stop_move(move=move, by=house.outsider_chair)
    as_(house.chair).post(f"/desk/rights/groups/{group.number}/moves/{move.pk}/", {"stop": "1"})
    assert queries.last_move(group).ended_at is not None
    assert actions.move_group(group=group, name="accept", says="", by=house.chair).ended_at is None


def test_ones_own_case_is_left_to_others_and_named(house, as_):
    group = a_group(house, 2)
    own = house.case(person=people.person(house.chair.pk), by=house.operator, secrecy="open")
    actions.join_group(case=own, group=group, by=house.caseworker)
    assert "受理（2件）" in as_(house.chair).get(f"/desk/rights/groups/{group.number}/").content.decode()
    moved = actions.move_group(group=group, name="accept", says="", by=house.chair)
    assert (moved.done, refused(moved)) == (2, [own.number])
    assert "回避" in queries.refused_in(moved).get().why
    chosen = [one.case_id for one in queries.members_of(group)]
    with pytest.raises(OwnCase):
        actions.name_speakers(group=group, cases_chosen=chosen, by=house.chair)
    actions.name_speakers(group=group, cases_chosen=chosen, by=house.township)
