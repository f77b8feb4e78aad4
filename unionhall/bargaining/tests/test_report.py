"""The report of a level: each number equals the rows behind its link; firms over a border; afterwards by hand."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from unionhall.bargaining import actions, queries
from unionhall.bargaining.models import Agreement, Cover, Round
from unionhall.bargaining.refusals import EndedBefore, InFuture, WrongOrder
from unionhall.bargaining.today import LINES
from unionhall.kit.access import NotAllowed
from unionhall.kit.figures import Period, values
from unionhall.kit.guard import fixes_shards
from unionhall.orgs.models import Coverage

from .conftest import to_stage
from .test_congress import set_up
from .test_disclosure import register

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 5)


def url(name: str, *args: Any) -> str:
    return reverse(f"bargaining:{name}", args=args)


def test_each_number_leads_to_as_many_rows(in_force: Round, offer: Any, house: Any, as_: Any) -> None:
    register(house, 0, house.chair)
    soon = Agreement.objects.filter(kind="WAGE")
    soon.update(term_from=date(2025, 5, 1), term_to=date(2026, 4, 30))  # fifty-six days on
    to_stage(offer(kind="GEN"), "review", house.chair)
    set_up(house)
    browser = as_(house.township)
    context = browser.get(url("report")).context
    cells = {str(title): (value, link) for title, value, link in context["whole"]["cells"]}
    counted = {name: value for name, (value, _link) in cells.items()}
    assert {
        "用人单位": 3, "已覆盖单位": 1, "已覆盖职工": 30, "生效合同": 2, "30天内到期": 0, "60天内到期": 1, "审查中": 1,
        "审查退回": 0, "未公布": 1, "未抄报上级": 1, "职代会": 1, "今年已召开": 0,
    }.items() <= counted.items()  # fmt: skip
    assert (context["whole"]["coverage"], context["whole"]["workers"]) == ("33.3%", "41.7%")
    for name, (value, link) in cells.items():
        assert bool(link) == (value > 0 and name != "用人单位"), name
        if link and name != "已覆盖职工":
            assert len(browser.get(link).context["rows"].rows) == value, name
    assert len(browser.get(context["without_list"]).context["rows"].rows) == context["without"] == 2
    [beneath] = [one for one in context["beneath"] if one["unit"].pk == house.unions[0].pk]
    assert {str(title): value for title, value, _link in beneath["cells"]}["生效合同"] == 2
    assert [(str(one["title"]), one["contracts"]) for one in context["levels"]] == [("基层", 2)]
    assert {str(one["title"]) for one in context["kinds"]} == {"劳动安全卫生专项集体合同", "工资专项集体合同"}
    for one in (*context["levels"], *context["kinds"]):
        assert len(browser.get(one["url"]).context["rows"].rows) == one["contracts"]
    assert as_(house.outsider_chair).get(url("report") + f"?unit={house.townships[0].code}").status_code == 404


@pytest.mark.parametrize(("named", "to_check"), [(72, False), (73, True)])
def test_a_share_over_a_hundred_asks_to_be_checked(named: int, to_check: bool, house: Any, as_: Any) -> None:
    """Contracts name their workers, the register has its own: 72 in the township of the test."""
    firm, begins = house.employers[0], date(2026, 1, 1)
    actions.register_agreement(
        unit=house.unions[0], kind="SAFE", employer=firm, firms=[(firm, named)], text="第一条 防护", by=house.chair,
        signed_on=begins, term_from=begins, in_force_on=begins, term_to=date(2026, 12, 31),
    )  # fmt: skip
    answer = as_(house.township).get(url("report"))
    assert answer.context["whole"]["to_check"] is to_check
    assert ("覆盖职工比例超过100%" in answer.text) is to_check


def test_the_report_and_a_round_ask_one_shard(in_force: Round, house: Any, as_: Any) -> None:
    browser = as_(house.caseworker)
    for address in (url("report"), url("round", in_force.number), url("covers") + "?state=uncovered"):
        with fixes_shards():
            assert browser.get(address).status_code == 200


@pytest.mark.parametrize("who", ["caseworker", "city_leader", "province_leader"])
def test_the_report_of_a_level_takes_twelve_statements(
    in_force: Round, house: Any, as_: Any, who: str, django_assert_max_num_queries: Any
) -> None:
    browser = as_(house.cast[who])
    browser.get(url("report"))
    with django_assert_max_num_queries(12):
        assert len(browser.get(url("report")).context["kinds"]) == 1


def test_whom_to_send_an_offer(in_force: Round, house: Any, as_: Any) -> None:
    browser = as_(house.township)
    page = browser.get(url("covers") + "?state=uncovered")
    assert {row.pk for row, _none in page.context["lines"]} == {house.employers[1].pk, house.uncovered[0].pk}
    code = house.employers[1].credit_code
    assert f"employer={code}" in page.content.decode()
    assert browser.get(url("offer") + f"?employer={code}").context["form"]["employer"].value() == code
    assert browser.get(url("covers") + "?q=余杭样例制造0").context["rows"].rows[0].workers == 30


@pytest.fixture
def over_the_border(house: Any) -> Agreement:
    """A street's contract that binds a firm which works in another county and is covered by a union of the street."""
    firm = house.employers[6]  # of another county desk
    assert firm.unit.desk_id != house.townships[0].desk_id
    Coverage.objects.create(union=house.unions[0], employer=firm, mode="single", valid_from=TODAY)
    return actions.register_agreement(
        unit=house.townships[0], kind="AREA", area_name="五常街道物流业",
        firms=[(house.employers[0], 30), (firm, 25)], by=house.township, signed_on=TODAY, term_from=TODAY,
        term_to=date(2027, 3, 4), in_force_on=TODAY,
    )  # fmt: skip


def test_a_firm_over_the_border_counts_where_it_works(over_the_border: Agreement, house: Any, as_: Any) -> None:
    firm = house.employers[6]
    far = Cover.objects.get(employer=firm)
    assert (far.desk_id, far.unit_id) == (firm.unit.desk_id, firm.unit_id)
    found = values(["bargaining.employers"], [firm.unit, house.townships[0]], Period.of_day(TODAY))
    assert {unit: n for (_code, unit), n in found.items()} == {firm.unit_id: 1, house.townships[0].pk: 1}
    page = as_(house.township).get(url("agreement", over_the_border.number))
    assert [one.employer_id for one in page.context["covers"]] == [house.employers[0].pk, firm.pk]
    there = as_(house.outsider).get(url("covers"))
    assert [(row.employer_id, contract) for row, contract in there.context["lines"]] == [(firm.pk, None)]
    assert "其他工会签订的合同" in there.content.decode()
    assert as_(house.outsider).get(url("agreement", over_the_border.number)).status_code == 404
    actions.release_firm(agreement=over_the_border, cover=far, on=TODAY, because="迁出", by=house.township)
    actions.end_agreement(agreement=over_the_border, on=TODAY, why="agreed", by=house.township)
    assert not Cover.objects.filter(until=None).exists()
    assert set(values(["bargaining.employers"], [firm.unit, house.townships[0]], Period.of_day(TODAY)).values()) == {0}


def test_published_filed_reported_by_hand(house: Any, as_: Any, clock: Any) -> None:
    register(house, 0, house.chair)
    row = Agreement.objects.select_related("unit", "employer").get()
    browser, page = as_(house.chair), url("agreement-note", row.number)
    for given, wrong in (
        ({"what": "published", "on": "2026-03-06"}, {"on"}),
        ({"what": "published", "on": "2026-03-01"}, {"on"}),
        ({"on": TODAY}, {"what"}),
    ):
        assert set(browser.post(page, given).context["form"].errors) == wrong
    for what in ("published", "filed"):
        assert browser.post(page, {"what": what, "on": TODAY}).status_code == 302
    row.refresh_from_db()
    assert (row.published_on, row.filed_on, row.report_by) == (TODAY, TODAY, date(2027, 2, 28))
    find = next(line.find for line in LINES if line.code == "bargaining.reports")
    assert find(house.chair, 5) == (0, [])
    clock.move_to("2027-02-10")
    assert [task.due for task in find(house.chair, 5)[1]] == [date(2027, 2, 28)]
    assert find(house.outsider_chair, 5) == (0, [])
    with pytest.raises(NotAllowed):
        actions.note_agreement(agreement=row, what="reported", on=TODAY, by=house.outsider_chair)
    actions.note_agreement(agreement=row, what="reported", on=date(2027, 2, 10), by=house.chair)
    row.refresh_from_db()
    assert row.reported_on == date(2027, 2, 10)
    assert queries.agreements_found(house.chair, state="unpublished").count() == 0


def test_a_watched_contract_is_noted_on_its_round(in_force: Round, house: Any) -> None:
    row = Agreement.objects.select_related("unit", "employer").get()
    for refusal, on in ((EndedBefore, TODAY), (InFuture, date(2026, 3, 6))):
        with pytest.raises(refusal):
            actions.note_agreement(agreement=row, what="filed", on=on, by=house.chair)
    with pytest.raises(WrongOrder):
        actions.check_agreement(
            agreement=row, on=TODAY, group="组", kept=True, findings="好", breaches="有", by=house.chair
        )
    assert row.signed_workers == "workers0"
