"""Who may do what with a case, and what follows; the allowed and the refused case from one setup."""

import json
from datetime import date

import pytest
from django.utils import timezone

from unionhall.accounts import queries as accounts
from unionhall.audit.models import PersonLine
from unionhall.cases import actions, queries
from unionhall.cases.models import Attachment, Case, CaseEvent, CaseNumber, DeskCase, Helper, Hop
from unionhall.cases.refusals import (
    Changed,
    ConsentNeeded,
    MayNotRate,
    MustDecide,
    NoReturn,
    NotNow,
    NotOffered,
    NotThere,
    OutOfReach,
    SameHands,
    SecretFromUnion,
    WordsNeeded,
    WrongCode,
)
from unionhall.channels.models import Notice
from unionhall.kit.access import NotAllowed
from unionhall.kit.models import FigureDelta
from unionhall.people.models import Consent, Person

from .making import a_case

PORTAL = accounts.system_user("portal")


def deltas(code):
    return {row.unit_id: 0 for row in FigureDelta.objects.filter(count=code)} and {
        unit: sum(row.n for row in FigureDelta.objects.filter(count=code, unit_id=unit))
        for unit in FigureDelta.objects.filter(count=code).values_list("unit_id", flat=True)
    }


def lead(case):
    return DeskCase.objects.get(case_id=case.pk, helper=False)


def test_opening_writes_everything_at_once(house):
    case = house.case()
    assert case.number == "33011020260305" + "00001"
    assert (case.unit, case.stage_code, case.status) == (house.unions[0], "received", "open")
    assert lead(case).unit == house.unions[0]
    assert lead(case).who == "例*工"
    assert CaseNumber.objects.get(number=case.number).person_id == house.worker.pk
    assert Hop.objects.get(case_id=case.pk).due_on == case.stage_due_on
    assert deltas("cases.opened") == deltas("cases.open") == {house.unions[0].pk: 1}
    assert PersonLine.objects.filter(action="cases.case.opened", person_id=house.worker.pk).exists()
    assert Consent.objects.filter(subject_id=case.number).count() == 3
    assert Notice.objects.filter(person_id=house.chair.pk, kind="cases/new").count() == 1
    assert Notice.objects.filter(person_id=house.worker.pk, kind="cases/received").count() == 1


def test_words_of_the_request_are_sealed(house):
    case = house.case(sealed={"facts": "老板姓赖"})
    stored = Case.objects.of(case.person_id).values_list("words", flat=True).get(pk=case.pk)
    assert "老板姓赖" not in stored.token
    assert queries.sealed(Case.objects.of(case.person_id).get(pk=case.pk))["facts"] == "老板姓赖"
    assert "老板姓赖" not in json.dumps(case.answers, ensure_ascii=False)


def test_sending_twice_opens_once(house):
    first, second = house.case(token="form-1"), house.case(token="form-1")
    assert first.pk == second.pk
    assert Case.objects.of(house.worker).count() == 1
    assert house.case(token="form-2").pk != first.pk


def test_an_anonymous_sender_gets_a_code_and_sends_once(house):
    case = house.case(anonymous=True, token="t", sender_id=4_000_000_001)
    again = house.case(anonymous=True, token="t", sender_id=4_000_000_001)
    assert case.pk == again.pk
    assert case.code_to_tell == again.code_to_tell != ""
    assert Person.objects.get(pk=4_000_000_001).kind == "anonymous"
    assert queries.by_query_code(case.number, case.code_to_tell).pk == case.pk
    assert queries.by_query_code(case.number, "WRONG123") is None
    assert queries.by_query_code("000000", case.code_to_tell) is None


def test_what_a_service_does_not_offer_is_refused(house):
    with pytest.raises(NotOffered):
        a_case(house, "aid.hardship", secrecy="hidden")
    with pytest.raises(NotOffered):
        a_case(house, "aid.hardship", anonymous=True)
    with pytest.raises(ConsentNeeded):
        house.case(agreed=())


def test_moves_ask_for_words_and_permission(house):
    case = house.case(stage="working")
    with pytest.raises(WordsNeeded):
        actions.move(case=case, name="resolve", by=house.chair)
    with pytest.raises(NotAllowed):
        actions.move(case=case, name="resolve", by=house.outsider, says="x")
    with pytest.raises(NotAllowed):
        actions.move(case=case, name="withdraw", by=house.chair)
    with pytest.raises(NotNow):
        actions.move(case=case, name="accept", by=house.chair)
    actions.move(case=case, name="resolve", by=house.chair, says="已补发")
    assert case.is_closed
    assert case.closed_on_time
    assert lead(case).status == "closed"
    assert deltas("cases.open") == {house.unions[0].pk: 0}
    for code in ("cases.closed", "cases.closed_on_time", "rights.closed", "rights.closed_on_time"):
        assert deltas(code) == {house.unions[0].pk: 1}


def test_a_withdrawn_case_counts_for_nobody(house):
    case = house.case()
    actions.move(case=case, name="withdraw", by=house.worker)
    assert (case.status, case.outcome) == ("closed", "withdrawn")
    assert deltas("cases.closed") == {}
    assert deltas("cases.open") == {house.unions[0].pk: 0}


def test_buttons_are_what_would_not_be_refused(house):
    case = house.case()
    assert {m.name for m in queries.allowed_moves(house.chair, case)} == {"accept", "ask", "decline"}
    assert {m.name for m in queries.allowed_moves(house.worker, case)} == {"withdraw"}
    assert queries.allowed_moves(house.outsider, case) == []


def test_four_eyes(house, caseworker):
    case = a_case(house, "aid.hardship")
    actions.move(case=case, name="check", by=house.caseworker, says="属实")
    assert case.unit == house.counties[0]
    with pytest.raises(SameHands):
        actions.move(case=case, name="acknowledge", by=house.caseworker, says="登记")
    actions.move(case=case, name="acknowledge", by=house.reviewer, says="登记")
    assert case.is_closed


def test_mediation_needs_consent_and_runs_a_legal_clock(house):
    refused = house.case(stage="working", agreed=["cases.sensitive"])
    with pytest.raises(ConsentNeeded):
        actions.move(case=refused, name="mediate", by=house.chair, says="周五调解")
    case = house.case(stage="mediation", employer=house.employers[0])
    assert case.legal_due_on.isoformat() == "2026-03-20"
    assert queries.clock(case).legal_lines


def test_second_of_two_people_is_told_so(house):
    case = house.case(stage="working")
    stale = queries.case_for(house.caseworker, case.number)
    actions.move(case=case, name="resolve", by=house.chair, says="已补发")
    with pytest.raises(Changed):
        actions.move(case=stale, name="resolve", by=house.caseworker, says="也办结")
    assert CaseEvent.objects.filter(case_id=case.pk, move="resolve").count() == 1


def test_taking_and_assigning(house):
    case = house.case(employer=house.uncovered[0])
    assert case.unit == house.townships[0]
    with pytest.raises(NotAllowed):
        actions.take(case=case, by=house.chair)
    actions.take(case=case, by=house.township)
    assert (case.holder_id, lead(case).sign_by) == (house.township.pk, None)
    with pytest.raises(NotThere):
        actions.assign(case=case, to_person=house.chair.pk, by=house.township)
    with pytest.raises(NotAllowed):
        actions.assign(case=case, to_person=house.township.pk, by=house.outsider)
    actions.assign(case=case, to_person=house.township.pk, by=house.caseworker)
    assert case.holder_name == house.township.name


def test_dispatch_stays_within_reach_and_moves_the_counts(house):
    case = house.case(employer=house.uncovered[0])
    with pytest.raises(OutOfReach):
        actions.dispatch(case=case, to_unit=house.townships[2], by=house.caseworker)
    with pytest.raises(NotAllowed):
        actions.dispatch(case=case, to_unit=house.townships[1], by=house.chair)
    actions.dispatch(case=case, to_unit=house.townships[1], by=house.caseworker, reason="在他们辖区")
    assert case.unit == house.townships[1]
    assert case.holder_id is None
    assert deltas("cases.open") == {house.townships[0].pk: 0, house.townships[1].pk: 1}
    assert [hop.left_at is None for hop in queries.clock(case).hops] == [False, True]


def test_a_case_that_moves_to_another_desk_has_one_row_there(house):
    case = house.case(employer=house.uncovered[0])
    actions.dispatch(case=case, to_unit=house.townships[2], by=house.city_leader, reason="工作地在萧山")
    row = lead(case)
    assert row.desk_id == house.counties[1].pk
    assert row.who == "例*工"
    assert DeskCase.objects.filter(case_id=case.pk).count() == 1
    assert queries.case_for(house.outsider, case.number).pk == case.pk
    assert queries.by_query_code(case.number, "") is None


def test_hidden_identity_keeps_the_firms_union_out(house):
    case = house.case(secrecy="hidden")
    assert case.unit == house.townships[0]
    assert lead(case).who == "身份已隐藏"
    with pytest.raises(SecretFromUnion):
        actions.dispatch(case=case, to_unit=house.unions[0], by=house.township)
    actions.dispatch(case=case, to_unit=house.unions[1], by=house.township)


def test_identity_is_shown_for_a_reason_only_and_leaves_a_line(house):
    case = house.case(secrecy="hidden")
    with pytest.raises(WordsNeeded):
        actions.reveal_identity(case=case, reason=" ", by=house.caseworker)
    with pytest.raises(NotAllowed):
        actions.reveal_identity(case=case, reason="约谈", by=house.reviewer)
    assert actions.reveal_identity(case=case, reason="约谈", by=house.caseworker)["name"] == house.worker.name
    assert PersonLine.objects.filter(action="cases.identity.revealed", because="约谈").exists()
    with pytest.raises(NotAllowed):
        actions.read_sealed(case=case, field="facts", reason="核对", by=house.outsider)
    with pytest.raises(WordsNeeded):
        actions.read_sealed(case=case, field="facts", reason=" ", by=house.township)
    assert actions.read_sealed(case=case, field="facts", reason="核对", by=house.township)
    assert PersonLine.objects.filter(action="cases.words.read").count() == 1


def test_returns_are_capped_and_then_the_level_above_decides(house):
    case = house.case(employer=house.uncovered[0])
    first, second = house.townships[:2]
    actions.send_back(case=case, by=house.township, reason="不在我辖区")
    assert case.unit == house.counties[0]
    actions.dispatch(case=case, to_unit=second, by=house.caseworker)
    actions.send_back(case=case, by=house.caseworker, reason="也不在")
    actions.dispatch(case=case, to_unit=first, by=house.caseworker)
    assert not case.to_decide
    actions.send_back(case=case, by=house.township, reason="仍不在")
    assert case.to_decide
    assert lead(case).to_decide
    assert case.returns == 3
    with pytest.raises(MustDecide):
        actions.dispatch(case=case, to_unit=second, by=house.caseworker)
    with pytest.raises(MustDecide):
        actions.move(case=case, name="accept", by=house.caseworker)
    with pytest.raises(NotAllowed):
        actions.decide_place(case=case, unit=first, by=house.caseworker, reason="裁定")
    actions.decide_place(case=case, unit=first, by=house.reviewer, reason="合同履行地在五常")
    with pytest.raises(NoReturn):
        actions.send_back(case=case, by=house.township, reason="还是不对")
    assert [hop.why for hop in queries.clock(case).hops][-2:] == ["returned", "decided"]


def test_a_return_needs_words(house):
    case = house.case(employer=house.uncovered[0])
    with pytest.raises(WordsNeeded):
        actions.send_back(case=case, by=house.township, reason="")


def test_helpers_see_the_case_and_answer_once(house):
    case = house.case(employer=house.uncovered[0])
    actions.ask_help(case=case, unit=house.townships[1], asked="请核实工资表", days=3, by=house.caseworker)
    with pytest.raises(NotNow):
        actions.ask_help(case=case, unit=house.townships[1], asked="再核实", days=3, by=house.caseworker)
    with pytest.raises(OutOfReach):
        actions.ask_help(case=case, unit=house.townships[2], asked="核实", days=3, by=house.caseworker)
    helper = Helper.objects.get(case_id=case.pk)
    assert DeskCase.objects.filter(case_id=case.pk, helper=True, unit=house.townships[1]).count() == 1
    with pytest.raises(NotAllowed):
        actions.answer_help(case=case, helper=helper, words="已核实", by=house.township)
    actions.answer_help(case=case, helper=helper, words="已核实", by=house.caseworker)
    with pytest.raises(NotNow):
        actions.answer_help(case=case, helper=helper, words="又核实", by=house.caseworker)
    actions.dispatch(case=case, to_unit=house.townships[1], by=house.caseworker)
    assert DeskCase.objects.filter(case_id=case.pk).count() == 1


def test_hand_over_asks_nothing_again(house):
    case = house.case(stage="working", sealed={"facts": "孩子上学没钱了"})
    with pytest.raises(ConsentNeeded):
        actions.hand_over(case=case, to="aid.hardship", by=house.chair, consent=False)
    with pytest.raises(NotOffered):
        actions.hand_over(case=case, to="people.joining", by=house.chair, consent=True)
    new = actions.hand_over(case=case, to="aid.hardship", by=house.chair, consent=True)
    assert (new.person_id, new.handed_over_from, new.channel) == (case.person_id, case.pk, "transfer")
    assert queries.sealed(new)["situation"] == "孩子上学没钱了"
    assert not case.is_closed
    assert Consent.objects.filter(purpose="cases.hand-over", subject_id__startswith=case.number).exists()
    assert actions.hand_over(case=case, to="aid.hardship", by=house.chair, consent=True).pk == new.pk


def test_appointments_from_offer_to_check_in(house, clock):
    from datetime import timedelta

    case = house.case(stage="working")
    times = [timezone.now() + timedelta(days=day) for day in (1, 2)]
    with pytest.raises(NotAllowed):
        actions.offer_appointment(case=case, times=times, place="服务站", with_name="王", by=house.outsider)
    offers = actions.offer_appointment(case=case, times=times, place="服务站", with_name="王老师", by=house.chair)
    with pytest.raises(NotAllowed):
        actions.agree_appointment(case=case, appointment=offers[0], by=house.chair)
    actions.agree_appointment(case=case, appointment=offers[0], by=house.worker)
    assert [one.state for one in queries.appointments_of(case)] == ["agreed"]
    assert lead(case).appointment_at == offers[0].starts_at
    from unionhall.cases.tokens import appointment_code

    with pytest.raises(WrongCode):
        actions.check_in(case=case, appointment=offers[0], code="abc", by=house.chair)
    code = appointment_code(offers[0].pk)
    actions.check_in(case=case, appointment=offers[0], code=code, by=house.chair)
    assert (offers[0].state, lead(case).appointment_at) == ("came", None)
    with pytest.raises(NotNow):
        actions.check_in(case=case, appointment=offers[0], code=code, by=house.chair)


def test_the_one_who_does_not_come_is_marked_by_the_clock(house, clock):
    from datetime import timedelta

    case = house.case(stage="working")
    times = [timezone.now() + timedelta(hours=2)]
    (offer,) = actions.offer_appointment(case=case, times=times, place="服务站", with_name="王老师", by=house.chair)
    actions.agree_appointment(case=case, appointment=offer, by=house.worker)
    with pytest.raises(NotNow):
        actions.miss_appointment(case=case, appointment=offer, by=house.chair)
    clock.shift(days=1)
    actions.escalate_late(by=accounts.system_user("clock"))
    offer.refresh_from_db()
    assert offer.state == "missed"


def test_words_go_both_ways_and_notes_stay_inside(house):
    case = house.case(stage="working")
    with pytest.raises(NotAllowed):
        actions.write_to_union(case=case, words="我不是本人", by=house.newcomer)
    actions.write_to_union(case=case, words="<b>请快点</b>", by=house.worker)
    assert lead(case).wrote_at is not None
    actions.write_to_worker(case=case, words="在办", by=house.chair)
    assert lead(case).wrote_at is None
    actions.note(case=case, words="厂里老板在外地", by=house.chair)
    seen = [entry.words for entry in queries.timeline(case, for_worker=True)]
    assert "在办" in seen
    assert "厂里老板在外地" not in seen
    assert "厂里老板在外地" in [entry.words for entry in queries.timeline(case, for_worker=False)]


def test_what_was_written_in_a_move_lies_sealed_and_not_in_its_notice(house):
    case = house.case(stage="asked")  # made with the words 说明
    told = Notice.objects.filter(person_id=house.worker.pk, kind="cases/moved").latest("pk")
    assert "请打开查看" in told.words
    assert "说明" not in told.words.replace("写了说明", "")
    assert "说明" in [entry.words for entry in queries.timeline(case, for_worker=True)]


def test_a_line_names_the_union_whose_post_the_actor_used(house, django_assert_num_queries):
    case = house.case(stage="working")
    before = str(case.unit)
    actions.note(case=case, words="县里问过了", by=house.caseworker)
    actions.dispatch(case=case, to_unit=house.townships[0], reason="跨单位", by=house.caseworker)
    actions.write_to_worker(case=case, words="在办", by=house.township)
    with django_assert_num_queries(1):
        lines = [(entry.words, entry.who) for entry in queries.timeline(case, for_worker=False)]
    county, township = f"{house.counties[0]} · {house.caseworker}", f"{house.townships[0]} · {house.township}"
    assert ("县里问过了", county) in lines  # not the union that has the case
    assert ("跨单位", county) in lines  # nor the one that gets it
    assert ("在办", township) in lines
    assert not any(who.startswith(before) and str(house.caseworker) in who for _words, who in lines)


def test_rating_is_the_workers_once_and_staff_cannot(house):
    case = house.case(stage="resolved")
    link = Notice.objects.get(person_id=house.worker.pk, kind="cases/closed").link
    token = link.strip("/").split("/")[-1]
    assert queries.by_rate_token(token).pk == case.pk
    with pytest.raises(MayNotRate):
        actions.rate(case=case, stars=5, by=house.chair)
    with pytest.raises(MayNotRate):
        actions.rate(case=case, stars=5, token=token[:-2] + "xx", by=PORTAL)
    actions.rate(case=case, stars=4, tags=["quick", "nonsense"], token=token, by=PORTAL)
    assert deltas("cases.rated") == deltas("cases.rated_good") == {house.unions[0].pk: 1}
    with pytest.raises(MayNotRate):
        actions.rate(case=case, stars=1, token=token, by=PORTAL)
    with pytest.raises(MayNotRate):
        actions.rate(case=case, stars=1, by=house.worker)


def test_the_window_for_rating_ends(house, clock):
    case = house.case(stage="resolved")
    clock.shift(days=31)
    with pytest.raises(MayNotRate):
        actions.rate(case=case, stars=5, by=house.worker)


def test_two_stars_reopen_one_level_above_with_a_name(house, clock):
    case = house.case(employer=house.uncovered[0], stage="resolved")
    clock.move_to("2026-03-10")
    due = case.due_on
    actions.rate(case=case, stars=2, words="钱晚了一个月", by=house.worker)
    assert (case.unit, case.stage_code, case.status) == (house.counties[0], "working", "open")
    assert case.holder_id == house.reviewer.pk
    assert case.reopened == 1
    assert due == date(2026, 3, 26)
    assert case.due_on == date(2026, 3, 31)
    assert queries.clock(case).pauses[-1].days == 3
    for code in ("cases.closed", "cases.closed_on_time", "rights.closed", "rights.closed_on_time"):
        assert deltas(code)[house.townships[0].pk] == 0
    assert deltas("cases.open")[house.counties[0].pk] == 1
    assert deltas("cases.rated_good") == {}
    assert Notice.objects.filter(person_id=house.reviewer.pk, kind="cases/reopened").exists()
    actions.move(case=case, name="resolve", by=house.reviewer, says="已全部补发")
    actions.rate(case=case, stars=5, by=house.worker)
    assert deltas("cases.rated")[house.counties[0].pk] == 1


def test_a_bad_rating_of_what_cannot_be_done_twice_is_told_above(house, monkeypatch):
    from dataclasses import replace

    from unionhall.cases.catalogue import services

    once = replace(services["rights.question"], reopens_at=None)
    monkeypatch.setitem(services._all(), "rights.question", once)
    case = a_case(house, "rights.question", stage="answered", answers={"topic": "law"})
    actions.rate(case=case, stars=1, by=house.worker)
    assert case.is_closed
    assert lead(case).rated_stars == 1


def test_papers_are_checked_and_counted(house):
    import io

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    from unionhall.kit.uploads import BadUpload

    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(picture, "PNG")
    case = house.case(papers={"evidence": [SimpleUploadedFile("a.png", picture.getvalue())]})
    row = Attachment.objects.get(case_id=case.pk)
    assert row.kind == "jpeg"
    assert row.thumbnail
    assert queries.attachment_of(case, row.pk).pk == row.pk
    with pytest.raises(BadUpload):
        actions.attach(case=case, papers={"": [SimpleUploadedFile("x.png", b"MZ not a picture")]}, by=house.worker)
    with pytest.raises(NotAllowed):
        actions.attach(case=case, papers={"": []}, by=house.newcomer)


def test_duplicates_are_hinted_not_refused(house):
    case = house.case()
    hints = queries.likely_duplicates(house.worker, case.fingerprint, service_code="rights.complaint")
    assert [one.pk for one in hints] == [case.pk]
    assert house.case().pk != case.pk
    assert [row.number for row in queries.others_alike(house.caseworker, case)]
    assert queries.others_alike(house.outsider, case) == []
