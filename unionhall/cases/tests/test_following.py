"""What follows a case elsewhere: numbers of hand-overs as links, call-backs nobody made, answers read again."""

import pytest

from unionhall.accounts import queries as accounts
from unionhall.audit.models import PersonLine
from unionhall.cases import actions, queries, today
from unionhall.cases.models import CallBack
from unionhall.channels.models import Notice

CLOCK = accounts.system_user("clock")


def test_a_hand_over_is_a_link_for_who_may_open_it(house, as_):
    case = house.case(stage="working")
    new = actions.hand_over(case=case, to="rights.legal-aid", by=house.chair, consent=True)
    link = f'href="/desk/cases/{new.number}/"'
    old = f"/desk/cases/{case.number}/"
    assert new.unit == house.counties[0]
    assert link in as_(house.caseworker).get(old).content.decode()
    shown = as_(house.chair).get(old).content.decode()
    assert new.number in shown
    assert link not in shown  # it is with the county now, out of the chair's reach
    assert f'href="{old}"' in as_(house.caseworker).get(f"/desk/cases/{new.number}/").content.decode()
    assert queries.readable(house.outsider, [case.number, new.number]) == set()
    assert queries.readable(house.caseworker, ["", case.number]) == {case.number}


def test_a_call_back_nobody_made_goes_to_the_level_above_once(house, clock, as_):
    case = house.case(stage="resolved")
    clock.move_to("2026-03-10")
    assert actions.tell_late_calls(by=CLOCK) == 0
    clock.move_to("2026-03-11")
    assert [actions.tell_late_calls(by=CLOCK) for _run in range(2)] == [1, 0]
    call = CallBack.objects.get(number=case.number)
    assert str(call.late_told_on) == "2026-03-11"
    above = Notice.objects.filter(kind="cases/call-late", person_id=house.township.pk)
    assert above.count() == 1
    assert PersonLine.objects.filter(action="cases.call.late").count() == 1
    line = next(one for one in today.LINES if one.code == "cases.calls-late")
    assert line.find(house.reviewer, 5)[0] == 1
    assert line.find(house.outsider_reviewer, 5)[0] == 0
    assert case.number in as_(house.reviewer).get("/desk/cases/calls/?state=late").content.decode()
    actions.record_call(call=call, state="content", words="都解决了", by=house.chair)
    assert line.find(house.reviewer, 5)[0] == 0


@pytest.mark.parametrize(("given", "shown"), [({}, False), ({"danger": "on"}, True)])
def test_answers_left_out_are_not_read_out_again(house, as_, given, shown):
    home, name = as_(house.worker), house.employers[0].name
    pages = [
        {"employer": name}, {}, {"cause": "51", "people": "1", **given}, {"facts": "两个月没发工资"}, {},
    ]  # fmt: skip
    for number, answers in enumerate(pages, start=1):
        assert home.post(f"/services/rights.complaint/{number}/", answers).status_code == 302, number
    page = home.get("/services/rights.complaint/check/").content.decode()
    assert "两个月没发工资" in page
    assert ("现在有生命危险" in page) is shown
    assert "什么时候知道的" not in page
    assert page.count("没有填") == 2  # two pages of which nothing was given, each with its way back
    assert "/services/rights.complaint/2/" in page
