"""The Desk's frame, Today page, search and long work."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from unionhall.accounts import actions as accounts
from unionhall.accounts.models import RoleHeld
from unionhall.faces import lines, looking, menus
from unionhall.kit import background
from unionhall.kit.access import ROLES
from unionhall.kit.models import Job, JobState
from unionhall.kit.today import Task, TodayLine
from unionhall.orgs.permissions import Orgs
from unionhall.people.permissions import People

MOST_QUERIES = 12


def line(code: str, tasks: list[Task], order: int = 100, needs: str = Orgs.VIEW) -> TodayLine:
    return TodayLine(code, f"题目{code}", (needs,), lambda user, most: (len(tasks), tasks[:most]), order=order)


# --- who comes in, and what the rail offers


@pytest.mark.parametrize("path", ["/desk/", "/desk/search/?q=1", "/desk/jobs/"])
def test_the_desk_does_not_exist_for_workers(signed_in, client, path):
    assert signed_in("worker").get(path).status_code == 404
    assert client.get(path).status_code == 302


def test_the_rail_offers_what_the_role_may(house):
    for name in ("chair", "operator", "audit_admin"):
        user = house.cast[name]
        may = menus.allowed(user.held)
        for item, _url in menus.shown(menus.Face.DESK, may):
            assert not item.needs or any(user.may(one) for one in item.needs)
    assert menus.allowed(house.worker.held) == {}


def test_a_list_that_only_higher_levels_fill_is_not_offered_beneath(house):
    """A report to the authority is the county's; a hot-weather notice is not written by a union at a firm."""
    pages = {
        name: {item.page for item, _url in menus.shown(menus.Face.DESK, menus.allowed(house.cast[name].held))}
        for name in ("chair", "township", "caseworker")
    }
    county, heat = {"rights:reports", "rights:aids"}, {"safety:heat-notices"}
    assert not pages["chair"] & (county | heat)
    assert pages["township"] & (county | heat) == heat
    assert county | heat <= pages["caseworker"]


def test_every_menu_item_of_a_role_opens(signed_in, house):
    client = signed_in("caseworker")
    for group in menus.groups(menus.Face.DESK, menus.allowed(house.caseworker.held), "/desk/"):
        for entry in group.items:
            assert client.get(entry.url).status_code == 200, entry.url


def test_the_longest_address_is_the_current_one():
    assert menus._current(["/desk/", "/desk/orgs/", "/desk/orgs/units/"], "/desk/orgs/units/3/") == "/desk/orgs/units/"
    assert menus._current(["/", "/my/"], "/privacy/") == ""
    assert menus._current(["/", "/my/"], "/my/notices/") == "/my/"


def test_the_header_names_unit_level_and_role(signed_in, house):
    said = signed_in("caseworker").get("/desk/").text
    assert house.counties[0].name in said
    assert "县级" in said
    assert str(ROLES["caseworker"].title) in said


def test_whoever_stands_in_reads_for_whom(signed_in, house, clock):
    held = RoleHeld.objects.get(person_id=house.reviewer.pk)
    assert "您正在代" not in signed_in("caseworker").get("/desk/").text
    accounts.delegate(
        role_held=held, to_person_id=house.caseworker.pk, first_day=date(2026, 3, 5), last_day=date(2026, 3, 9),
        because="出差", by=house.reviewer,
    )  # fmt: skip
    assert f"您正在代 {house.reviewer.name}" in signed_in("caseworker").get("/desk/").text


# --- today


def test_nothing_to_do_is_said(signed_in, monkeypatch):
    monkeypatch.setattr(lines, "_lines", lambda: (line("a", []),))
    assert "今天没有待办" in signed_in("caseworker").get("/desk/").text


def test_late_stands_before_due_before_new(signed_in, monkeypatch):
    given = (
        line("new", [Task("新的事", "/n/", new=True)], order=1),
        line("due", [Task("到期的事", "/d/", due=date(2026, 3, 5))], order=2),
        line("late", [Task("逾期的事", "/l/", due=date(2026, 3, 1), late=True)], order=3),
    )
    monkeypatch.setattr(lines, "_lines", lambda: given)
    said = signed_in("caseworker").get("/desk/").text
    assert said.index("逾期的事") < said.index("到期的事") < said.index("新的事")
    assert "3月1日到期，已逾期" in said
    assert "今天到期" in said


def test_lines_of_others_are_not_even_asked(signed_in, monkeypatch):
    def never(user, most):
        raise AssertionError("asked for what this role may not see")

    monkeypatch.setattr(lines, "_lines", lambda: (TodayLine("x", "x", (Orgs.RESTRUCTURE,), never),))
    assert "今天没有待办" in signed_in("caseworker").get("/desk/").text


def test_more_kinds_follow_a_few_at_a_time(signed_in, monkeypatch):
    given = tuple(line(str(n), [Task(f"事{n}", "/x/", new=True)], order=n) for n in range(lines.AT_ONCE + 1))
    monkeypatch.setattr(lines, "_lines", lambda: given)
    client = signed_in("caseworker")
    first = client.get("/desk/").text
    assert f"/desk/?from={lines.AT_ONCE}" in first
    assert f"事{lines.AT_ONCE}" not in first
    rest = client.get(f"/desk/?from={lines.AT_ONCE}", headers={"HX-Request": "true"}).text
    assert f"事{lines.AT_ONCE}" in rest
    assert "<html" not in rest
    assert "今天没有待办" not in rest


def parts_of_today(client: Client) -> Iterator[str]:
    """The addresses the Today page asks for, one after the other, as the browser would."""
    start = 0
    while start < 90:
        yield f"/desk/?from={start}"
        start += lines.AT_ONCE
        if f"from={start}" not in client.get(f"/desk/?from={start - lines.AT_ONCE}").text:
            return


@pytest.mark.slow
@pytest.mark.parametrize("name", ["caseworker", "province_leader"])
def test_today_costs_the_same_for_one_and_for_many(signed_in, house, name, django_assert_max_num_queries):
    client = signed_in(name)
    house.case()
    paths = list(parts_of_today(client))
    first = []
    for path in paths:
        with django_assert_max_num_queries(MOST_QUERIES) as asked:
            client.get(path)
        first.append(len(asked.captured_queries))
    for _n in range(lines.EACH + 1):
        house.case()
    for path, before in zip(paths, first, strict=True):
        with django_assert_max_num_queries(min(before + lines.AT_ONCE, MOST_QUERIES)):  # a full card is counted
            client.get(path)


@pytest.mark.parametrize("name", ["operator", "auditor", "system_admin", "security_admin", "audit_admin"])
def test_every_role_has_its_today(signed_in, name):
    assert signed_in(name).get("/desk/").status_code == 200


# --- search


def test_search_finds_units_and_people_in_scope(signed_in, house):
    client = signed_in("caseworker")
    assert house.unions[0].name in client.get("/desk/search/", {"q": house.unions[0].code}).text
    assert "五常街道总工会" in client.get("/desk/search/", {"q": "五常"}).text
    assert house.worker.name in _found(client.get("/desk/search/", {"q": house.worker.name}))
    assert house.worker.name in _found(client.get("/desk/search/", {"q": "T" + str(house.worker.pk)}))


@pytest.mark.parametrize("name", ["outsider", "outsider_chair", "operator"])
def test_search_finds_nothing_outside(signed_in, house, name):
    client = signed_in(name)
    questions = [house.worker.name, f"T{house.worker.pk}"]
    questions += [] if name == "operator" else ["五常", house.unions[0].code]
    for question in questions:
        assert client.get("/desk/search/", {"q": question}).context["found"] == [], question


def test_search_asks_only_whom_the_role_may(house, monkeypatch):
    asked = []
    sources = (
        looking.SearchSource("甲", (Orgs.VIEW,), lambda user, text: asked.append("甲") or []),
        looking.SearchSource("乙", (People.MERGE,), lambda user, text: asked.append("乙") or []),
    )
    monkeypatch.setattr(looking, "_sources", lambda: sources)
    looking.look(house.chair, menus.allowed(house.chair.held), "x")
    assert asked == ["甲"]


def test_what_was_typed_is_printed_as_text(signed_in):
    said = signed_in("caseworker").get("/desk/search/", {"q": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in said


def _found(answer) -> str:
    return " ".join(row.title for result in answer.context["found"] for row, _url in result.rows)


# --- long work


@pytest.fixture
def job(house):
    """A finished job of the caseworker's, with a report."""
    name = "reports/bad-rows.csv"
    target = Path(settings.MEDIA_ROOT) / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("行,原因\n3,重复\n")
    return Job.objects.create(
        kind="test.import", desk_id=house.counties[0].desk_id, unit_id=house.counties[0].pk, by_id=house.caseworker.pk,
        state=JobState.DONE, done=40, total=40, message="导入完成", file=name, result={"facts": [["新增", 39]]},
    )  # fmt: skip


def address(job: Job) -> str:
    return f"/desk/jobs/{job.desk_id}/{job.pk}/"


def test_a_job_tells_how_it_ended_and_gives_its_report(signed_in, job):
    client = signed_in("caseworker")
    said = client.get(address(job)).text
    assert "导入完成" in said
    assert "39" in said
    assert "hx-trigger" not in said
    report = client.get(f"{address(job)}file/")
    assert "重复" in b"".join(report.streaming_content).decode()
    assert report["Cache-Control"] == "no-store"


def test_a_running_job_is_asked_again_and_found_again(signed_in, job):
    Job.objects.filter(desk_id=job.desk_id, pk=job.pk).update(state=JobState.RUNNING, done=10, message="")
    client = signed_in("caseworker")
    said = client.get(address(job), headers={"HX-Request": "true"}).text
    assert 'hx-trigger="every' in said
    assert "10 / 40" in said
    assert "<html" not in said
    assert client.get(f"{address(job)}file/").status_code == 404
    assert address(job) in client.get("/desk/jobs/").text


@pytest.mark.parametrize("name", ["outsider", "township", "reviewer", "worker"])
def test_a_job_is_seen_by_who_asked(signed_in, job, name):
    client = signed_in(name)
    assert client.get(address(job)).status_code == 404
    assert client.get(f"{address(job)}file/").status_code == 404
    if name != "worker":
        assert address(job) not in client.get("/desk/jobs/").text


def test_a_kind_may_name_who_else_sees_it(signed_in, job, house, monkeypatch):
    monkeypatch.setitem(background.KINDS, "test.import", background.Kind("名册导入", People.IMPORT))
    assert "名册导入" in signed_in("organiser").get(address(job)).text
    assert signed_in("outsider_organiser").get(address(job)).status_code == 404
    assert signed_in("caseworker").get(address(job)).status_code == 404  # asked once, but may not import any more


def test_a_report_lies_in_the_private_folder_or_nowhere(signed_in, job):
    Job.objects.filter(desk_id=job.desk_id, pk=job.pk).update(file="../secret_keys.json")
    assert signed_in("caseworker").get(f"{address(job)}file/").status_code == 404
