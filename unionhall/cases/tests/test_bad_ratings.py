"""After the closing: the reminder to rate, the call-back of a bad rating, the objection and what it changes."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from unionhall.accounts import queries as accounts
from unionhall.audit.models import DeskLine, PersonLine
from unionhall.cases import actions, queries, today
from unionhall.cases.models import BadRating, Case, Rating
from unionhall.cases.refusals import NotNow, WordsNeeded
from unionhall.channels.models import Notice
from unionhall.kit.access import NotAllowed
from unionhall.kit.models import FigureDelta

from .making import a_case

CLOCK = accounts.system_user("clock")


def rated(house, stars=1):
    """A case of the first grassroots union, closed and rated badly; its line in the ledger."""
    case = house.case(stage="resolved")
    actions.rate(case=case, stars=stars, words="没有回音", tags=["slow"], by=house.worker)
    return BadRating.objects.get(case_id=case.pk)


def count(unit, code="cases.rated"):
    return sum(FigureDelta.objects.filter(count=code, unit_id=unit.pk).values_list("n", flat=True))


def lines(user, code):
    line = next(one for one in today.LINES if one.code == code)
    return line.find(user, 5)


def test_who_has_not_rated_is_reminded_once_after_three_days(house, clock):
    case = house.case(stage="resolved")
    reminders = Notice.objects.filter(person_id=house.worker.pk, kind="cases/rate")
    clock.shift(days=2, hours=23)
    assert actions.remind_to_rate(by=CLOCK) == 0
    clock.shift(hours=2)
    assert [actions.remind_to_rate(by=CLOCK) for _run in range(2)] == [1, 0]
    assert reminders.get().link == f"/my/cases/{case.number}/rating/"
    assert "27" in reminders.get().words
    actions.rate(case=Case.objects.of(case.person_id).get(pk=case.pk), stars=5, by=house.worker)


def test_nobody_is_reminded_who_rated_withdrew_or_sent_without_a_name(house, clock):
    rated_case = house.case(stage="resolved")
    actions.rate(case=rated_case, stars=5, by=house.worker)
    a_case(house, stage="withdrawn")
    a_case(house, anonymous=True, stage="resolved")
    clock.shift(days=4)
    assert actions.remind_to_rate(by=CLOCK) == 0


def test_a_bad_rating_is_to_be_called_back_the_next_working_day(house, clock):
    bad = rated(house)
    assert (bad.unit, bad.call_by, bad.object_by) == (house.unions[0], date(2026, 3, 6), date(2026, 3, 10))
    found, tasks = lines(house.chair, "cases.call-back")
    assert (found, tasks[0].late) == (1, False)
    clock.move_to("2026-03-09")
    assert lines(house.chair, "cases.call-back")[1][0].late
    assert lines(house.outsider_chair, "cases.call-back") == (0, [])
    with pytest.raises(WordsNeeded):
        actions.call_back(bad=bad, words=" ", by=house.chair)
    with pytest.raises(NotAllowed):
        actions.call_back(bad=bad, words="已联系", by=house.outsider_chair)
    actions.call_back(bad=bad, words="已当面说明", by=house.chair)
    with pytest.raises(NotNow):
        actions.call_back(bad=bad, words="再来", by=house.chair)
    assert lines(house.chair, "cases.call-back") == (0, [])
    line = PersonLine.objects.of(bad.person_id).get(action="cases.rating.called-back")
    assert line.details["on_time"] is False


def test_a_good_rating_is_not_in_the_ledger(house):
    case = house.case(stage="resolved")
    actions.rate(case=case, stars=3, by=house.worker)
    assert not BadRating.objects.exists()


def test_an_objection_is_decided_by_the_level_above_and_the_rating_stays_stored(house, clock):
    bad = rated(house)
    assert count(house.unions[0]) == 1
    bad = actions.object_to(bad=bad, words="冒名评价", by=house.chair)
    assert bad.decide_by == date(2026, 3, 12)
    for staff in (house.chair, house.outsider_township):
        with pytest.raises(NotAllowed):
            actions.decide_objection(bad=bad, exclude=True, words="查实", by=staff)
    clock.move_to("2026-03-09")
    assert lines(house.reviewer, "cases.objections")[0] == 1
    bad = actions.decide_objection(bad=bad, exclude=True, words="经查不是本人所评", by=house.reviewer)
    assert bad.because.reveal() == "经查不是本人所评"
    rating = Rating.objects.of(bad.person_id).get(pk=bad.rating_id)
    assert (rating.state, rating.stars) == ("excluded", 1)
    day = FigureDelta.objects.get(count="cases.rated", unit_id=house.unions[0].pk, n=-1).day
    assert day == date(2026, 3, 5), "out of the count of the day it was given"
    assert count(house.unions[0]) == 0
    assert Notice.objects.filter(person_id=bad.person_id, kind="cases/rating-excluded").count() == 1
    assert queries.matters_of(house.worker).to_rate == []
    with pytest.raises(NotNow):
        actions.decide_objection(bad=bad, exclude=False, words="改判", by=house.reviewer)


def test_an_objection_that_is_turned_down_changes_no_count(house):
    bad = actions.object_to(bad=rated(house), words="冒名评价", by=house.chair)
    actions.decide_objection(bad=bad, exclude=False, words="评价属实", by=house.reviewer)
    assert count(house.unions[0]) == 1
    assert Rating.objects.of(bad.person_id).get(pk=bad.rating_id).state == "valid"


def test_an_objection_comes_within_three_working_days_and_once(house, clock):
    bad = rated(house)
    clock.move_to("2026-03-11")
    with pytest.raises(NotNow, match="期限"):
        actions.object_to(bad=bad, words="冒名评价", by=house.chair)
    clock.move_to("2026-03-10")
    actions.object_to(bad=bad, words="冒名评价", by=house.chair)
    with pytest.raises(NotNow, match="申诉过"):
        actions.object_to(bad=bad, words="冒名评价", by=house.chair)


def test_the_ledger_s_pages_offer_what_each_may_do(client, house):
    bad = rated(house)
    page = reverse("cases:bad-rating", args=[bad.number, bad.closing])
    client.force_login(house.outsider_chair)
    assert client.get(page).status_code == 404
    assert bad.number not in client.get("/desk/cases/ratings/").content.decode()
    client.force_login(house.chair)
    shown = client.get(page).content.decode()
    assert "没有回音" in shown
    assert "办得慢" in shown
    assert bad.number in client.get("/desk/cases/ratings/?state=call").content.decode()
    assert client.post(page, {"act": "call", "call-says": "已当面说明"}).status_code == 302
    assert client.post(page, {"act": "object", "object-says": "冒名评价"}).status_code == 302
    assert 'value="decide"' not in client.get(page).content.decode()
    client.force_login(house.reviewer)
    assert bad.number in client.get("/desk/cases/ratings/?state=decide").content.decode()
    assert client.post(page, {"act": "decide", "decide-outcome": "exclude", "decide-says": "查实"}).status_code == 302
    bad.refresh_from_db()
    assert bad.excluded
    assert "不计入" in client.get(page).content.decode()


def sheet(answer):
    return CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()


def test_ledger_and_calls_as_files_are_narrowed_as_the_page_and_say_nobodys_words(house, as_):
    number = rated(house).number
    for name, shown, empty in (("bad-ratings", "all", "decide"), ("calls", "all", "content")):
        page = reverse(f"cases:{name}-export")
        assert "导出会留下记录" in as_(house.chair).get(page).content.decode()
        taken = sheet(as_(house.chair).post(f"{page}?state={shown}"))
        assert number in str(taken)
        assert "没有回音" not in str(taken)
        assert number not in str(sheet(as_(house.chair).post(f"{page}?state={empty}")))
        assert number not in str(sheet(as_(house.outsider).post(f"{page}?state={shown}")))
        assert as_(house.worker).get(page).status_code == 404
    assert DeskLine.objects.filter(action="kit.export.made", by_id=house.chair.pk).count() == 4
