"""The calculators' pages: open to all, without JavaScript, kept with a case on request."""

import pytest

from unionhall.cases import queries as cases
from unionhall.rights.calculators.registry import CALCULATORS

pytestmark = pytest.mark.django_db
OVERTIME = {"wage": "5,220", "workday_hours": "20", "restday_hours": "16", "on": "2025-06-01"}


def test_strangers_find_every_calculator(client, house):
    text = client.get("/calculators/").content.decode()
    for one in CALCULATORS:
        assert str(one.title) in text
        assert client.get(f"/calculators/{one.code}/").status_code == 200
    assert "/calculators/" in client.get("/").content.decode()


def test_the_answer_stands_beneath_the_form_with_its_way_and_law(client, house):
    answer = client.post("/calculators/overtime/", OVERTIME)
    text = answer.content.decode()
    assert answer.status_code == 200
    for words in ("¥1,860.00", "¥900.00", "5220 ÷ 21.75 ÷ 8 = 30", "劳动法第四十一条", "仅供参考"):
        assert words in text
    assert "放进" not in text


@pytest.mark.parametrize(
    ("code", "given", "field", "words"),
    [
        ("overtime", OVERTIME | {"wage": "-5"}, "wage", "不能小于"),
        ("overtime", OVERTIME | {"wage": "much"}, "wage", "金额不对"),
        ("overtime", OVERTIME | {"on": "3025-01-01"}, "on", "年份不对"),
        ("overtime", OVERTIME | {"system": "none"}, "system", "选"),
        ("severance", {"start": "2025-02-01", "end": "2025-01-01", "average": "5000"}, "end", "不能早于"),
        ("severance", {"start": "2025-02-01", "end": "2025-03-01", "average": "5", "place": "x"}, "place", ""),
    ],
)
def test_bad_answers_are_told_at_the_field(client, house, code, given, field, words):
    answer = client.post(f"/calculators/{code}/", given)
    assert answer.status_code == 422
    assert words in " ".join(answer.context["form"].errors[field])
    assert answer.context["found"] is None


def test_there_is_no_other(client, house):
    assert client.get("/calculators/lottery/").status_code == 404


def test_a_worker_puts_the_answer_into_the_own_case(as_, house):
    case = house.case("rights.complaint")
    worker = as_(house.worker)
    assert case.number in worker.post("/calculators/overtime/", OVERTIME).content.decode()
    sent = OVERTIME | {"attach": "1", "case": case.number, "csrfmiddlewaretoken": "one form"}
    for _tap in (1, 2):
        answer = worker.post("/calculators/overtime/", sent)
        assert answer.status_code == 302
    assert answer["Location"].endswith(f"{case.number}/")
    told = worker.get(answer["Location"]).content.decode()
    assert told.count("计算器：加班费") == 1
    assert "¥1,860.00" in told


def test_a_caseworker_puts_it_into_the_case_as_a_note(as_, house):
    case = house.case("rights.complaint")
    keeper = next(
        user for user in (house.chair, house.township, house.caseworker) if user.may("cases.case.work", at=case.unit)
    )
    desk = as_(keeper)
    assert f"/calculators/?case={case.number}" in desk.get(f"/desk/cases/{case.number}/").content.decode()
    page = desk.post(f"/calculators/overtime/?case={case.number}", OVERTIME | {"case": case.number})
    assert f"放进诉求 {case.number}" in page.content.decode()
    answer = desk.post("/calculators/overtime/", OVERTIME | {"attach": "1", "case": case.number})
    assert answer["Location"] == f"/desk/cases/{case.number}/"
    assert cases.my_case(house.worker, case.number).events.filter(kind="note").exists()
    assert "¥1,860.00" in desk.get(answer["Location"]).content.decode()


def test_others_cannot(as_, client, house):
    case = house.case("rights.complaint")
    given = OVERTIME | {"attach": "1", "case": case.number}
    assert client.post("/calculators/overtime/", given).status_code == 200  # a stranger just gets the answer
    for user in (house.outsider, house.outsider_worker):
        assert as_(user).post("/calculators/overtime/", given).status_code == 404
    assert not case.events.filter(kind="note").exists()
