"""The Board: open to all down to townships, numbers everywhere, rows only for those who may see them."""

from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from python_calamine import load_workbook

from unionhall.audit.models import DeskLine
from unionhall.indicators import queries
from unionhall.indicators.models import Difference
from unionhall.kit import clock, figures
from unionhall.kit.figures import all_figures, all_panels, room_of
from unionhall.kit.guard import fixes_shards

pytestmark = pytest.mark.django_db


def board(unit: Any) -> str:
    return reverse("indicators:unit", args=[unit.code])


def test_everyone_sees_the_public_figures_of_the_province(client: Any, house: Any) -> None:
    answer = client.get(reverse("indicators:board"))
    assert answer.status_code == 200
    text = answer.content.decode()
    for figure in all_figures().values():
        assert (str(figure.title) in text) is figure.public
    assert house.cities[0].name in text


def test_drilling_down_ends_at_the_townships_for_the_public(client: Any, house: Any) -> None:
    assert client.get(board(house.counties[0])).status_code == 200
    township = client.get(board(house.townships[0]))
    assert township.status_code == 200
    assert house.unions[0].name not in township.content.decode()
    assert client.get(board(house.unions[0])).status_code == 404


def test_a_township_sees_its_unions_and_a_neighbour_does_not(client: Any, house: Any) -> None:
    client.force_login(house.township)
    assert house.unions[0].name in client.get(board(house.townships[0])).content.decode()
    assert client.get(board(house.unions[0])).status_code == 200
    client.force_login(house.outsider_township)
    assert house.unions[0].name not in client.get(board(house.townships[0])).content.decode()
    assert client.get(board(house.unions[0])).status_code == 404


def test_a_unit_that_does_not_exist_is_not_found(client: Any, house: Any) -> None:
    assert client.get(reverse("indicators:unit", args=["no-such"])).status_code == 404


@pytest.mark.parametrize("query", ["?on=nonsense", "?on=2999-01-01", "?line=xxx", "?figure=none"])
def test_a_spoiled_address_still_shows_the_board(client: Any, house: Any, query: str) -> None:
    assert client.get(reverse("indicators:board") + query).status_code == 200


def test_the_number_shows_where_the_rows_do_not(house: Any) -> None:
    count = all_figures()["worklist.completion"].top
    own = queries.behind(house.reviewer, count, house.townships[0])
    above = queries.behind(house.reviewer, count, house.province)
    away = queries.behind(house.reviewer, count, house.counties[3])
    assert own.url.endswith(f"unit={house.townships[0].code}&state=done")
    assert above.url
    assert above.is_part
    assert not away.url


def test_figure_page_says_how_it_is_counted(client: Any, house: Any) -> None:
    figure = all_figures()["worklist.completion"]
    answer = client.get(reverse("indicators:figure", args=[house.province.code, figure.code]))
    assert str(figure.how) in answer.content.decode()
    assert client.get(reverse("indicators:figure", args=[house.province.code, "no.figure"])).status_code == 404


def test_board_costs_at_most_twelve_statements_each_on_its_shard(
    client: Any, house: Any, django_assert_max_num_queries: Any
) -> None:
    client.force_login(house.province_leader)
    client.get(board(house.province))
    with django_assert_max_num_queries(12), fixes_shards():
        assert client.get(board(house.province)).status_code == 200


def test_sheet_of_figures_is_a_post_and_a_line_of_the_log(client: Any, house: Any) -> None:
    client.force_login(house.reviewer)
    assert client.get(reverse("indicators:export")).status_code == 302
    answer = client.post(reverse("indicators:export"))
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")


def test_figures_of_another_county_are_not_found_at_the_desk(client: Any, house: Any) -> None:
    client.force_login(house.reviewer)
    here, there = house.townships[0].code, house.counties[1].code
    assert client.get(reverse("indicators:figures"), {"unit": here}).status_code == 200
    assert client.get(reverse("indicators:figures"), {"unit": there}).status_code == 404


@pytest.fixture
def difference(house: Any) -> Difference:
    unit = house.unions[0]
    return Difference.objects.create(
        desk_id=unit.desk_id, unit_id=unit.pk, line="org", count="worklist.shares",
        first="2026-03-04", last="2026-03-04", stored=1, counted=2,
    )  # fmt: skip


def test_a_difference_is_shown_and_explained_by_its_own_leader(client: Any, house: Any, difference: Any) -> None:
    client.force_login(house.reviewer)
    address = reverse("indicators:difference", args=[difference.desk_id, difference.pk])
    assert house.unions[0].name in client.get(reverse("indicators:differences")).content.decode()
    assert client.get(address).status_code == 200
    assert client.post(address, {"words": "补记漏录"}).status_code == 200  # four characters are too few
    assert client.post(address, {"words": "导入中断，已补记。"}).status_code == 302
    assert house.unions[0].name not in client.get(reverse("indicators:differences")).content.decode()


def test_a_difference_elsewhere_does_not_exist(client: Any, house: Any, difference: Any) -> None:
    client.force_login(house.outsider_reviewer)
    address = reverse("indicators:difference", args=[difference.desk_id, difference.pk])
    assert client.get(address).status_code == 404
    assert house.unions[0].name not in client.get(reverse("indicators:differences")).content.decode()


def test_strangers_see_a_map_only_under_its_approval_number(client: Any, house: Any, settings: Any) -> None:
    address = reverse("indicators:board")
    assert "data-hall-map" not in client.get(address).content.decode()
    settings.MAP_APPROVAL = "浙S(2026)00号"
    assert "浙S(2026)00号" in client.get(address).content.decode()
    settings.MAP_APPROVAL = ""
    client.force_login(house.province_leader)
    assert "data-hall-map" in client.get(address).content.decode()


def test_every_room_of_rights_has_a_panel_whose_figures_are_its_own() -> None:
    panels = {panel.room: panel for panel in all_panels()}
    assert {"rights", "supervision", "bargaining", "safety", "cases"} <= set(panels)
    for panel in all_panels():
        assert {room_of(figure.code) for figure in panel.figures} == {panel.room}
        assert 2 <= len(panel.figures) <= 8


def test_a_panel_shows_its_numbers_to_all_and_its_picture_to_those_at_work(client: Any, house: Any) -> None:
    unit = house.townships[0]
    figures.add("safety.reported", unit=unit, day=clock.today(), n=8)
    figures.add("safety.verified", unit=unit, day=clock.today(), n=4)
    public = client.get(board(unit)).content.decode()
    assert 'id="panel-safety-panel"' in public
    assert "核实属实" not in public
    client.force_login(house.township)
    text = client.get(board(unit)).content.decode()
    assert "核实属实" in text
    assert 'x="25.0%" width="50.0%"' in text
    assert f"{reverse('safety:hazards')}?unit={unit.code}" in text


def test_figures_in_no_panel_follow_the_last_panel_of_their_room(client: Any, house: Any) -> None:
    client.force_login(house.province_leader)
    panels = {one["id"]: one for one in client.get(board(house.province)).context["panels"]}
    rest = {str(one["label"]) for one in panels["panel-supervision-panel"]["more"]}
    assert str(all_figures()["supervision.warnings_up"].title) in rest
    shown = [one["label"] for panel in panels.values() for one in (*panel["stats"], *panel["more"])]
    assert len(shown) == len(set(shown))


def test_the_sheet_of_a_panel_is_for_those_at_work_and_a_line_of_the_log(client: Any, house: Any) -> None:
    address = reverse("indicators:panel-export", args=[house.counties[0].code, "rights.panel"])
    assert client.get(address).status_code == 302  # to signing in
    client.force_login(house.worker)
    assert client.get(address).status_code == 404
    client.force_login(house.reviewer)
    assert client.get(address).status_code == 200
    answer = client.post(address)
    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")
    rows = load_workbook(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    found = [str(cell) for row in rows for cell in row]
    assert "申请的调解" in found
    assert house.townships[0].name in found
    assert client.post(reverse("indicators:panel-export", args=[house.counties[0].code, "no.panel"])).status_code == 404
    assert DeskLine.objects.filter(action="indicators.figures.exported").count() == 1
