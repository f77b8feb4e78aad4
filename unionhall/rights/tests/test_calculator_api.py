"""`/api/v1/calculators`: typed, without a session, sums as text, every fault said."""

import json

import pytest
from django.test import Client

from unionhall.rights import api
from unionhall.rights.calculators.registry import CALCULATORS

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/calculators"


@pytest.fixture(autouse=True)
def _nobody_has_called():
    api.CALLS.forget()


@pytest.fixture
def call():
    """Posts JSON as a program does: no cookie, no token, CSRF enforced for those who need it."""

    def post(code, given, **headers):
        body = given if isinstance(given, str) else json.dumps(given)
        return Client(enforce_csrf_checks=True).post(f"{ROOT}/{code}", body, content_type="application/json", **headers)

    return post


def test_the_list_says_what_each_asks(client):
    offers = {one["code"]: one for one in client.get(ROOT).json()}
    assert set(offers) == {one.code for one in CALCULATORS}
    overtime = offers["overtime"]
    assert overtime["title"] == "加班费"
    assert overtime["input"]["required"] == ["wage"]
    assert overtime["input"]["properties"]["wage"]["description"].startswith("月工资")
    assert overtime["input"]["additionalProperties"] is False


def test_sums_are_text_and_the_way_is_shown(call):
    answer = call("overtime", {"wage": "5220", "workday_hours": 20, "restday_hours": 16, "on": "2025-06-01"})
    assert answer.status_code == 200
    found = answer.json()
    values = {one["name"]: one for one in found["values"]}
    assert values["total"] == {
        "name": "total", "label": "加班费合计", "value": "1860.00", "shown": "¥1,860.00", "unit": "CNY",
    }  # fmt: skip
    assert found["steps"][0]["sum"] == "5220 ÷ 21.75 ÷ 8 = 30"
    assert {one["code"] for one in found["parameters"]} >= {"rights.paid-days", "rights.overtime-rate"}
    assert all(one["source"] and one["valid_from"] for one in found["parameters"])
    assert found["law"]
    assert found["notice"]
    assert not answer.cookies


def test_the_same_as_the_page(call, client):
    given = {"start": "2019-03-15", "end": "2025-09-14", "average": "9000"}
    fixed = {"average_wage": "8000", "minimum_wage": "2490"}
    values = {one["name"]: one["value"] for one in call("severance", given | fixed).json()["values"]}
    assert values["total"] == "63000.00"
    assert "¥63,000.00" in client.post("/calculators/severance/", given | fixed | {"place": "330000"}).content.decode()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "wage"),
        ({"wage": "much"}, "wage"),
        ({"wage": "-1"}, "wage"),
        ({"wage": "1.005"}, "wage"),
        ({"wage": "NaN"}, "wage"),
        ({"wage": 1e300}, "wage"),
        ({"wage": None}, "wage"),
        ({"wage": "1", "on": 20250601}, "on"),
        ({"wage": "1", "on": "2025-02-30"}, "on"),
        ({"wage": "1", "on": "9999-12-31"}, "on"),
        ({"wage": "1", "system": "none"}, "system"),
        ({"wage": "1", "bonus": "1"}, "bonus"),
    ],
)
def test_a_wrong_answer_names_its_field(call, given, field):
    answer = call("overtime", given)
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"][-1] == field


def test_answers_that_contradict_each_other(call):
    answer = call("severance", {"start": "2025-02-01", "end": "2025-01-01", "average": "5000"})
    (fault,) = answer.json()["detail"]
    assert (answer.status_code, fault["type"], fault["loc"][-1]) == (422, "contradiction", "end")


def test_a_number_nobody_has_entered(call):
    answer = call("death-at-work", {"on": "1995-01-01", "wage": "1", "average_wage": "1"})
    assert (answer.status_code, answer.json()["detail"][0]["type"]) == (422, "not_set")


def test_what_is_no_json_or_no_calculator_or_no_post(call, client):
    assert call("overtime", "{wage").status_code == 400
    assert call("overtime", "[]").status_code == 422
    assert call("lottery", {}).status_code == 404
    assert client.get(f"{ROOT}/overtime").status_code == 405


def test_too_many_calls_wait(call, client, settings):
    settings.CALCULATOR_CALLS_A_MINUTE = 2
    given = {"day": "2025-10-05"}
    assert [call("pay-day", given).status_code for _ in range(3)] == [200, 200, 429]
    assert client.get(ROOT).status_code == 429
    assert call("pay-day", given, REMOTE_ADDR="10.0.0.9").status_code == 200


def test_the_description_is_local_and_declares_every_answer(client):
    described = client.get("/api/v1/openapi.json").json()
    assert len(described["paths"]) == len(CALCULATORS) + 1
    for path, methods in described["paths"].items():
        wanted = {"200", "400", "422", "429"} if path != ROOT else {"200", "429"}
        assert set(next(iter(methods.values()))["responses"]) == wanted
    assert client.get("/api/v1/docs").status_code == 404


def test_no_question_asked_of_the_database_when_warm(call, django_assert_num_queries):
    given = {"wage": "5220", "on": "2025-06-01"}
    call("overtime", given)
    with django_assert_num_queries(0):
        assert call("overtime", given).status_code == 200


CALLS_OF_EACH = {
    "wage-rate": {"wage": "5220"},
    "overtime": {"wage": 5220, "holiday_hours": "8"},
    "arrears": {"due": "20000", "paid": "5000", "ordered": True},
    "pay-day": {"day": "2025-10-05"},
    "double-wage": {"start": "2025-03-03", "signed": "2025-05-12", "wage": "6525"},
    "severance": {"start": "2018-09-01", "end": "2025-05-15", "average": "8800", "kind": "2n", "average_wage": "8000"},
    "probation": {"months": 12, "wage": "6000", "served": "3"},
    "annual-leave": {"years": 6, "mode": "joined", "day": "2025-07-01"},
    "unused-leave": {"average": "6525", "days": 5},
    "maternity": {"start": "2025-05-10", "difficult": True, "employer_average": "6000"},
    "sick-leave": {"total": "12", "here": "9.5"},
    "work-injury": {"grade": 9, "wage": "6000", "average_wage": "8500", "leaves": True, "place": "330110"},
    "death-at-work": {"on": "2025-05-06", "wage": "6000", "spouse": True, "others": 2, "average_wage": "8000"},
    "retirement": {"whose": "man", "born": "1970-06-15"},
    "day-rate": {"day": "2025-10-06"},
    "deadlines": {"step": "award", "start": "2025-08-20", "longer": True},
    "limitation": {"known": "2025-03-31"},
    "final-award": {"amount": "29880", "on": "2025-06-01"},
}


@pytest.mark.parametrize("code", [one.code for one in CALCULATORS])
def test_every_answer_is_what_the_description_promises(call, code):
    answer = call(code, CALLS_OF_EACH[code])
    assert answer.status_code == 200, answer.content.decode()
    found = api.Result.model_validate(answer.json(), strict=True)
    assert answer.json() == found.model_dump()
    assert found.values
    assert found.steps


def test_english_readers_are_answered_in_their_language(call):
    chinese = call("pay-day", {"day": "2025-10-05"})
    english = call("pay-day", {"day": "2025-10-05"}, HTTP_ACCEPT_LANGUAGE="en")
    assert chinese.headers["Content-Language"] == "zh-hans"
    assert english.headers["Content-Language"] == "en"
    assert english.json()["values"][0]["value"] == chinese.json()["values"][0]["value"]
