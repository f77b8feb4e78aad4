"""The book on the desk: looking through it, entering a row, taking one back."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from unionhall.audit.models import DeskLine
from unionhall.kit.access import NotAllowed
from unionhall.rules import actions, queries, today
from unionhall.rules.models import Rule

from .conftest import put

pytestmark = pytest.mark.django_db
LIST = "/desk/rules/"


@pytest.fixture
def mediation(house):
    return Rule.objects.get(code="rights.mediation")


def typed(**more):
    day = timezone.localdate() + timedelta(days=30)
    return {"place": "330110", "valid_from": day.isoformat(), "value": "10", "source": "余杭区试行"} | more


def test_staff_look_through_the_book(as_, house):
    desk = as_(house.caseworker)
    text = desk.get(LIST, {"q": "调解期限"}).content.decode()
    assert "15日" in text
    assert "劳动争议调解仲裁法" in text
    assert "全国" in text
    assert "浙江省" in desk.get(LIST, {"place": "33"}).content.decode()
    assert "没有符合条件" in desk.get(LIST, {"q": "nothing of the kind"}).content.decode()
    assert len(desk.get(LIST, {"room": "rights"}).context["shown"]) == 50


def test_the_list_asks_as_little_for_one_row_as_for_fifty(as_, house, django_assert_max_num_queries):
    desk = as_(house.caseworker)
    desk.get(LIST)
    with django_assert_max_num_queries(12):
        desk.get(LIST)


def test_it_can_be_taken_along(as_, house):
    answer = as_(house.caseworker).post(f"{LIST}export/?q=rights.mediation")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert any("rights.mediation" in row for row in rows)


def test_workers_and_strangers_do_not_see_it(as_, client, house, mediation):
    assert client.get(LIST).status_code == 302
    for path in (LIST, f"{LIST}{mediation.pk}/", f"{LIST}{mediation.pk}/new/", f"{LIST}{mediation.pk}/drop/"):
        assert as_(house.worker).get(path).status_code == 404


def test_a_new_row_stands_beside_the_old_one(as_, house, mediation):
    desk = as_(house.reviewer)
    answer = desk.post(f"{LIST}{mediation.pk}/new/", typed())
    made = Rule.objects.get(source="余杭区试行")
    assert answer["Location"] == f"{LIST}{made.pk}/"
    text = desk.get(answer["Location"]).content.decode()
    assert "未生效" in text
    assert "余杭区" in text
    assert "15日" in text
    mediation.refresh_from_db()
    assert mediation.value == 15


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"place": "Yuhang"}, "place"),
        ({"valid_from": ""}, "valid_from"),
        ({"value": "-1"}, "value"),
        ({"source": ""}, "source"),
        ({"valid_to": "2020-01-01"}, "__all__"),
        ({"place": "CN"}, "__all__"),  # not the county's to say
    ],
)
def test_what_is_wrong_is_told_at_the_field(as_, house, mediation, wrong, field):
    answer = as_(house.reviewer).post(f"{LIST}{mediation.pk}/new/", typed(**wrong))
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert not Rule.objects.filter(source="余杭区试行").exists()


def test_only_what_has_not_begun_can_be_taken_back(as_, house, mediation):
    desk = as_(house.reviewer)
    desk.post(f"{LIST}{mediation.pk}/new/", typed())
    made = Rule.objects.get(source="余杭区试行")
    assert f"{LIST}{made.pk}/drop/" in desk.get(f"{LIST}{made.pk}/").content.decode()
    assert f"{LIST}{mediation.pk}/drop/" not in desk.get(f"{LIST}{mediation.pk}/").content.decode()
    assert desk.post(f"{LIST}{mediation.pk}/drop/", {"because": "写错"}).status_code == 422
    assert desk.post(f"{LIST}{made.pk}/drop/", {"because": ""}).status_code == 422
    assert as_(house.outsider_reviewer).post(f"{LIST}{made.pk}/drop/", {"because": "写错"}).status_code == 422
    assert as_(house.reviewer).post(f"{LIST}{made.pk}/drop/", {"because": "写错"}).status_code == 302
    assert not Rule.objects.filter(pk=made.pk).exists()


@pytest.fixture
def doubtful(house):
    """A number of the province's that was shipped from memory."""
    return Rule.objects.filter(place="33", note__contains="待核").order_by("pk")[0]


def test_a_number_from_memory_is_checked_once_and_then_the_office_s_own(as_, house, doubtful):
    desk, page = as_(house.province_leader), f"{LIST}{doubtful.pk}/check/"
    assert "待核" in desk.get(f"{LIST}{doubtful.pk}/").content.decode()
    assert doubtful in [row for row, _place in desk.get(LIST, {"unchecked": "on", "place": "33"}).context["shown"]]
    given = {"value": "7", "source": "省政府令", "article": "第三条", "because": "公报第12页"}
    assert "请填写这一项" in desk.post(page, given | {"because": ""}).content.decode()
    assert desk.post(page, given).status_code == 302
    row = Rule.objects.get(pk=doubtful.pk)
    assert (row.value, row.law, row.shipped, row.unchecked) == (7, "省政府令第三条", False, False)
    assert row.note
    assert "已经核对过" in desk.post(page, given).content.decode()
    actions.load_rules(by=house.province_leader)
    assert Rule.objects.get(pk=doubtful.pk).value == 7
    line = DeskLine.objects.get(action="rules.rule.checked")
    assert line.details["was"]["value"] == doubtful.number


def test_who_keeps_the_place_checks_its_numbers(as_, house, doubtful):
    given = {"value": "7", "source": "省政府令", "because": "公报"}
    assert as_(house.caseworker).post(f"{LIST}{doubtful.pk}/check/", given).status_code in (403, 404)
    with pytest.raises(NotAllowed):
        actions.check_rule(rule=doubtful, article="", by=house.reviewer, **given)
    assert Rule.objects.get(pk=doubtful.pk).unchecked


def test_today_tells_who_keeps_the_place_how_many_wait(as_, house, doubtful):
    rows = queries.to_check(house.province_leader)
    assert {row.place for row in rows} >= {"CN", "33"}
    assert queries.to_check(house.reviewer) == []
    put("rights.mediation", "9", place="330110", since="2026-01-01", note="待核")
    assert [row.place for row in queries.to_check(house.reviewer)] == ["330110"]
    assert {row.place[:4] for row in queries.to_check(house.city_leader)} == {"3301"}
    assert queries.to_check(house.caseworker) == queries.to_check(house.outsider_reviewer) == []
    count, tasks = today.unchecked(house.reviewer, 5)
    assert (count, tasks[0].title) == (1, "1 项规则数字待核对")
    shown = as_(house.reviewer).get(tasks[0].url).context["shown"]
    assert [row.place for row, _place in shown] == ["330110"]
    given = {"value": "9", "source": "试行办法", "because": "公报", "article": ""}
    actions.check_rule(rule=queries.to_check(house.reviewer)[0], by=house.reviewer, **given)
    queries.forget()
    assert today.unchecked(house.reviewer, 5) == (0, [])
