"""The front page, the catalogue, «我的» and what a phone installs."""

import json

import pytest
from django.urls import reverse

from unionhall.cases import actions as cases
from unionhall.cases.catalogue import services
from unionhall.channels import actions as channels
from unionhall.workflow import Waiting

PUBLIC_PAGES = ["home", "services", "privacy", "who-may-complain", "offline"]


@pytest.mark.parametrize("name", PUBLIC_PAGES)
def test_strangers_may_read(client, db, name):
    answer = client.get(reverse(f"faces:{name}"))
    assert answer.status_code == 200
    assert "<h1" in answer.text
    assert not client.session.keys()


def test_strangers_do_not_see_mine(client, db):
    assert client.get("/my/").status_code == 302


def test_a_worker_is_greeted_with_the_union_and_news(signed_in, house, worker):
    channels.tell(person_id=worker.pk, kind="x", title="有回音了", words="……", key="1", by=house.chair)
    said = signed_in("worker").get("/").text
    assert worker.name in said
    assert house.unions[0].name in said
    assert "有回音了" in said


def test_another_workers_news_stay_unseen(signed_in, house, worker):
    channels.tell(person_id=worker.pk, kind="x", title="有回音了", words="……", key="1", by=house.chair)
    assert "有回音了" not in signed_in("newcomer").get("/").text


def test_a_worker_sees_the_own_cases_with_their_promised_dates(signed_in, house):
    case = house.case()
    said = signed_in("worker").get("/").text
    assert "正在办" in said
    assert f"/my/cases/{case.number}/" in said
    assert f"{case.due_on.month}月{case.due_on.day}日前答复" in said
    assert "正在办" not in signed_in("newcomer").get("/").text


def test_a_closed_case_asks_to_be_rated_and_then_no_more(signed_in, house, clock):
    case = house.case(stage="resolved")
    said = signed_in("worker").get("/").text
    assert "等您做" in said
    assert "待评价" in said
    cases.rate(case=case, stars=5, by=house.worker)
    assert "待评价" not in signed_in("worker").get("/").text


def test_nobody_is_asked_to_rate_long_after(signed_in, house, clock):
    case = house.case(stage="resolved")
    clock.shift(days=case.service.rate_days + 2)
    assert "待评价" not in signed_in("worker").get("/").text


def test_what_the_union_waits_for_stands_first(signed_in, house):
    waiting = next(
        (stage.code for stage in services["rights.complaint"].stages if stage.waits_for == Waiting.WORKER), None
    )
    assert waiting
    house.case(stage=waiting)
    said = signed_in("worker").get("/").text
    assert "待您补充" in said
    assert "正在办" not in said


def test_who_is_no_member_is_told_how_to_become_one(signed_in):
    assert "还没有加入工会" in signed_in("newcomer").get("/").text


def test_a_workers_front_page_costs_few_questions(signed_in, house, worker, django_assert_max_num_queries):
    for n in range(5):
        channels.tell(person_id=worker.pk, kind="x", title=f"消息{n}", words="……", key=str(n), by=house.chair)
    client = signed_in("worker")
    client.get("/")  # the first page of a session writes into it
    with django_assert_max_num_queries(6) as asked:
        client.get("/")
    assert not [q for q in asked.captured_queries if "accounts_roleheld" in q["sql"]]


def test_mine_links_only_to_pages_that_exist(signed_in):
    client = signed_in("worker")
    said = client.get("/my/")
    assert "会员" in said.text
    for link in said.context["links"]:
        assert client.get(link.url).status_code == 200


def test_every_page_has_a_title_of_its_own(signed_in):
    client = signed_in("worker")
    titles = {client.get(path).text.split("<title>")[1].split("</title>")[0] for path in ("/", "/services/", "/my/")}
    assert len(titles) == 3


def test_theme_and_large_print_are_kept_on_the_device(client, db):
    answer = client.post("/look/theme/", {"theme": "dark", "next": "/privacy/"})
    assert answer["Location"] == "/privacy/"
    client.post("/look/large/", {"elder": "1", "next": "/"})
    said = client.get("/privacy/").text
    assert 'data-bs-theme="dark"' in said
    assert "elder" in said.split("<head>")[0]
    client.post("/look/large/", {"elder": "0"})
    assert "elder" not in client.get("/privacy/").text.split("<head>")[0]


@pytest.mark.parametrize("wanted", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
@pytest.mark.parametrize("path", ["/look/theme/", "/look/large/", "/look/language/"])
def test_switches_lead_nowhere_else(client, db, path, wanted):
    answer = client.post(path, {"theme": "dark", "elder": "1", "language": "en", "next": wanted})
    assert answer.status_code == 302
    assert answer["Location"] == "/"


def test_nonsense_changes_nothing(client, db):
    assert "theme" not in client.post("/look/theme/", {"theme": "<b>"}).cookies
    assert "elder" not in client.get("/look/large/").cookies


def test_language_changes_for_the_next_page(client, db):
    client.post("/look/language/", {"language": "en", "next": "/"})
    assert '<html lang="en"' in client.get("/").text


def test_manifest_and_worker_are_what_browsers_expect(client, db):
    manifest = client.get("/manifest.webmanifest")
    assert manifest["Content-Type"] == "application/manifest+json"
    assert json.loads(manifest.content)["start_url"] == "/"
    worker = client.get("/sw.js")
    assert worker["Content-Type"].startswith("text/javascript")
    assert "/offline/" in worker.text
    assert "no-cache" in worker["Cache-Control"]


def test_the_offline_page_names_nobody(signed_in, worker):
    assert worker.name not in signed_in("worker").get("/offline/").text


def test_large_print_shows_fewer_services(client, db, monkeypatch):
    from unionhall.faces import catalogue

    many = tuple(catalogue.Tile(f"服务{n}", "", "file", f"/services/x{n}/", "help") for n in range(9))
    monkeypatch.setattr(catalogue, "tiles", lambda: many)
    assert client.get("/services/").text.count('class="tile"') == 9
    client.cookies["elder"] = "1"
    assert client.get("/services/").text.count('class="tile"') == catalogue.EACH_LARGE
    assert client.get("/services/?all=1").text.count('class="tile"') == 9


def test_a_refusal_nobody_caught_is_shown_in_its_words(client, db, monkeypatch):
    from unionhall.faces import home
    from unionhall.kit.access import NotAllowed
    from unionhall.kit.refusal import Refusal

    for refusal, status in ((NotAllowed(), 403), (Refusal("名额已满"), 409)):

        def refuse(*args, refusal=refusal, **kwargs):
            raise refusal

        monkeypatch.setattr(home.catalogue, "shelves", refuse)
        answer = client.get("/services/")
        assert answer.status_code == status
        assert str(refusal) in answer.text


def test_what_is_not_there_says_so(client, db):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "没有找到这一页" in answer.text


def test_a_fault_of_ours_says_so(client, db, monkeypatch):
    from unionhall.faces import home

    monkeypatch.setattr(home.catalogue, "shelves", lambda **_: 1 / 0)
    client.raise_request_exception = False
    answer = client.get("/services/")
    assert answer.status_code == 500
    assert "不是您的错" in answer.text
