"""A worker's pages: asking page by page, following, answering, rating; an anonymous sender's as well."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from unionhall.cases import actions, queries
from unionhall.cases.models import Case, Draft
from unionhall.channels.models import Notice

HTML = '<script>alert("x")</script><b>粗</b>'


def fill(client, house, **answers):
    """Walk through the complaint's pages up to «check your answers»; returns that page."""
    pages = [
        {"employer": house.employers[0].name, "using_employer": ""},
        {"place": ""},
        {"cause": "51", "since": "2026-01-01", "people": "1"},
        {"facts": "两个月没发工资", "amount": "8000"},
        {"wish": "补发工资"},
    ]
    for number, data in enumerate(pages, start=1):
        sent = client.post(f"/services/rights.complaint/{number}/", {**data, **answers})
        assert sent.status_code == 302, sent.content.decode()[-2000:]
    return client.get(sent["Location"])


def token_of(response):
    return re.search(r'name="token" value="([^"]+)"', response.content.decode())[1]


@pytest.fixture
def at_home(client, house):
    client.force_login(house.worker)
    return client


def test_from_start_to_receipt(at_home, house):
    assert at_home.get("/services/rights.complaint/").status_code == 200
    assert at_home.get("/services/nothing.here/").status_code == 404
    check = fill(at_home, house)
    text = check.content.decode()
    assert "两个月没发工资" in text
    assert "拖欠工资" in text
    assert house.employers[0].name in text
    data = {"token": token_of(check), "secrecy": "open", "agree_0": "on"}
    first = at_home.post("/services/rights.complaint/check/", data)
    second = at_home.post("/services/rights.complaint/check/", data)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    case = Case.objects.of(house.worker).get()
    assert case.employer == house.employers[0]
    assert case.unit == house.unions[0]
    receipt = at_home.get(first["Location"]).content.decode()
    assert case.number in receipt
    assert "怎么算的" in receipt
    assert not Draft.objects.of(house.worker).exists()


def test_hidden_is_offered_first_and_agreeing_is_needed(at_home, house):
    check = fill(at_home, house)
    assert re.search(r'value="hidden"[^>]*checked', check.content.decode())
    refused = at_home.post("/services/rights.complaint/check/", {"token": token_of(check), "secrecy": "hidden"})
    assert refused.status_code == 422
    assert not Case.objects.of(house.worker).exists()


def test_what_was_begun_is_kept_and_errors_say_how_to_mend(at_home, house):
    at_home.post("/services/rights.complaint/1/", {"employer": "某某不存在的厂"})
    assert "某某不存在的厂" in at_home.get("/services/rights.complaint/1/").content.decode()
    wrong = at_home.post("/services/rights.complaint/2/", {"place": "没有这个镇"})
    assert wrong.status_code == 422
    assert "请写全名" in wrong.content.decode()
    assert at_home.get("/services/rights.complaint/check/")["Location"].endswith("/3/")


def test_photos_are_kept_with_the_draft_and_can_be_taken_out(at_home, house, tmp_path):
    import io

    from PIL import Image

    made = io.BytesIO()
    Image.new("RGB", (30, 20), "blue").save(made, "JPEG")
    photo = SimpleUploadedFile("证据.jpg", made.getvalue())
    at_home.post("/services/rights.complaint/4/", {"facts": "x", "evidence": [photo]})
    (paper,) = Draft.objects.of(house.worker).get().papers
    assert "证据" in at_home.get("/services/rights.complaint/4/").content.decode()
    bad = SimpleUploadedFile("a.jpg", b"MZ\x90\x00")
    assert at_home.post("/services/rights.complaint/4/", {"facts": "x", "evidence": [bad]}).status_code == 422
    at_home.post("/services/rights.complaint/4/", {"facts": "x", "drop_evidence": paper["file"]})
    assert Draft.objects.of(house.worker).get().papers == []


def test_a_duplicate_is_hinted(at_home, house):
    case = house.case()
    assert case.number in fill(at_home, house).content.decode()


def test_the_page_of_a_case_and_what_it_offers(at_home, house):
    case = house.case(stage="asked")
    text = at_home.get(f"/my/cases/{case.number}/").content.decode()
    assert "待您补充" in text
    assert "怎么算的" in text
    assert f"/my/cases/{case.number}/moves/answer/" in text
    assert at_home.get(f"/my/cases/{case.number}/moves/answer/").status_code == 200
    assert at_home.post(f"/my/cases/{case.number}/moves/answer/", {"says": ""}).status_code == 422
    at_home.post(f"/my/cases/{case.number}/moves/answer/", {"says": HTML})
    assert queries.my_case(house.worker, case.number).stage_code == "working"
    assert at_home.get(f"/my/cases/{case.number}/moves/accept/").status_code == 404


def test_who_sent_it_reads_again_what_they_sent(at_home, house, client):
    """In the order of the form and in words; not what staff wrote since, and for nobody else."""
    answers = {"since": "2026-01-01", "using_employer": house.employers[1].pk}
    case = house.case(answers=answers, sealed={"facts": "两个月没发工资", "amount": "8000.00"})
    actions.add_answers(case=case, answers={"since": "2026-02-02", "known_on": "2026-02-03"}, by=house.chair)
    page = at_home.get(f"/my/cases/{case.number}/")
    sent = {row["name"]: str(row["value"]) for row in page.context["sent"]}
    names = ["employer", "using_employer", "cause", "since", "people", "facts", "amount"]
    assert list(sent) == names
    assert [sent[name] for name in names[:2]] == [one.name for one in house.employers[:2]]
    assert [sent["cause"], sent["since"], sent["amount"]] == ["拖欠工资", "2026年1月1日", "¥8,000.00"]
    assert "两个月没发工资" in page.content.decode()
    assert page["Cache-Control"].count("no-store") == 1
    client.force_login(house.chair)
    staff = client.get(f"/desk/cases/{case.number}/").content.decode()
    assert "两个月没发工资" not in staff
    assert "2026年2月2日" in staff
    assert client.get(f"/my/cases/{case.number}/").status_code == 404


def test_what_staff_took_down_is_not_shown_as_sent(at_home, house):
    case = house.case(channel="hotline", by=house.operator)
    page = at_home.get(f"/my/cases/{case.number}/")
    assert not page.context["sent"]
    assert "两个月没发工资" not in page.content.decode()


def test_html_in_every_text_is_only_text(at_home, house, client):
    case = house.case(stage="working", sealed={"facts": HTML})  # the sender reads it again, as text
    actions.write_to_union(case=case, words=HTML, by=house.worker)
    actions.write_to_worker(case=case, words=HTML, by=house.chair)
    actions.note(case=case, words=HTML, by=house.chair)
    assert HTML not in at_home.get(f"/my/cases/{case.number}/").content.decode()
    client.force_login(house.chair)
    opening = {"field": "facts", "because": HTML}
    for sent in (client.get(f"/desk/cases/{case.number}/"), client.post(f"/desk/cases/{case.number}/words/", opening)):
        assert sent.status_code == 200
        assert HTML not in sent.content.decode()
        assert "&lt;script&gt;" in sent.content.decode()


def test_nobody_elses_case_exists(at_home, house, client):
    case = house.case(person=_person(house.newcomer))
    for path in ("", "message/", "rating/", "moves/withdraw/"):
        assert at_home.get(f"/my/cases/{case.number}/{path}").status_code == 404


def test_appointment_agreed_on_the_phone_shows_code_and_picture(at_home, house, client):
    from datetime import timedelta

    from django.utils import timezone

    case = house.case(stage="working")
    times = [timezone.now() + timedelta(days=1)]
    (offer,) = actions.offer_appointment(case=case, times=times, place="服务站", with_name="王老师", by=house.chair)
    at_home.post(f"/my/cases/{case.number}/meetings/{offer.pk}/", {"agree": ""})
    text = at_home.get(f"/my/cases/{case.number}/").content.decode()
    code = re.search(r'<strong class="number">(\d{6})</strong>', text)[1]
    assert "data:image/svg+xml" in text
    client.force_login(house.chair)
    sent = client.post("/desk/cases/check-in/", {"code": f"{case.number}-{code}"})
    assert sent.status_code == 302
    offer.refresh_from_db()
    assert offer.state == "came"


def test_an_anonymous_sender_asks_follows_and_answers(client, house):
    check = fill(client, house, employer=house.uncovered[0].name)
    assert "匿名提交" in check.content.decode()
    sent = client.post("/services/rights.complaint/check/", {"token": token_of(check), "agree_0": "on"})
    receipt = client.get(sent["Location"]).content.decode()
    number, code = re.findall(r'<strong class="number">([^<]+)</strong>', receipt)
    client.session.flush()
    client.cookies.clear()
    assert client.get(f"/follow/{number}/").status_code == 404
    assert client.post("/follow/", {"number": number, "code": "WRONGONE"}).status_code == 422
    assert client.post("/follow/", {"number": number, "code": code.lower()}).status_code == 302
    client.post(f"/follow/{number}/message/", {"says": "有新情况"})
    text = client.get(f"/follow/{number}/").content.decode()
    assert "有新情况" in text
    assert "两个月没发工资" in text  # read again by whoever has the code
    assert "系统" not in text  # what the sender wrote is the sender's
    client.post(f"/follow/{number}/moves/withdraw/", {"says": ""})
    assert "已撤回" in client.get(f"/follow/{number}/").content.decode()


def test_rating_by_link_without_signing_in(client, house):
    house.case(stage="resolved")
    link = Notice.objects.get(person_id=house.worker.pk, kind="cases/closed").link
    page = client.get(link).content.decode()
    assert house.worker.name not in page
    assert client.post(link, {"stars": "5", "tags": ["quick"], "says": HTML}).status_code == 302
    assert "已经用过" in client.get(link).content.decode()
    assert client.get("/rate/1.2.nothing/").status_code == 404


def test_my_list_costs_the_same_for_one_and_twenty(at_home, house):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    house.case()
    with CaptureQueriesContext(connection) as one:
        assert at_home.get("/my/cases/").status_code == 200
    for _again in range(5):
        house.case()
    with CaptureQueriesContext(connection) as six:
        at_home.get("/my/cases/")
    assert asked(one) == asked(six) == 1


def asked(captured):
    """Statements on this room's tables; the session's own are not of interest."""
    return sum("cases_" in one["sql"] for one in captured)


def _person(user):
    from unionhall.people import queries as people

    return people.person(user.pk)
