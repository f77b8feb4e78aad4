"""Pages of union staff: what they show, to whom, and what they change."""

import pytest
from django.urls import reverse

from tests.cast import credit_code
from unionhall.audit.models import DeskLine
from unionhall.orgs import actions, queries
from unionhall.orgs.choices import ChangeState, UnitState
from unionhall.orgs.models import Employer, Unit, UnitChange
from unionhall.orgs.today import LINES


def url(name, *args):
    return reverse(f"orgs:{name}", args=args)


def test_the_list_shows_ones_own_subtree_and_no_other(house, as_):
    text = as_(house.caseworker).get(url("units")).content.decode()
    assert house.unions[0].code in text
    assert house.unions[4].code not in text
    assert house.cities[0].name not in text


@pytest.mark.parametrize(
    ("few", "many"),
    [({"level": "1"}, {}), ({"q": "330110-0001"}, {"q": "330"})],  # one unit and all; words look places up besides
    ids=["without words", "with words"],
)
def test_the_list_costs_the_same_for_few_and_many(house, as_, django_assert_max_num_queries, few, many):
    client = as_(house.province_leader)
    client.get(url("units"))  # the first page of a session writes it down
    with django_assert_max_num_queries(12) as for_few:
        client.get(url("units"), few)
    with django_assert_max_num_queries(12) as for_many:
        client.get(url("units"), many)
    assert len(for_many) == len(for_few)


def test_the_list_filters_and_pages(house, as_):
    client = as_(house.province_leader)
    text = client.get(url("units"), {"level": "3"}).content.decode()
    assert house.counties[3].name in text
    assert house.townships[0].name not in text
    assert client.get(url("units"), {"level": "nonsense", "kind": "<script>"}).status_code == 200
    text = client.get(url("units"), {"unit": house.counties[1].code}).content.decode()
    assert house.unions[4].code in text
    assert house.unions[0].code not in text


@pytest.mark.parametrize("name", ["unit-detail", "tree-at", "unit-edit", "unit-found", "change-new"])
def test_outside_ones_reach_a_unit_does_not_exist(house, as_, name):
    for user in (house.outsider_organiser, house.outsider_reviewer, house.worker):
        assert as_(user).get(url(name, house.townships[0].code)).status_code == 404


def test_a_unit_page_shows_where_it_stands(house, as_):
    text = as_(house.organiser).get(url("unit-detail", house.townships[0].code)).content.decode()
    assert house.counties[0].name in text
    assert house.unions[0].name in text
    assert url("unit-edit", house.townships[0].code) in text
    assert url("change-new", house.townships[0].code) not in text  # an organiser does not restructure
    text = as_(house.caseworker).get(url("unit-detail", house.townships[0].code)).content.decode()
    assert url("unit-edit", house.townships[0].code) not in text


def test_the_tree_opens_branch_by_branch(house, as_):
    client = as_(house.reviewer)
    text = client.get(url("tree")).content.decode()
    assert house.townships[0].name in text
    assert house.unions[0].name not in text
    assert house.unions[0].name in client.get(url("tree-at", house.townships[0].code)).content.decode()


def test_editing_a_unit_and_meeting_another_editor(house, as_):
    client, unit = as_(house.organiser), house.unions[0]
    facts = {"name": "新名工会", "form": "4", "phone": "0571-88888888", "version": 0}
    assert client.post(url("unit-edit", unit.code), facts).status_code == 302
    unit.refresh_from_db()
    assert (unit.name, unit.phone) == ("新名工会", "0571-88888888")
    late = client.post(url("unit-edit", unit.code), facts | {"name": "迟到"})
    assert late.status_code == 422
    assert "已有人修改" in late.content.decode()


def test_a_new_term_and_an_industry_union(house, as_):
    client, unit = as_(house.organiser), house.unions[0]
    term = {"term_start": "2026-03-01", "term_end": "2031-02-28", "approval_no": "余工〔2026〕5号"}
    assert client.post(url("unit-term", unit.code), term | {"term_end": "2026-01-01"}).status_code == 422
    assert client.post(url("unit-term", unit.code), term).status_code == 302
    trade = actions.found_unit(
        parent=house.counties[0], name="余杭建筑业工会", kind="industry", level=4, by=house.organiser, industry="E"
    )
    assert client.post(url("unit-guide", unit.code), {"parent": "没有"}).status_code == 422
    assert client.post(url("unit-guide", unit.code), {"parent": trade.code}).status_code == 302
    unit.refresh_from_db()
    assert (unit.industry_parent, str(unit.term_end)) == (trade, "2031-02-28")
    assert as_(house.caseworker).get(url("unit-guide", unit.code)).status_code == 404


def test_html_in_a_name_is_text(house, as_):
    client, unit = as_(house.organiser), house.unions[0]
    client.post(url("unit-edit", unit.code), {"name": "<b>厂</b><script>", "form": "4", "version": 0})
    text = client.get(url("unit-detail", unit.code)).content.decode()
    assert "<b>厂</b>" not in text
    assert "&lt;b&gt;厂" in text


def test_a_union_founded_on_paper_is_entered(house, as_):
    facts = {
        "name": "样例商贸0店工会", "kind": "single", "form": "4", "level": 5, "division": "余杭五常",
        "approval_no": "余工〔2026〕1号", "founded_on": "2026-03-01", "employer": house.uncovered[0].credit_code,
    }  # fmt: skip
    response = as_(house.organiser).post(url("unit-found", house.townships[0].code), facts)
    made = Unit.objects.get(name="样例商贸0店工会")
    assert response["Location"] == url("unit-detail", made.code)
    assert queries.unions_covering(house.uncovered[0]) == [made]
    ahead = as_(house.organiser).post(
        url("unit-found", house.townships[0].code), facts | {"founded_on": "2026-12-01", "name": "未来"}
    )
    assert ahead.status_code == 422


def test_a_move_from_choosing_to_done(house, as_, django_capture_on_commit_callbacks):
    client, town = as_(house.city_leader), house.townships[0]
    facts = {"kind": "move", "target": house.counties[1].code, "approval_no": "杭工〔2026〕7号", "reason": "区划调整"}
    response = client.post(url("change-new", town.code), facts)
    change = UnitChange.objects.get()
    assert response["Location"] == url("change-detail", change.pk)
    text = client.get(response["Location"]).content.decode()
    assert "建会基数" in text
    assert client.post(response["Location"], {"approval_no": "别的"}).status_code == 422
    change.refresh_from_db()
    assert change.state == ChangeState.DRAFT
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(response["Location"], {"approval_no": "杭工〔2026〕7号"}).status_code == 302
    change.refresh_from_db()
    town.refresh_from_db()
    assert change.state == ChangeState.DONE
    assert town.county_id == house.counties[1].pk
    assert client.get(response["Location"]).status_code == 200
    assert client.get(url("changes")).status_code == 200


def test_a_refusal_is_said_on_the_form_and_a_dry_run_can_be_dropped(house, as_):
    client = as_(house.reviewer)
    facts = {"kind": "wind-up", "approval_no": "1号", "reason": "不想办了"}
    refused = client.post(url("change-new", house.unions[0].code), facts)
    assert refused.status_code == 422
    assert "随意撤销" in refused.content.decode()
    client.post(url("change-new", house.unions[0].code), facts | {"end_reason": "employer-ended"})
    change = UnitChange.objects.get()
    assert as_(house.outsider_reviewer).get(url("change-detail", change.pk)).status_code == 404
    as_(house.reviewer).post(url("change-drop", change.pk))
    change.refresh_from_db()
    assert change.state == ChangeState.DROPPED


def test_employers_are_listed_by_reach(house, as_):
    text = as_(house.caseworker).get(url("employers")).content.decode()
    assert house.employers[0].credit_code in text
    assert house.employers[4].credit_code not in text
    text = as_(house.caseworker).get(url("employers"), {"covered": "no"}).content.decode()
    assert house.uncovered[0].credit_code in text
    assert house.employers[0].credit_code not in text
    assert as_(house.outsider).get(url("employer-detail", house.employers[0].credit_code)).status_code == 404


def test_a_chair_sees_the_employers_the_union_covers(house, as_):
    text = as_(house.chair).get(url("employers")).content.decode()
    assert house.employers[0].credit_code in text
    assert house.employers[1].credit_code not in text
    assert as_(house.chair).get(url("employer-detail", house.employers[0].credit_code)).status_code == 200


def test_registering_editing_covering_and_closing_an_employer(house, as_):
    client, code = as_(house.organiser), credit_code(700)
    facts = {
        "credit_code": code, "name": "新厂", "ownership": "170", "industry": "C", "division": "五常街道",
        "headcount": 9, "women": 3, "migrant": 0, "dispatched": 0, "version": 0,
    }  # fmt: skip
    assert client.post(url("employer-new"), facts)["Location"] == url("employer-detail", code)
    assert client.post(url("employer-new"), facts).status_code == 422
    assert client.post(url("employer-edit", code), facts | {"headcount": 12}).status_code == 302
    stale = client.post(url("employer-edit", code), facts | {"headcount": 13})
    assert "已有人修改" in stale.content.decode()
    cover = {"union": house.unions[0].code, "mode": "joint"}
    assert client.post(url("employer-cover", code), cover).status_code == 302
    employer = Employer.objects.get(credit_code=code)
    assert [unit.pk for unit in queries.unions_covering(employer)] == [house.unions[0].pk]
    far = client.post(url("employer-cover", code), cover | {"union": house.unions[8].code})
    assert far.status_code == 422
    assert client.get(url("employer-uncover", code, house.unions[0].code)).status_code == 200
    client.post(url("employer-uncover", code, house.unions[0].code), {"because": "登记有误"})
    assert queries.unions_covering(employer) == []
    assert client.post(url("employer-close", code), {"because": ""}).status_code == 422
    assert client.post(url("employer-close", code), {"because": "注销"}).status_code == 302
    employer.refresh_from_db()
    assert employer.closed_on is not None


def test_nobody_registers_an_employer_outside_their_reach(house, as_):
    facts = {
        "credit_code": credit_code(701), "name": "远厂", "ownership": "170", "industry": "C", "division": "瓜沥镇",
        "headcount": 9, "women": 3, "migrant": 0, "dispatched": 0, "version": 0,
    }  # fmt: skip
    assert as_(house.organiser).post(url("employer-new"), facts).status_code == 422
    assert not Employer.objects.filter(name="远厂").exists()


def test_a_sole_trader_s_name_is_masked(house, as_):
    code = credit_code(702, registry="92")
    actions.register_employer(
        credit_code=code, name="余杭李四小吃店", ownership="600", industry="H", headcount=2, by=house.organiser,
        division=house.townships[0].division,
    )  # fmt: skip
    for user, seen in ((house.caseworker, False), (house.organiser, True)):
        client = as_(user)
        assert "李四" not in client.get(url("employers")).content.decode()
        assert ("李四" in client.get(url("employer-detail", code)).content.decode()) is seen


@pytest.mark.parametrize("name", ["units-export", "employers-export"])
def test_an_export_is_asked_for_and_leaves_a_line(house, as_, name):
    client = as_(house.caseworker)
    assert client.get(url(name)).status_code == 200
    assert not DeskLine.objects.filter(action="kit.export.made").exists()
    response = client.post(url(name))
    assert response["Content-Type"].endswith("sheet")
    assert DeskLine.objects.filter(action="kit.export.made").count() == 1


def test_today_names_what_is_due(house, clock):
    clock.move_to("2027-11-01")
    found = {line.code: line.find(house.organiser, 5) for line in LINES}
    assert found["orgs.terms"][0] == 7
    assert found["orgs.terms"][1][0].url
    assert LINES[0].find(house.outsider, 5) == (0, [])
    actions.found_unit(
        parent=house.townships[0], name="筹", kind="single", level=5, state=UnitState.PREPARING, by=house.organiser
    )
    assert found["orgs.preparing"][0] == 0
    assert LINES[1].find(house.organiser, 5)[0] == 1


def test_a_union_that_covers_an_employer_elsewhere_does_not_keep_its_record(house, as_):
    """The employer counts at the other county; only who keeps the register there edits or closes it."""
    employer = house.employers[-1]
    assert not employer.unit.path.startswith(house.counties[0].path)
    actions.cover(union=house.unions[0], employer=employer, mode="federation", by=house.organiser)
    client = as_(house.organiser)
    assert client.get(url("employer-detail", employer.credit_code)).status_code == 200
    assert client.get(url("employer-edit", employer.credit_code)).status_code == 404
    assert client.post(url("employer-close", employer.credit_code), {"because": "终止"}).status_code == 404
    gone = client.post(url("employer-uncover", employer.credit_code, house.unions[0].code), {"because": "误登"})
    assert gone.status_code == 302
    employer.refresh_from_db()
    assert employer.closed_on is None


def test_a_list_too_long_for_a_file_leaves_no_line(house, as_, monkeypatch):
    monkeypatch.setattr("unionhall.orgs.actions.exports.MOST", 3)
    as_(house.organiser).post(url("units-export"))
    assert not DeskLine.objects.filter(action="kit.export.made").exists()
