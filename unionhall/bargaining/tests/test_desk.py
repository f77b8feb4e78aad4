"""Pages of union staff: a round by the forms alone, what is wrong beside its field, files, outsiders, papers."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from unionhall.bargaining import actions
from unionhall.bargaining.actions.papers import PAPERS
from unionhall.bargaining.models import Agreement, Congress, Deputy, Disclosure, Motion, Round
from unionhall.bargaining.today import LINES
from unionhall.documents import queries as documents

from .conftest import WAYS, photo, to_stage

pytestmark = pytest.mark.django_db
TODAY = "2026-03-05"
TOMORROW = "2026-03-06"


def url(name: str, *args: Any) -> str:
    return reverse(f"bargaining:{name}", args=args)


def errors(answer: Any) -> set[str]:
    """Names of the fields with something wrong; «» for the form as a whole."""
    forms = answer.context.get("forms") or [answer.context["form"]]
    return {("" if name == "__all__" else name) for form in forms for name in form.errors}


def offer_form(house: Any, **given: Any) -> dict[str, Any]:
    return {
        "unit": house.unions[0].code, "kind": "GEN", "employer": house.employers[0].credit_code, "side": "workers",
        "offered_on": TODAY, "issues": "工资和工时",
    } | given  # fmt: skip


def test_a_round_by_its_forms(house: Any, as_: Any) -> None:
    browser = as_(house.chair)
    answer = browser.post(url("offer"), offer_form(house))
    row = Round.objects.get()
    assert answer["Location"] == url("round", row.number)

    def move(name: str, **given: Any) -> Any:
        row.refresh_from_db()
        return browser.post(url("round-move", row.number, name), {"version": row.version, **given})

    assert move("reply", on=TODAY, meeting_on=TODAY, meeting_place="会议室").status_code == 302
    for side in ("workers", "employer"):
        for n in range(3):
            given = {"side": side, "name": f"{side}{n}", "chosen_by": WAYS[side][n > 0], "chosen_on": TODAY}
            browser.post(url("delegates", row.number), given | ({"chief": "on"} if n == 0 else {}))
    assert move("begin", on=TODAY).status_code == 302
    browser.post(url("clause-new", row.number), {"topic": "overtime-rest"})
    browser.post(url("meeting-new", row.number), {"on": TODAY, "place": "室", "recorder": "丙", "minutes": "双方发言"})
    page = browser.get(url("matrix", row.number))
    clause = page.context["lines"][0]["line"].clause
    meeting = page.context["meetings"][0]
    said = {"meeting": meeting.pk, "side": "workers", "value": "2.5"}
    assert browser.post(url("position", row.number, clause.pk), said).status_code == 302
    browser.post(url("settle", row.number, clause.pk), {"value": "2"})
    assert "2.5" in browser.get(url("matrix", row.number)).content.decode()
    text = {"text": "第一条", "term_from": TODAY, "term_to": "2028-03-04", "contents": ["pay"]}
    assert move("write_up", on=TODAY, **text).status_code == 302
    assert move("call", on=TODAY).status_code == 302
    page = browser.get(url("round", row.number)).content.decode()
    assert url("vote", row.number) in page
    assert url("round-move", row.number, "sign") not in page
    counts = {"total": 60, "present": 40, "issued": 40, "returned": 40, "yes": 31, "no": 9, "abstain": 0}
    browser.post(url("vote", row.number), {"on": TODAY, "body": "congress", **counts})
    assert url("round-move", row.number, "sign") in browser.get(url("round", row.number)).content.decode()
    assert move("sign", on=TODAY, signed_workers="workers0", signed_employer="employer0").status_code == 302
    move("submit", on=TODAY, authority="人社局")
    move("receive", on=TODAY)
    move("accept", on=TODAY)
    assert errors(move("publish", on=TODAY)) == {"papers"}
    move("publish", on=TODAY, papers=photo())
    move("file", on=TODAY)
    row.refresh_from_db()
    assert row.stage_code == "monitor"
    assert Agreement.objects.get().number in browser.get(url("agreements")).content.decode()


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"employer": "91330110TT0000000X"}, {"employer"}),
        ({"employer": ""}, {"employer"}),
        ({"offered_on": TOMORROW}, {"offered_on"}),
        ({"workers": "-1"}, {"workers"}),
        ({"unit": "330203-0001"}, {"unit"}),
        ({"kind": "AREA"}, {"area_name"}),
    ],
)
def test_bad_offers_are_told_at_the_field(house: Any, as_: Any, given: Any, wrong: Any) -> None:
    answer = as_(house.chair).post(url("offer"), offer_form(house, **given))
    assert (answer.status_code, errors(answer)) == (422, wrong)
    assert not Round.objects.exists()


COUNTS = {"on": TODAY, "body": "congress", "total": 60, "present": 40, "issued": 40, "returned": 40}


@pytest.mark.parametrize(
    ("page", "given", "wrong"),
    [
        ("delegates", {"name": "甲", "side": "workers", "chosen_by": "proxy", "chosen_on": TOMORROW}, {"chosen_on"}),
        (
            "delegates",
            {"name": "甲", "side": "workers", "chosen_by": "proxy", "chosen_on": TODAY, "outside": "on", "chief": "on"},
            {"chief", "proxy"},
        ),
        ("vote", COUNTS | {"yes": 41, "no": 0, "abstain": 0}, {"yes"}),
        ("vote", COUNTS | {"present": 61, "yes": 1, "no": 0, "abstain": 0}, {"present"}),
        ("vote", COUNTS | {"yes": -1, "no": 0, "abstain": 0}, {"yes"}),
        ("clause-new", {"topic": "other"}, {"title"}),
        ("meeting-new", {"on": TOMORROW, "place": "室", "recorder": "丙", "minutes": "记"}, {"on"}),
        ("survey-new", {"title": "征集", "closes_on": TODAY, "questions": "没有选项的问题"}, {"questions"}),
        ("round-move/reply", {"on": TOMORROW, "meeting_on": TODAY, "meeting_place": "室"}, {"on"}),
        ("round-move/drop", {"says": ""}, {"says"}),
        ("draft-new", {"text": ""}, {"text"}),
        ("round-move/reply", {"on": TODAY, "meeting_on": "2026-03-01", "meeting_place": "室"}, {"meeting_on"}),
    ],
)
def test_bad_input_of_a_round(page: str, given: Any, wrong: Any, offer: Any, house: Any, as_: Any) -> None:
    row = offer()
    name, _slash, more = page.partition("/")
    answer = as_(house.chair).post(url(name, row.number, *([more] if more else [])), given)
    assert (answer.status_code, errors(answer)) == (422, wrong)


def test_a_refusal_stands_in_the_summary(offer: Any, house: Any, as_: Any) -> None:
    row = to_stage(offer(), "preparing", house.chair)
    answer = as_(house.chair).post(url("round-move", row.number, "begin"), {"on": TODAY, "version": row.version})
    assert answer.status_code == 422
    assert "至少3人" in answer.content.decode()


@pytest.mark.parametrize(
    ("page", "given", "wrong"),
    [
        ("agreement-new", {"signed_on": TOMORROW}, {"signed_on"}),
        ("agreement-new", {"term_to": "2026-01-01"}, {"term_to"}),
        ("agreement-new", {"employer": "1"}, {"employer"}),
        ("agreement-new", {"workers": "-5"}, {"workers"}),
        ("agreement-new", {"kind": "AREA", "area_name": "街道", "firms": "123 5"}, {"firms"}),
        ("agreement-new", {"lowest_pay": "-1"}, {"lowest_pay"}),
        ("agreement-new", {"lowest_pay": "1000"}, {"lowest_pay"}),  # below the minimum wage
        ("agreement-new", {"signed_workers": "", "signed_employer": ""}, {"signed_workers", "signed_employer"}),
        ("agreement-new", {"term_to": "2026-09-01"}, {"term_to"}),  # shorter than a year
        ("agreement-new", {"in_force_on": "2026-03-01"}, {"in_force_on"}),  # before it was signed
        ("congress-new", {"seats": "39"}, {"seats"}),
        ("congress-new", {"kind": "assembly"}, {"kind"}),
        ("congress-new", {"women": "200"}, {"women"}),
        ("congress-new", {"until": "2025-01-01"}, {"until"}),
        ("disclosure-plan", {"year": "1"}, {"year"}),
        ("disclosure-plan", {"employer": "X"}, {"employer"}),
    ],
)
def test_bad_input_of_registers(page: str, given: Any, wrong: Any, house: Any, as_: Any) -> None:
    good = {
        "unit": house.unions[0].code, "employer": house.employers[0].credit_code, "year": 2026, "seats": 40,
        "kind": "congress" if page == "congress-new" else "SAFE", "signed_on": TODAY, "term_from": TODAY,
        "term_to": "2027-03-04", "in_force_on": TODAY,
        "signed_workers": "甲", "signed_employer": "乙",
        "title": "职代会", "term_no": 1, "since": TODAY,
        "until": "2029-03-04", "staff": 150,
    }  # fmt: skip
    answer = as_(house.chair).post(url(page), good | given)
    assert (answer.status_code, errors(answer)) == (422, wrong)
    form = answer.context["form"]
    assert all(form[name].value() for name in good if name in form.fields and name not in given)  # nothing is lost
    if page != "agreement-new" or wrong != {"firms"}:
        assert as_(house.chair).post(url(page), good).status_code == 302


def test_outsiders_find_nothing(in_force: Round, house: Any, as_: Any) -> None:
    agreement = Agreement.objects.get()
    browser = as_(house.outsider_chair)
    for address in (
        url("round", in_force.number), url("matrix", in_force.number), url("delegates", in_force.number),
        url("draft", in_force.number, 1), url("agreement", agreement.number), url("agreement-check", agreement.number),
    ):  # fmt: skip
        assert browser.get(address).status_code == 404, address
    assert agreement.number not in browser.get(url("agreements") + "?state=all").content.decode()
    assert browser.post(url("round-move", in_force.number, "end"), {}).status_code == 404
    assert as_(house.worker).get(url("rounds")).status_code == 404


LISTS = ("rounds", "agreements", "motions", "disclosures", "congresses", "directors", "covers", "report")


@pytest.mark.parametrize("page", LISTS)
def test_files_leave_a_line(page: str, in_force: Round, house: Any, as_: Any) -> None:
    from unionhall.audit.models import DeskLine

    browser = as_(house.chair)
    assert browser.get(url(f"{page}-export")).status_code == 200
    before = DeskLine.objects.filter(action="kit.export.made").count()
    answer = browser.post(url(f"{page}-export"))
    assert answer["Content-Type"].startswith("application/vnd.openxml")
    assert DeskLine.objects.filter(action="kit.export.made").count() == before + 1


def test_every_paper_is_drawn_from_the_rows(in_force: Round, house: Any, as_: Any) -> None:
    Round.objects.filter(pk=in_force.pk).update(stage_code="meet")
    actions.hold_meeting(round=in_force, on=date(2026, 3, 5), place="室", recorder="丙", minutes="记录", by=house.chair)
    Round.objects.filter(pk=in_force.pk).update(stage_code="monitor", suspended_on=date(2026, 3, 5))
    browser = as_(house.chair)
    for paper in PAPERS:
        given = {"paper": paper, "meeting": 1, "words": "按期履行"}
        answer = browser.post(url("draw", in_force.number), given)
        assert answer.status_code == 302, (paper, answer.context and answer.context["form"].errors)
    drawn = documents.of_subject(in_force)
    assert {one.kind_code for one in drawn} == {f"bargaining.{paper}" for paper in PAPERS}
    page = browser.get(url("round", in_force.number)).content.decode()
    assert "集体协商要约书" in page


def test_papers_wait_for_their_facts(offer: Any, house: Any, as_: Any) -> None:
    row = offer()
    waiting = dict.fromkeys(PAPERS, "") | {"minutes": "meeting", "yearly": "words"}
    for paper in PAPERS.keys() - {"offer"}:
        answer = as_(house.chair).post(url("draw", row.number), {"paper": paper})
        assert (answer.status_code, errors(answer)) == (422, {waiting[paper]}), paper


def test_two_drafts_stand_side_by_side(offer: Any, house: Any, as_: Any) -> None:
    row = to_stage(offer(), "meet", house.chair)
    for text in ("第一条 工资\n第二条 工时", "第一条 工资增长\n第二条 工时\n第三条 <食堂>"):
        actions.write_draft(round=row, text=text, by=house.chair)
    page = as_(house.chair).get(url("draft", row.number, 2)).content.decode()
    assert "<del>第一条 工资</del>" in page
    assert "<ins>第一条 工资增长</ins>" in page
    assert "<ins>第三条 &lt;食堂&gt;</ins>" in page


def test_what_was_said_at_any_meeting_is_entered(offer: Any, house: Any, as_: Any) -> None:
    row, browser = to_stage(offer(), "meet", house.chair), as_(house.chair)
    actions.add_clause(round=row, topic="raise", by=house.chair)
    for n in range(3):
        facts = {"on": date(2026, 3, 5), "place": "室", "recorder": "丙", "minutes": f"记录{n}"}
        actions.hold_meeting(round=row, by=house.chair, **facts)
    context = browser.get(url("matrix", row.number)).context
    clause = context["lines"][0]["line"].clause
    for n, meeting in enumerate(context["meetings"], start=1):
        said = {"meeting": meeting.pk, "side": "workers", "value": n}
        assert browser.post(url("position", row.number, clause.pk), said).status_code == 302
    [line] = browser.get(url("matrix", row.number)).context["lines"]
    assert [ours for _m, ours, _theirs in line["offers"]] == ["1%", "2%", "3%"]


def test_a_congress_by_its_forms(house: Any, as_: Any, clock: Any) -> None:
    browser = as_(house.chair)
    given = {
        "unit": house.unions[0].code, "kind": "congress", "title": "第一届", "term_no": 1, "since": "2026-01-01",
        "employer": house.employers[0].credit_code, "until": "2028-12-31", "staff": 60, "women": 20, "seats": 30,
    }  # fmt: skip
    browser.post(url("congress-new"), given)
    row = Congress.objects.get()
    here = (row.unit.code, row.pk)
    browser.post(url("deputy-new", *here), {"name": "甲", "since": TODAY})
    deputy = Deputy.objects.get()
    browser.post(
        url("motion-new", *here),
        {
            "proposer": deputy.pk,
            "klass": "pay",
            "title": "奖金",
            "reason": "少",
            "proposal": "加",
            "seconders": "乙，丙",
        },
    )
    assert Motion.objects.get().proposer_name == "甲"
    late = {"on": "2026-03-10", "place": "礼堂", "asked_by": "plan", "notice_on": TODAY, "notice_way": "书面"}
    assert errors(browser.post(url("session-new", *here), late)) == {"notice_on"}
    answer = browser.post(url("session-new", *here), late | {"on": "2026-03-12"})
    session = (row.unit.code, int(answer["Location"].rstrip("/").rpartition("/")[2]))
    browser.post(url("item-new", *session), {"type": "pass", "title": "草案"})
    clock.move_to("2026-03-12")
    browser = as_(house.chair)  # a week later the session has ended
    assert errors(browser.post(url("session-open", *session), {"on": "2026-03-12", "total": 30, "present": 31})) == {
        "present"
    }
    browser.post(url("session-open", *session), {"on": "2026-03-12", "total": 30, "present": 25})
    item = browser.get(url("session", *session)).context["items"][0][0]
    counts = {"issued": 25, "returned": 25, "yes": 16, "no": 9, "abstain": 0}
    assert browser.post(url("item-count", *session, item.pk), counts).status_code == 302
    page = browser.get(url("session", *session)).content.decode()
    assert "通过" in page
    browser.post(url("session-published", *session), {"on": "2026-03-12"})
    browser.post(url("session-reported", *session), {"on": "2026-03-12", "archive": "1"})
    assert "归档" in browser.get(url("congress", *here)).content.decode()
    assert browser.post(url("session-draw", *session)).status_code == 302
    assert "第一届第1次会议记录" in browser.get(url("session", *session)).content.decode()


def test_disclosing_by_the_forms(house: Any, as_: Any) -> None:
    browser = as_(house.chair)
    plan = {"unit": house.unions[0].code, "employer": house.employers[0].credit_code, "year": 2026}
    browser.post(url("disclosure-plan"), plan)
    rows = list(Disclosure.objects.select_related("unit").order_by("due_on"))
    assert browser.get(url("disclosures")).content.decode().count("待公开") >= len(rows)
    here = (rows[0].unit.code, rows[0].pk)
    given = {"on": TOMORROW, "content": "制度", "way": "board", "responsible": "甲", "secret_checked_by": "乙"}
    assert errors(browser.post(url("disclosure-made", *here), given)) == {"on"}
    early = given | {"on": TODAY, "shown_until": "2026-03-01"}
    assert errors(browser.post(url("disclosure-made", *here), early)) == {"shown_until"}
    assert browser.post(url("disclosure-made", *here), given | {"on": TODAY}).status_code == 302
    browser.post(url("disclosure-dropped", rows[1].unit.code, rows[1].pk), {"because": "没有投资"})
    assert Disclosure.objects.get(pk=rows[1].pk).dropped_because == "没有投资"
    assert browser.get(url("disclosures") + "?state=done").status_code == 200


def test_today_and_the_employers_page_tell_of_it(in_force: Round, offer: Any, house: Any, as_: Any, clock: Any) -> None:
    offer(kind="GEN")
    browser = as_(house.chair)
    panel = browser.get(reverse("orgs:employer-detail", args=[house.employers[0].credit_code])).content.decode()
    assert "工资专项集体合同" in panel
    found = {line.code: line.find for line in LINES}
    clock.move_to("2026-03-18")
    assert [one.title for one in found["bargaining.rounds"](house.chair, 5)[1]] == ["余杭样例制造0厂综合性集体合同协商"]
    assert found["bargaining.ending"](house.chair, 5) == (0, [])
    clock.move_to("2027-01-10")
    assert [one.title for one in found["bargaining.ending"](house.chair, 5)[1]] == ["余杭样例制造0厂工资专项集体合同"]
    assert found["bargaining.ending"](house.outsider_chair, 5) == (0, [])
    browser = as_(house.chair)
    page = browser.get(url("agreement", Agreement.objects.get().number)).content.decode()
    assert "scope=renew" in page
