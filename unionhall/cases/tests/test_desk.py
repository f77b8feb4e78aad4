"""The desk's pages: what each may see and do, and that strangers get nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from unionhall.audit.models import DeskLine, PersonLine
from unionhall.cases import actions, queries
from unionhall.cases.models import Case, CaseEvent
from unionhall.cases.queries import CaseFilter


def as_user(client, user):
    client.force_login(user)
    return client


def test_the_list_shows_what_is_in_reach_and_nothing_else(client, house):
    here, there = house.case(), house.case(employer=house.employers[4])
    text = as_user(client, house.caseworker).get("/desk/cases/").content.decode()
    assert here.number in text
    assert there.number not in text
    text = as_user(client, house.outsider).get("/desk/cases/").content.decode()
    assert there.number in text
    assert here.number not in text
    assert as_user(client, house.worker).get("/desk/cases/").status_code == 404
    assert as_user(client, house.security_admin).get("/desk/cases/").status_code == 404


def test_filters_and_sorting(client, house, clock):
    case = house.case(employer=house.uncovered[0])
    desk = as_user(client, house.caseworker)
    assert case.number in desk.get("/desk/cases/?state=new&sort=-received").content.decode()
    assert case.number not in desk.get("/desk/cases/?state=late").content.decode()
    assert case.number in desk.get(f"/desk/cases/?state=all&text={case.number}").content.decode()
    assert case.number not in desk.get("/desk/cases/?service=aid.hardship").content.decode()
    assert case.number in desk.get(f"/desk/cases/?unit={house.townships[0].code}").content.decode()
    assert case.number not in desk.get(f"/desk/cases/?unit={house.townships[1].code}").content.decode()
    assert desk.get("/desk/cases/?state=nonsense&sort=;drop&stars=x&employer=x").status_code == 200
    clock.move_to("2026-04-01")
    desk.force_login(house.caseworker)
    assert case.number in desk.get("/desk/cases/?state=late").content.decode()


def test_a_whole_number_is_sought_as_a_number_alone(house):
    case = house.case(employer=house.uncovered[0])
    for text, found, reads_titles in (
        (case.number, True, False),
        (case.title[1:3], True, True),
        ("12351", False, True),
    ):
        rows = queries.desk_cases(house.caseworker, CaseFilter(state="all", text=text))
        assert rows.filter(number=case.number).exists() is found
        assert (" LIKE " in str(rows.query)) is reads_titles


def test_the_list_costs_the_same_for_one_and_many(client, house):
    desk = as_user(client, house.caseworker)
    house.case()
    with CaptureQueriesContext(connection) as one:
        desk.get("/desk/cases/")
    for _again in range(6):
        house.case()
    with CaptureQueriesContext(connection) as many:
        desk.get("/desk/cases/")
    assert _asked(one) == _asked(many) <= 2


@pytest.mark.parametrize("path", ["", "papers/1/", "moves/accept/", "acts/note/", "helpers/1/"])
def test_a_case_out_of_reach_does_not_exist(client, house, path):
    case = house.case()
    for name in ("outsider", "outsider_chair", "worker", "audit_admin"):
        assert as_user(client, house.cast[name]).get(f"/desk/cases/{case.number}/{path}").status_code == 404
    assert as_user(client, house.outsider).post(f"/desk/cases/{case.number}/words/").status_code == 404


def test_sealed_words_are_opened_one_at_a_time_for_a_reason_that_leaves_a_line(client, house):
    case = house.case(sealed={"facts": "密封的经过", "wish": "密封的愿望"})
    desk, address = as_user(client, house.chair), f"/desk/cases/{case.number}/words/"
    assert "密封的" not in desk.get(f"/desk/cases/{case.number}/").content.decode()
    refused = desk.post(address, {"field": "facts", "because": " "})
    assert (refused.status_code, "密封的" in refused.content.decode()) == (422, False)
    assert desk.post(address, {"field": "amount", "because": "核对"}).status_code == 422
    opened = desk.post(address, {"field": "facts", "because": "核对经过"})
    text = opened.content.decode()
    assert ("密封的经过" in text, "密封的愿望" in text) == (True, False)
    assert "no-store" in opened["Cache-Control"]
    [line] = PersonLine.objects.filter(action="cases.words.read", by_id=house.chair.pk)
    assert (line.because, line.details["field"]) == ("核对经过", "facts")


def test_an_employer_called_like_a_day_that_never_comes_breaks_no_page(client, house):
    case = house.case("rights.complaint", sealed={"facts": "没发工资", "employer_name": "2026-02-30"})
    desk, address = as_user(client, house.chair), f"/desk/cases/{case.number}/"
    assert desk.get(address).status_code == 200
    opened = desk.post(f"{address}words/", {"field": "employer_name", "because": "核对单位名称"})
    assert "2026-02-30" in opened.content.decode()


def test_identity_stays_hidden_until_a_reason_is_given(client, house):
    case = house.case(secrecy="hidden")
    desk = as_user(client, house.caseworker)
    text = desk.get(f"/desk/cases/{case.number}/").content.decode()
    assert "身份已隐藏" in text
    assert house.worker.name not in text
    sent = desk.post(f"/desk/cases/{case.number}/acts/identity/", {"says": "要约见本人"})
    assert house.worker.name in sent.content.decode()


def test_moving_from_the_page(client, house):
    case = house.case()
    desk = as_user(client, house.chair)
    address = f"/desk/cases/{case.number}/moves/accept/"
    assert desk.get(address).status_code == 200
    assert desk.post(address, {"version": str(case.version)}).status_code == 302
    address = f"/desk/cases/{case.number}/moves/resolve/"
    assert desk.post(address, {"version": "1", "says": ""}).status_code == 422
    stale = desk.post(address, {"version": "0", "says": "办结"}, follow=True)
    assert "已不是最新" in stale.content.decode()
    assert Case.objects.of(house.worker).get().stage_code == "working"


def test_every_act_has_a_page_that_works(client, house):
    case = house.case(employer=house.uncovered[0])
    desk, base = as_user(client, house.caseworker), f"/desk/cases/{case.number}/acts"
    for name in ("assign", "dispatch", "return", "help", "meet", "message", "note", "hand-over", "identity"):
        assert desk.get(f"{base}/{name}/").status_code == 200, name
    assert desk.get(f"{base}/decide/").status_code == 404
    assert desk.post(f"{base}/take/").status_code == 302
    desk.post(f"{base}/note/", {"says": "内部"})
    desk.post(f"{base}/message/", {"says": "您好"})
    desk.post(f"{base}/help/", {"unit": house.townships[1].pk, "says": "核实", "days": 2})
    desk.post(f"{base}/meet/", {"first": "2026-03-09T10:00", "place": "站", "with_name": "王", "minutes": 30})
    desk.post(f"{base}/dispatch/", {"code": house.townships[1].code, "says": "辖区"})
    kinds = set(CaseEvent.objects.filter(case_id=case.pk).values_list("kind", flat=True))
    assert {"taken", "note", "message", "helper", "appointment", "dispatched"} <= kinds
    desk.post(f"{base}/return/", {"says": "不在我处"})
    desk.post(f"{base}/assign/", {"holder": house.caseworker.pk})
    fresh = queries.my_case(house.worker, case.number)
    assert (fresh.unit, fresh.holder_id, fresh.returns) == (house.counties[0], house.caseworker.pk, 1)
    assert desk.get(f"/desk/cases/{case.number}/").status_code == 200


def test_helper_answers_from_the_page(client, house):
    case = house.case(employer=house.uncovered[0])
    helper = actions.ask_help(case=case, unit=house.townships[1], asked="核实", days=2, by=house.caseworker)
    desk = as_user(client, house.caseworker)
    assert desk.get(f"/desk/cases/{case.number}/helpers/{helper.pk}/").status_code == 200
    desk.post(f"/desk/cases/{case.number}/helpers/{helper.pk}/", {"says": "已核实"})
    helper.refresh_from_db()
    assert helper.answer == "已核实"


def test_the_caller_is_written_down_and_sees_earlier_cases(client, house):
    old = house.case()
    desk = as_user(client, house.operator)
    look = desk.post("/desk/cases/new/", {"phone": _phone(house.worker), "look": "1"})
    assert old.number in look.content.decode()
    caller = {"phone": _phone(house.worker), "name": "来电人", "service": "rights.question"}
    sent = desk.post("/desk/cases/new/", caller)
    assert sent.status_code == 302
    assert desk.get(sent["Location"]).status_code == 200
    done = desk.post(sent["Location"], {"topic": "law", "question": "加班费怎么算", "place": ""})
    assert done.status_code == 200
    assert Case.objects.of(house.worker).count() == 2
    assert Case.objects.of(house.worker).latest("received_at").channel == "hotline"
    new = desk.post("/desk/cases/new/", {"phone": "13900099999", "name": "新人", "service": "rights.complaint"})
    assert new.status_code == 302
    nobody = desk.post("/desk/cases/new/", {"anonymous": "on", "service": "rights.complaint"})
    data = {"employer": house.uncovered[0].name, "cause": "51", "people": "1", "facts": "x", "agree_0": "on"}
    told = desk.post(nobody["Location"], data).content.decode()
    assert "查询码" in told
    assert as_user(client, house.chair).get("/desk/cases/new/").status_code == 404


def test_the_export_is_within_reach_and_leaves_a_line(client, house):
    house.case()
    desk = as_user(client, house.caseworker)
    assert desk.get("/desk/cases/export/").status_code == 200
    sent = desk.post("/desk/cases/export/")
    assert sent["Content-Type"].startswith("application/vnd.openxmlformats")
    assert DeskLine.objects.filter(action="kit.export.made").count() == 1
    assert queries.desk_cases(house.outsider, CaseFilter()).count() == 0


def test_naming_one_person_for_many(client, house):
    cases = [house.case(person=None, employer=house.uncovered[0]) for _twice in range(2)]
    for case in cases:
        actions.send_back(case=case, by=house.township, reason="辖区")
    desk = as_user(client, house.caseworker)
    desk.post("/desk/cases/assign/", {"number": [c.number for c in cases], "holder": house.caseworker.pk})
    assert {c.holder_id for c in Case.objects.of(house.worker)} == {house.caseworker.pk}


def test_today_counts_what_waits(house, clock):
    from unionhall.cases.today import LINES

    house.case(employer=house.uncovered[0])
    found = {line.code: line.find(house.caseworker, 5)[0] for line in LINES}
    assert found["cases.new"] == 1
    assert found["cases.late"] == 0
    clock.move_to("2026-04-01")
    assert {line.code: line.find(house.caseworker, 5)[0] for line in LINES}["cases.late"] == 1


def _asked(captured):
    """Statements on this room's tables; the session's own are not of interest."""
    return sum("cases_" in one["sql"] for one in captured)


def _phone(user):
    from unionhall.people import queries as people

    return people.person(user.pk).phone.reveal()


def test_the_list_is_narrowed_by_employer_and_a_chosen_filter_is_sent_once(client, house):
    one, other = house.case(), house.case(employer=house.employers[1])
    client.force_login(house.caseworker)
    for firm in (house.employers[1].credit_code.lower(), house.employers[1].name[2:]):
        shown = client.get("/desk/cases/", {"firm": firm}).content.decode()
        assert other.number in shown
        assert one.number not in shown
    shown = client.get("/desk/cases/?state=late&firm=x&unit=" + house.unions[0].code).content.decode()
    form = shown.split('class="filters"')[1].split("</form>")[0]
    assert form.count('name="state"') == form.count('name="firm"') == 1, "the one chosen, not the one before as well"
    assert form.count('name="unit"') == 1
