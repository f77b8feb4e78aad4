"""调解 from application to money: who may, what the law's clock does, what each step leaves behind."""

from datetime import date
from decimal import Decimal

import pytest

from unionhall.accounts import queries as accounts
from unionhall.cases import actions as cases
from unionhall.cases import queries as read_cases
from unionhall.channels.models import Notice
from unionhall.documents import queries as documents
from unionhall.kit.access import NotAllowed
from unionhall.kit.models import FigureDelta
from unionhall.rights import actions, queries
from unionhall.rights.models import Mediation, Promise, Session
from unionhall.rights.refusals import NoSignatures, NotBoth, NotNow

from .making import SIGNATURES, TERMS, a_mediation, moved_on, photo

CLOCK = accounts.system_user("clock")


def papers(case):
    return sorted(one.kind_code for one in documents.of_subject(case))


def test_an_application_has_its_record_and_both_clocks(house):
    case = a_mediation(house)
    row = Mediation.objects.of(case.person_id).get(case_id=case.pk)
    assert (row.respondent, row.cause, row.applied_on) == (house.employers[0].name, "51", date(2026, 3, 5))
    assert case.legal_due_on == date(2026, 3, 20)
    assert case.due_on > case.legal_due_on
    assert any("第十四条" in line for line in read_cases.clock(case).legal_lines)


def test_the_laws_clock_goes_on_through_the_stages(house, clock):
    case = a_mediation(house)
    clock.move_to("2026-03-09")
    moved_on(house, case, "mediating")
    assert case.legal_due_on == date(2026, 3, 20)


def test_only_both_can_extend(house):
    case = a_mediation(house, "mediating")
    given = {"until": date(2026, 3, 30), "applicant_agrees": True, "respondent_agrees": False}
    with pytest.raises(NotBoth):
        cases.move(case=case, name="extend", by=house.chair, **given)
    case.refresh_from_db()
    cases.move(case=case, name="extend", by=house.chair, **{**given, "respondent_agrees": True})
    assert case.legal_due_on == date(2026, 3, 30)
    assert queries.mediation_of(case).extended_to == date(2026, 3, 30)
    assert "2026年3月30日" in read_cases.clock(case).legal_lines[-1]


def test_after_fifteen_days_it_ends_by_itself_with_a_notice(house, clock):
    case = a_mediation(house, "mediating")
    clock.move_to("2026-03-20")
    cases.escalate_late(by=CLOCK)
    assert read_cases.case_of(case.person_id, case.pk).stage_code == "mediating"
    clock.move_to("2026-03-21")
    cases.escalate_late(by=CLOCK)
    cases.escalate_late(by=CLOCK)
    case = read_cases.case_of(case.person_id, case.pk)
    assert (case.stage_code, queries.mediation_of(case).outcome) == ("expired", "expired")
    (notice,) = [one for one in documents.of_subject(case) if one.kind_code == "rights.mediation-end"]
    assert documents.facts_of(notice)["claim_until"] == date(2027, 3, 1)  # 2027-02-27, a Saturday, moved on


def test_a_clear_refusal_ends_it_and_tells_the_last_day(house):
    case = a_mediation(house, "inviting")
    assert papers(case) == ["rights.mediation-invitation"]
    cases.move(case=case, name="refuse", by=house.chair, says="人事说不来")
    assert papers(case) == ["rights.mediation-end", "rights.mediation-invitation"]
    assert FigureDelta.objects.filter(count="rights.mediations_ended").count() == 1
    assert not FigureDelta.objects.filter(count="rights.mediations_agreed").exists()


def test_a_sitting_is_written_down_sealed(house):
    case = a_mediation(house, "mediating")
    said = {"applicant_says": "要一万五", "respondent_says": "只给一万", "place": "会议室", "held_at": case.received_at}
    cases.move(case=case, name="hear", by=house.chair, applicant_came=True, respondent_came=True, **said)
    kept = Session.objects.of(case.person_id).get()
    assert "要一万五" in kept.words.reveal()
    assert "要一万五" not in kept.words.token
    assert queries.claims_of(queries.mediation_of(case))["respondent"] == "只给一万"


def test_the_agreement_is_drawn_up_and_drawn_anew(house):
    case = a_mediation(house, "drafted")
    cases.move(case=case, name="draft", by=house.chair, **{**TERMS, "payments": TERMS["payments"][:1]})
    drawn = [one for one in documents.of_subject(case) if one.kind_code == "rights.mediation-agreement"]
    assert len(drawn) == 1
    assert len(documents.facts_of(drawn[0])["terms"]["payments"]) == 1
    assert queries.mediation_of(case).amount == Decimal("9800.50")


@pytest.mark.parametrize("missing", ["applicant_signed", "respondent_signed", "mediator_signed", "body_sealed", "copy"])
def test_no_agreement_without_signatures_seal_and_copy(house, missing):
    case = a_mediation(house, "drafted")
    given = {**SIGNATURES, missing: False} if missing != "copy" else SIGNATURES
    copy = {} if missing == "copy" else {"signed_copy": [photo()]}
    with pytest.raises(NoSignatures):
        cases.move(case=case, name="sign", by=house.chair, papers=copy, **given)
    case.refresh_from_db()
    assert case.stage_code == "drafted"


def test_a_signed_agreement_is_followed_day_by_day(house, clock):
    case = a_mediation(house, "agreed")
    first, second, third = Promise.objects.filter(number=case.number).order_by("place_no")
    assert [str(one.check_on) for one in (first, second, third)] == ["2026-03-23", "2026-04-21", "2026-03-23"]
    assert third.amount is None
    assert actions.tell_due(by=CLOCK) == 0
    clock.move_to("2026-03-23")
    assert actions.tell_due(by=CLOCK) == 2
    assert actions.tell_due(by=CLOCK) == 0
    with pytest.raises(NotAllowed):
        actions.check_promise(promise=first, state="kept", says="转账记录", by=house.outsider_chair)
    actions.check_promise(promise=first, state="part", paid=Decimal("4000.50"), says="先付了一部分", by=house.chair)
    clock.move_to("2026-03-25")
    actions.check_promise(promise=first, state="kept", says="余款到账", by=house.chair)
    with pytest.raises(NotNow):
        actions.check_promise(promise=first, state="unkept", says="x", by=house.chair)
    got = FigureDelta.objects.filter(count="rights.recovered").order_by("day").values_list("day", "n")
    assert list(got) == [(date(2026, 3, 23), 4000), (date(2026, 3, 25), 5800)]


def test_an_unkept_one_opens_payment_order_and_arbitration(house, clock):
    case = a_mediation(house, "agreed")
    assert [way.code for way in ways(case)] == ["confirm-arbitration", "confirm-court"]
    clock.move_to("2026-03-24")
    promise = Promise.objects.get(number=case.number, place_no=1)
    actions.check_promise(promise=promise, state="unkept", says="电话不接", by=house.chair)
    assert "支付令" in Notice.objects.get(person_id=house.worker.pk, kind="cases/promise").words
    assert [way.code for way in ways(case) if way.is_open] == ["confirm-court", "payment-order", "arbitration"]
    for way in ("confirm-court", "payment-order", "arbitration"):
        actions.draw_way(case=case, way=way, by=house.chair)
    actions.draw_way(case=case, way="payment-order", by=house.chair)
    assert papers(case).count("rights.payment-order") == 1
    with pytest.raises(NotNow):
        actions.draw_way(case=case, way="confirm-arbitration", by=house.chair)
    with pytest.raises(NotAllowed):
        actions.draw_way(case=case, way="arbitration", by=house.outsider)


def ways(case):
    row = queries.mediation_of(case)
    return queries.ways_on(case, row, queries.promises_of(row))


def test_last_days_of_the_ways_on(house, clock):
    """DL-3: an agreement in effect on 2025-09-05 is confirmed by the court until 2025-10-09."""
    case = a_mediation(house, "agreed")
    row = queries.mediation_of(case)
    row.effect_on = row.signed_on = date(2025, 9, 5)
    assert queries.confirmation(row, "confirm-court", "330110").due == date(2025, 10, 9)
    assert queries.confirmation(row, "confirm-arbitration", "330110").due == date(2025, 9, 22)


def test_withdrawn_counts_for_nobody(house):
    case = a_mediation(house, "mediating")
    cases.move(case=case, name="withdraw", by=house.worker)
    assert queries.mediation_of(case).outcome == "withdrawn"
    assert not FigureDelta.objects.filter(count="rights.mediations_ended").exists()
    with pytest.raises(NotNow):
        actions.fail(case=case, by=house.chair, reason="failed")


def test_pages_of_a_mediation(house, as_, clock):
    case = a_mediation(house, "drafted")
    desk, address = as_(house.chair), f"/desk/cases/{case.number}/"
    shown = desk.get(address).content.decode()
    assert "例厂劳动争议调解委员会" in shown
    assert "劳动争议调解协议书" in shown
    unsigned = {"signed_on": "2026-03-05", "effect_on": "2026-03-05", "applicant_signed": "on", "signed_copy": photo()}
    refused = desk.post(f"{address}moves/sign/", unsigned)
    assert refused.status_code == 422
    assert "没有对方签名或盖章" in refused.content.decode()
    signed = {**unsigned, "respondent_signed": "on", "mediator_signed": "on", "body_sealed": "on"}
    assert desk.post(f"{address}moves/sign/", {**signed, "signed_copy": photo()}).status_code == 302
    assert read_cases.case_of(case.person_id, case.pk).stage_code == "agreed"
    assert desk.post(f"/desk/rights/cases/{case.number}/ways/confirm-court/").status_code == 302
    assert "rights.confirm-court" in papers(case)
    assert desk.get("/desk/rights/promises/?state=all").content.decode().count(case.number) >= 3
    clock.move_to("2026-03-24")
    desk = as_(house.chair)
    one = f"/desk/rights/promises/{case.number}/1/"
    assert desk.get(one).status_code == 200
    more = desk.post(one, {"state": "part", "paid": "99999", "says": "x"})
    assert "不能多于协议约定" in more.content.decode()
    assert desk.post(one, {"state": "kept", "says": "看了转账记录"}).status_code == 302
    assert desk.post("/desk/rights/promises/export/?state=all")["Content-Type"].endswith("sheet")
    assert as_(house.outsider).get(one).status_code == 404
    mine = as_(house.worker).get(f"/my/cases/{case.number}/").content.decode()
    assert "最后一天" in mine
    assert "拖欠的工资" in mine


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"amount_1": "-5", "due_1": "2026-03-20"}, "amount_1"),
        ({"amount_1": "100"}, "due_1"),
        ({"due_1": "2026-03-20"}, "amount_1"),
        ({}, "amount_1"),
        ({"duties": "出具离职证明"}, "duties_due_on"),
    ],
)
def test_the_form_of_an_agreement_says_what_is_missing(given, field):
    from unionhall.rights.forms import Agreement

    form = Agreement({"effect": "生效", "confirmation": "none", "copies": "3", **given})
    assert not form.is_valid()
    assert field in form.errors


def test_days_to_come_and_empty_names_are_refused():
    from unionhall.rights.forms import Answered, Extension, Held, Seated

    assert "on" in Answered({"on": "2026-03-06", "representative": "例", "power": "full"}).errors
    assert "mediators" in Seated({"body": "people", "body_name": "例", "mediators": "，", "place": "例"}).errors
    assert "respondent_agrees" in Extension({"until": "2026-03-30", "applicant_agrees": "on"}).errors
    late = {"held_at": "2026-03-06T10:00", "place": "x", "applicant_says": "x", "respondent_says": "x"}
    assert "held_at" in Held(late).errors


@pytest.mark.parametrize(
    ("move", "outcome", "kind"),
    [("withdraw", "withdrawn", "rights.mediation-end"), ("decline", "declined", "rights.not-accepted")],
)
def test_one_taken_back_or_not_taken_on_is_told_in_writing(house, move, outcome, kind):
    case = a_mediation(house)
    by = house.worker if move == "withdraw" else house.chair
    cases.move(case=case, name=move, by=by, says="双方已经在仲裁")
    assert queries.mediation_of(case).outcome == outcome
    assert [one.kind_code for one in documents.of_subject(case)] == [kind]


def test_the_worker_reads_what_to_do_when_a_payment_is_due_and_nobody_has_confirmed_it(house, clock, client):
    case = a_mediation(house, "agreed")
    client.force_login(house.worker)
    shown = client.get(f"/my/cases/{case.number}/").content.decode()
    assert "待履行" in shown
    assert "到期了" not in shown
    clock.move_to("2026-03-21")
    client.force_login(house.worker)
    shown = client.get(f"/my/cases/{case.number}/").content.decode()
    assert shown.count("到期了，还没有确认") == 2, "wages and papers; the severance is due in April"
    assert "到期了还没有收到" in shown
