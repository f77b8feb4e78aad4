"""Pages of the room: opened and used by who may, not there for others; what is typed wrong is said at the field."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from unionhall.matters import actions as matters
from unionhall.supervision import actions, queries, today
from unionhall.supervision.models import Inspection, Letter, Standing, Supervisor, Warning, WarningInput

from .conftest import REMINDER

pytestmark = pytest.mark.django_db
LISTS = ("matters", "letters", "warnings", "standings", "supervisors", "report")
CLUE = {"title": "拖欠工资", "scope": "05", "source": "patrol", "special": "", "workers": "3", "words": "三月未发"}


def page(name: str, *args: Any) -> str:
    return reverse(f"supervision:{name}", args=args)


def warn(house: Any) -> None:
    actions.enter_input(
        employer=house.employers[0],
        indicator="a",
        source="authority",
        value=Decimal(1),
        period_from=date(2026, 2, 1),
        period_to=date(2026, 3, 1),
        by=house.caseworker,
    )


@pytest.mark.parametrize("name", LISTS)
def test_lists_show_what_is_in_reach(name: str, letter: Any, house: Any, as_: Any) -> None:
    letter("served")
    warn(house)
    firm = house.employers[0].name
    shown = as_(house.caseworker).get(page(name))
    assert shown.status_code == 200
    seen = {"supervisors": "例监督1", "report": "五常街道总工会"}.get(name, firm)
    assert seen in shown.content.decode()
    other = as_(house.outsider).get(page(name))
    assert other.status_code == 200
    assert seen not in other.content.decode()
    assert as_(house.worker).get(page(name)).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "matters-export",
        "letters-export",
        "warnings-export",
        "supervisors-export",
        "standings-export",
    ],
)
def test_lists_leave_as_files(name: str, letter: Any, house: Any, as_: Any) -> None:
    letter("served")
    warn(house)
    client = as_(house.caseworker)
    assert client.get(page(name)).status_code == 200
    file = client.post(f"{page(name)}?state=all")
    assert file["Content-Type"].startswith("application/vnd.openxml")


def test_the_report_leaves_as_a_file(house: Any, as_: Any) -> None:
    file = as_(house.caseworker).post(page("report-export"))
    assert file["Content-Type"].startswith("application/vnd.openxml")
    assert as_(house.caseworker).get(f"{page('report')}?year=2025&quarter=2").status_code == 200
    assert as_(house.caseworker).get(f"{page('report')}?unit={house.counties[1].code}").status_code == 404


def test_a_clue_is_registered_and_opened(house: Any, as_: Any) -> None:
    client = as_(house.township)
    given = CLUE | {"unit": house.townships[0].code, "employer": house.employers[0].credit_code}
    client.post(page("matter-new"), given)
    row = Inspection.objects.get()
    assert client.get(page("matter", row.number)).status_code == 200
    assert as_(house.outsider).get(page("matter", row.number)).status_code == 404
    words = as_(house.township).post(page("matter-summary", row.number))
    assert "三月未发" in words.content.decode()
    assert "三月未发" not in as_(house.township).get(page("matter", row.number)).content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"employer": "没有这家"}, "employer"),
        ({"employer": "91330110TT00000000"}, "employer"),
        ({"title": ""}, "title"),
        ({"scope": "99"}, "scope"),
        ({"workers": "-1"}, "workers"),
        ({"unit": "x"}, "unit"),
        ({"danger": "on"}, "__all__"),
    ],
    ids=str,
)
def test_a_clue_typed_wrong_is_told_at_the_field(house: Any, as_: Any, wrong: dict[str, str], field: str) -> None:
    given = CLUE | {"unit": house.townships[0].code, "employer": house.employers[0].credit_code} | wrong
    answer = as_(house.township).post(page("matter-new"), given)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "确保该值" not in answer.content.decode()
    assert not Inspection.objects.exists()


def test_moves_are_made_on_their_pages(inspection: Any, house: Any, as_: Any) -> None:
    row: Inspection = inspection("hear", supervisors=1)
    client = as_(house.township)
    answer = client.post(page("matter-move", row.number, "begin_inquiry"), {"consented": "on", "plan": "查"})
    assert answer.status_code == 422
    assert "两名以上" in answer.content.decode()
    other = queries.may_name(row)
    assert other == []
    assert client.get(page("matter-record", row.number)).status_code == 200
    given = {"kind": "talk", "on": "2026-03-05", "place": "厂区", "heard": "人事负责人", "words": "听取意见"}
    client.post(page("matter-record", row.number), given)
    row.refresh_from_db()
    assert (row.heard_on, len(queries.records_of(row))) == (date(2026, 3, 5), 2 - 1)
    future = client.post(page("matter-record", row.number), given | {"on": "2026-03-06"})
    assert list(future.context["form"].errors) == ["on"]


OPINION = {
    "scope": "05",
    "legal_rep": "",
    "contact": "例办事",
    "findings": "欠薪",
    "evidence": "工资表",
    "provisions": "劳动法第五十条",
    "workers": "3",
    "sum_involved": "100",
    "consequence": "提请",
    "annexes": "",
    "measure1": "补发",
    "measure1_on": "2026-03-31",
}


def test_an_opinion_is_written_from_its_inspection(inspection: Any, house: Any, as_: Any) -> None:
    row: Inspection = inspection("letter")
    client, url = as_(house.township), f"{page('letter-write', 'opinion')}?matter={row.number}"
    shown = client.get(url).content.decode()
    assert house.employers[0].credit_code in shown
    client.post(url, OPINION | {"employer": house.employers[0].credit_code})
    letter = Letter.objects.get()
    assert (letter.inspection_number, [one.text for one in queries.measures_of(letter)]) == (row.number, ["补发"])
    assert client.get(page("letter", letter.number)).status_code == 200
    edit = client.get(page("letter-edit", letter.number))
    assert "劳动法第五十条" in edit.content.decode()
    client.post(page("letter-edit", letter.number), OPINION | {"workers": "5", "measure1": "全部补发"})
    letter.refresh_from_db()
    assert (letter.workers, queries.measures_of(letter)[0].text) == (5, "全部补发")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"provisions": "劳动法"}, "provisions"),
        ({"provisions": ""}, "provisions"),
        ({"workers": "0"}, "workers"),
        ({"sum_involved": "-5"}, "sum_involved"),
        ({"measure1": ""}, "measure1"),
        ({"measure2": "按月发"}, "measure2_on"),
        ({"measure1_on": "昨天"}, "measure1_on"),
        ({"findings": ""}, "findings"),
    ],
    ids=str,
)
def test_an_opinion_typed_wrong_is_told_at_the_field(
    inspection: Any, house: Any, as_: Any, wrong: dict[str, str], field: str
) -> None:
    row: Inspection = inspection("letter")
    url = f"{page('letter-write', 'opinion')}?matter={row.number}"
    answer = as_(house.township).post(url, OPINION | {"employer": house.employers[0].credit_code} | wrong)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "确保该值" not in answer.content.decode()
    assert not Letter.objects.exists()


def test_letters_are_listed_by_kind_and_answer(letter: Any, house: Any, as_: Any, clock: Any) -> None:
    row: Letter = letter("served")
    client = as_(house.caseworker)

    def numbers(**asked: str) -> list[str]:
        found = client.get(page("letters"), {"state": "all", **asked}).context["rows"]
        return [one.number for one in found]

    assert (numbers(kind="opinion"), numbers(kind="reminder")) == ([row.number], [])
    assert (numbers(answer="waiting"), numbers(answer="silent")) == ([row.number], [])
    clock.move_to("2026-04-01")
    matters.watch(by=_clock())
    client = as_(house.caseworker)
    assert (numbers(answer="waiting"), numbers(answer="silent")) == ([], [row.number])
    clues = client.get(page("matters"), {"state": "all", "scope": "08"}).context["rows"]
    assert list(clues) == []


def test_only_moves_that_fit_are_offered(letter: Any, house: Any, as_: Any, clock: Any) -> None:
    row: Letter = letter("served")
    offered = {move.name for move in as_(house.caseworker).get(page("letter", row.number)).context["moves"]}
    assert offered == {"answer", "close"}
    clock.move_to("2026-04-01")
    matters.watch(by=_clock())
    late = as_(house.caseworker).get(page("letter", row.number)).context
    assert "recommend" in {move.name for move in late["moves"]}
    assert "recommend" not in {move.name for move in as_(house.chair).get(page("letters")).context.get("moves", [])}


def _clock() -> Any:
    from unionhall.accounts import queries as accounts

    return accounts.system_user("clock")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"on": "2026-03-06"}, "on"),
        ({"on": "2026-03-01"}, "on"),
        ({"way": "left"}, "witness"),
        ({"receiver": ""}, "receiver"),
        ({"way": "鸽子"}, "way"),
        ({"way": "post"}, "receipt"),
    ],
    ids=str,
)
def test_a_receipt_typed_wrong_is_told_at_the_field(
    letter: Any, house: Any, as_: Any, wrong: dict[str, str], field: str
) -> None:
    row: Letter = letter("signed")
    given = {"way": "direct", "on": "2026-03-05", "place": "厂区", "receiver": "例收件"} | wrong
    answer = as_(house.township).post(page("letter-move", row.number, "serve"), given)
    assert answer.status_code == 422
    assert field in answer.context["forms"][0].errors
    row.refresh_from_db()
    assert row.stage_code == "signed"


def test_a_batch_is_drafted_and_signed(house: Any, as_: Any) -> None:
    given = {name: value for name, value in REMINDER.items() if name != "reply_wished"} | {"reply_wished": "on"}
    given |= {"basis": "劳动法第五十条", "advice": "设专户"}
    codes = "\n".join(firm.credit_code for firm in house.employers[:2])
    wrong = as_(house.township).post(page("batch-new"), given | {"codes": "91330110TT00000000"})
    assert list(wrong.context["form"].errors) == ["codes"]
    answer = as_(house.township).post(page("batch-new"), given | {"codes": codes})
    assert Letter.objects.count() == 2
    assert as_(house.outsider).get(answer["Location"]).status_code == 404
    as_(house.reviewer).post(answer["Location"], {"post": "chair"})
    assert set(Letter.objects.values_list("stage_code", flat=True)) == {"signed"}


def test_the_pack_is_downloaded_by_post(letter: Any, house: Any, as_: Any) -> None:
    row: Letter = letter("served")
    client = as_(house.caseworker)
    assert client.get(page("letter-pack", row.number)).status_code == 302
    assert client.post(page("letter-pack", row.number)).content[:5] == b"%PDF-"
    client.post(page("letter-refer", row.number), {"addressee": "例监察大队", "why": "未改正"})
    assert len(queries.referrals_of(letter=row)) == 1
    assert (
        as_(house.township).post(page("letter-refer", row.number), {"addressee": "例监察大队", "why": "x"}).status_code
        == 422
    )


def test_the_procuratorate_is_asked_and_answers(inspection: Any, house: Any, as_: Any) -> None:
    row: Inspection = inspection("letter")
    client, given = as_(house.caseworker), {"addressee": "余杭区人民检察院", "why": "群体欠薪，单位不配合"}
    client.post(page("matter-refer", row.number), given)
    referral = queries.referrals_of(inspection=row)[0]
    url = page("matter-answer", row.number, referral.pk)
    assert url in client.get(page("matter", row.number)).content.decode()
    assert client.post(url, {"on": "2026-03-06", "answer": "已受理"}).status_code == 422
    client.post(url, {"on": "2026-03-05", "answer": "已受理"})
    assert queries.referrals_of(inspection=row)[0].answer == "已受理"
    assert as_(house.outsider).post(url, {"on": "2026-03-05", "answer": "x"}).status_code == 404


def test_numbers_open_with_a_trace(house: Any, as_: Any) -> None:
    warn(house)
    code = house.employers[0].credit_code
    client = as_(house.caseworker)
    closed = client.get(page("standing", code)).content.decode()
    opened = client.post(page("standing", code)).content.decode()
    assert "35×40÷100" not in closed
    assert "35×40÷100" in opened
    assert as_(house.outsider).post(page("standing", code)).status_code == 404
    warning = Warning.objects.get()
    assert as_(house.caseworker).get(page("warning", warning.number)).status_code == 200
    assert as_(house.outsider).get(page("warning", warning.number)).status_code == 404
    row = WarningInput.objects.get()
    as_(house.caseworker).post(page("input-drop", code, row.pk), {"because": "数据有误"})
    assert Standing.objects.get().level == 0


INPUT = {"indicator": "a", "source": "authority", "period_from": "2026-02-01", "period_to": "2026-03-01", "value": "1"}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"employer": "不存在"}, "employer"),
        ({"value": ""}, "value"),
        ({"value": "-1"}, "value"),
        ({"period_to": "2026-03-09"}, "period_to"),
        ({"period_from": "2026-03-02"}, "period_to"),
        ({"indicator": "o", "people": "3"}, "workers"),
        ({"indicator": "o", "people": "9", "workers": "3"}, "people"),
        ({"indicator": "s"}, "incident"),
        ({"indicator": "z"}, "indicator"),
    ],
    ids=str,
)
def test_a_number_typed_wrong_is_told_at_the_field(house: Any, as_: Any, wrong: dict[str, str], field: str) -> None:
    given = INPUT | {"employer": house.employers[0].credit_code} | wrong
    answer = as_(house.caseworker).post(page("input-new"), given)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "确保该值" not in answer.content.decode()
    assert not WarningInput.objects.exists()


PERSON = {
    "name": "例监督",
    "certificate_no": "浙监-9",
    "issued_on": "2025-01-01",
    "expires_on": "2027-01-01",
    "training_hours": "20",
    "exam_score": "80",
    "area": "",
}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"issued_on": "2026-03-06"}, "issued_on"),
        ({"expires_on": "2024-01-01"}, "expires_on"),
        ({"training_hours": "-1"}, "training_hours"),
        ({"exam_score": "101"}, "exam_score"),
        ({"invited": "on"}, "contract_end"),
        ({"name": ""}, "name"),
        ({"unit": "x"}, "unit"),
    ],
    ids=str,
)
def test_a_supervisor_typed_wrong_is_told_at_the_field(house: Any, as_: Any, wrong: dict[str, str], field: str) -> None:
    answer = as_(house.caseworker).post(page("supervisor-new"), PERSON | {"unit": house.counties[0].code} | wrong)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "确保该值" not in answer.content.decode()
    assert not Supervisor.objects.exists()


def test_a_supervisor_is_registered_and_renewed(house: Any, as_: Any) -> None:
    client = as_(house.caseworker)
    client.post(page("supervisor-new"), PERSON | {"unit": house.counties[0].code})
    row = Supervisor.objects.get()
    assert client.get(page("supervisor", row.pk)).status_code == 200
    client.post(page("supervisor-renew", row.pk), {"issued_on": "2026-01-01", "expires_on": "2029-01-01"})
    client.post(page("supervisor", row.pk), {"name": "例改名", "area": "", "training_hours": "20", "exam_score": "80"})
    row.refresh_from_db()
    assert (row.expires_on, row.name) == (date(2029, 1, 1), "例改名")
    assert as_(house.outsider).get(page("supervisor", row.pk)).status_code == 404


def test_today_and_the_employer_page_know_of_it(letter: Any, house: Any, as_: Any) -> None:
    letter("draft")
    warn(house)
    lines = {line.code: line for line in today.LINES}
    assert [lines["supervision.sign"].find(user, 5)[0] for user in (house.reviewer, house.outsider_reviewer)] == [1, 0]
    assert lines["supervision.warnings"].find(house.township, 5)[0] == 1
    firm = as_(house.caseworker).get(reverse("orgs:employer-detail", args=[house.employers[0].credit_code]))
    shown = firm.content.decode()
    assert [words for words in ("监督事项", "监督函件", "黄色预警") if words not in shown] == []


def test_lists_cost_the_same_for_one_and_for_many(
    house: Any, as_: Any, inspection: Any, django_assert_max_num_queries: Any
) -> None:
    for _n in range(15):
        inspection()
    client = as_(house.caseworker)
    client.get(page("matters"))
    with django_assert_max_num_queries(12):
        client.get(page("matters"))
