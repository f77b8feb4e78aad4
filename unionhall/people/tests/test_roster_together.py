"""One request for a roll, answered by two people at the same second."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.at_once import at_once
from unionhall.accounts.queries import system_user
from unionhall.audit.models import DeskLine
from unionhall.kit.models import Job
from unionhall.people import actions
from unionhall.people.actions.roster_exports import NotTheSecond
from unionhall.people.choices import ExportState
from unionhall.people.models import RosterExport

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def asked(house):
    return actions.ask_export(
        unit=house.unions[0], purpose="年度换届核对选民名册", with_numbers=True, by=house.organiser
    )


def stored(export):
    return RosterExport.objects.at_desks([export.desk_id]).get(pk=export.pk)


def test_two_agree_at_the_same_second_and_one_file_is_made(house):
    export = asked(house)
    copies = [stored(export) for _each in range(2)]
    results = at_once(
        *(
            lambda copy=copy, by=by: actions.agree_export(export=copy, by=by)
            for copy, by in zip(copies, (house.reviewer, house.city_leader), strict=True)
        )
    )
    assert sorted(type(result).__name__ for result in results) == [NotTheSecond.__name__, "RosterExport"], results
    won = next(result for result in results if isinstance(result, RosterExport))
    kept = stored(export)
    assert (kept.decided_by_id, kept.job_id) == (won.decided_by_id, won.job_id)
    assert Job.objects.filter(desk_id=export.desk_id, kind="people.roster.export").count() == 1
    assert DeskLine.objects.filter(action="people.roster.export-agreed", subject_id=str(export.pk)).count() == 1


def test_a_yes_and_a_no_at_the_same_second_leave_one_answer(house):
    export = asked(house)
    yes, no = (stored(export) for _each in range(2))
    results = at_once(
        lambda: actions.agree_export(export=yes, by=house.reviewer),
        lambda: actions.refuse_export(export=no, because="用途不清楚", by=house.city_leader),
    )
    assert sum(isinstance(result, NotTheSecond) for result in results) == 1, results
    kept = stored(export)
    assert (kept.state == ExportState.REFUSED) == (kept.decided_by_id == house.city_leader.pk)
    assert bool(kept.job_id) == (kept.state != ExportState.REFUSED)


def test_a_yes_on_the_last_day_is_not_lost_to_the_duty_that_clears_up(house, clock):
    export = asked(house)
    clock.move_to(timezone.now() + timedelta(days=30))
    copy = stored(export)
    at_once(
        lambda: actions.agree_export(export=copy, by=house.reviewer),
        lambda: actions.expire_exports(by=system_user("clock")),
    )
    kept = stored(export)
    assert (kept.state == ExportState.EXPIRED) == (kept.decided_by_id is None)
