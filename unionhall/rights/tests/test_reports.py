"""Danger and mass events: what the county has to tell the authority, by when, and that it did."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from unionhall.audit.models import PersonLine
from unionhall.cases.refusals import OwnCase
from unionhall.channels.models import Notice
from unionhall.kit.access import NotAllowed
from unionhall.people import queries as people
from unionhall.rights import actions, queries, today
from unionhall.rights.models import AuthorityReport
from unionhall.rights.refusals import AlreadyTold, NotNow, ToldTooEarly

from .making import a_group

TOLD = {"authority": "例区应急管理局", "way": "phone", "receiver": "值班员", "says": "已电话报告，对方派人"}


@pytest.fixture
def report(house):
    case = house.case(answers={"danger": True})
    return AuthorityReport.objects.get(number=case.number)


def test_only_grave_ones_are_to_be_told_and_by_the_county(house, report):
    house.case()
    assert AuthorityReport.objects.count() == 1
    assert (report.unit, report.grounds) == (house.counties[0], "danger")
    assert report.due_at - timezone.now() <= timedelta(hours=2)
    line = next(one for one in today.LINES if one.code == "rights.reports")
    assert line.find(house.caseworker, 5)[0] == 1
    assert line.find(house.outsider, 5)[0] == 0


def test_a_group_of_ten_is_a_mass_event_once(house):
    group = a_group(house, 2)
    assert not AuthorityReport.objects.exists()
    actions.note_people(group=group, people=10, by=house.caseworker)
    actions.note_people(group=group, people=12, by=house.caseworker)
    assert AuthorityReport.objects.get().grounds == "mass"


def test_who_was_told_when_and_how_is_kept(house, report, clock):
    clock.shift(minutes=30)
    now = timezone.now()
    for wrong in (now + timedelta(hours=1), now - timedelta(days=1)):
        with pytest.raises(ToldTooEarly):
            actions.record_report(report=report, told_at=wrong, by=house.caseworker, **TOLD)
    with pytest.raises(NotNow):
        actions.record_report(report=report, told_at=now, by=house.caseworker, **{**TOLD, "says": " "})
    with pytest.raises(NotAllowed):
        actions.record_report(report=report, told_at=now, by=house.outsider, **TOLD)
    told = actions.record_report(report=report, told_at=now, by=house.caseworker, **TOLD)
    assert (told.told_by_id, told.told_at, told.said.reveal()) == (house.caseworker.pk, now, TOLD["says"])
    with pytest.raises(AlreadyTold):
        actions.record_report(report=report, told_at=now, by=house.reviewer, **TOLD)
    assert PersonLine.objects.get(action="rights.report.told").details["in_time"] is True
    assert "例区应急管理局" in Notice.objects.get(person_id=house.worker.pk, kind="cases/report").words
    assert not queries.reports(house.caseworker).exists()


def test_a_false_alarm_is_dropped_by_who_decides(house, report, as_):
    with pytest.raises(NotAllowed):
        actions.drop_report(report=report, because="误点", by=house.caseworker)
    page = f"/desk/rights/reports/{report.number}/1/"
    assert "不需要报告" not in as_(house.caseworker).get(page).content.decode()
    desk = as_(house.reviewer)
    assert desk.post(page, {"act": "dropped", "because": ""}).status_code == 422
    assert desk.post(page, {"act": "dropped", "because": "职工误点，现场没有危险"}).status_code == 302
    assert not queries.reports(house.caseworker).exists()
    assert "误点" in desk.get(page).content.decode()
    with pytest.raises(AlreadyTold):
        actions.record_report(report=report, told_at=timezone.now(), by=house.caseworker, **TOLD)


def test_pages_of_reports(house, report, as_):
    desk, page = as_(house.caseworker), f"/desk/rights/reports/{report.number}/1/"
    assert report.number in desk.get("/desk/rights/reports/").content.decode()
    assert "前报告主管部门" in desk.get(f"/desk/cases/{report.number}/").content.decode()
    later = {"act": "told", **TOLD, "told_at": "2027-01-01T08:00"}
    refused = desk.post(page, later)
    assert refused.status_code == 422
    assert "时间不能晚于现在" in refused.content.decode()
    assert TOLD["says"] in refused.content.decode()  # nothing typed is lost
    earlier = desk.post(page, {**later, "told_at": "2026-01-01T08:00"}).content.decode()
    assert "不能早于收到诉求的时间" in earlier
    letter = desk.post(page, {"act": "letter", "authority": "例区应急管理局", "says": "车间塌了一角"})
    assert "/documents/" in letter["Location"]
    at = timezone.localtime(timezone.now()) + timedelta(seconds=0)
    given = {**later, "told_at": datetime.strftime(at, "%Y-%m-%dT%H:%M")}
    assert desk.post(page, given).status_code == 302
    assert "例区应急管理局" in desk.get("/desk/rights/reports/?state=told").content.decode()
    assert desk.get("/desk/rights/reports/export/").status_code == 200
    assert desk.post("/desk/rights/reports/export/?state=all")["Content-Type"].endswith("sheet")
    assert "已于" in as_(house.worker).get(f"/my/cases/{report.number}/").content.decode()
    assert as_(house.outsider).get(page).status_code == 404


def test_a_second_authority_has_its_own_line_and_hours(house, report, clock, as_):
    clock.shift(minutes=90)
    desk, page = as_(house.caseworker), f"/desk/rights/reports/{report.number}"
    added = desk.post(f"{page}/1/", {"act": "another", "authority": "例区人力资源和社会保障局"})
    assert added["Location"] == f"{page}/2/"
    first, second = queries.lines_of(report)
    assert (first.due_at, second.wanted) == (report.due_at, "例区人力资源和社会保障局")
    assert second.due_at - timezone.now() > timedelta(minutes=119)
    assert desk.post(f"{page}/2/", {"act": "another", "authority": second.wanted}).status_code == 422  # on its way
    shown = desk.get(f"{page}/2/")
    assert shown.context["told"].initial["authority"] == second.wanted
    told = actions.record_report(report=second, told_at=timezone.now(), by=house.caseworker, **TOLD)
    assert [one.told_at for one in queries.lines_of(report)] == [None, told.told_at]
    assert [one.pk for one in queries.reports(house.caseworker)] == [first.pk]
    line = next(one for one in today.LINES if one.code == "rights.reports")
    assert [task.url for task in line.find(house.caseworker, 5)[1]] == [f"{page}/1/"]
    text = desk.get(f"/desk/cases/{report.number}/").content.decode()
    assert f"{page}/1/" in text
    assert f"{page}/2/" in text
    with pytest.raises(NotAllowed):
        actions.add_report(report=first, authority="例区公安局", by=house.outsider)
    assert desk.get(f"{page}/3/").status_code == 404


def test_who_sent_it_reports_it_to_nobody(house, as_):
    case = house.case(answers={"danger": True}, person=people.person(house.caseworker.pk))
    report = AuthorityReport.objects.get(number=case.number)
    by = house.caseworker
    for act in (
        lambda: actions.record_report(report=report, told_at=timezone.now(), by=by, **TOLD),
        lambda: actions.draw_report(report=report, authority="例局", says="车间塌了一角", by=by),
        lambda: actions.add_report(report=report, authority="例局", by=by),
    ):
        with pytest.raises(OwnCase):
            act()
    line = next(one for one in today.LINES if one.code == "rights.reports")
    assert [line.find(one, 5)[0] for one in (by, house.reviewer)] == [0, 1]
    shown = as_(by).get(f"/desk/rights/reports/{report.number}/1/")
    assert "按回避规定" in shown.content.decode()
    assert "told" not in shown.context


def test_a_letter_drawn_twice_is_one_draft_and_each_authority_has_its_own(house, report):
    one, same, other = (
        actions.draw_report(report=report, authority=name, says="三楼有烟", by=house.caseworker)
        for name in ("例区应急管理局", "例区应急管理局", "例区消防大队")
    )
    assert one.pk == same.pk != other.pk
