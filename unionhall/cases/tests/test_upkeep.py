"""What the house does around cases: recount, changes of the tree, merged records, shards, diagrams."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from unionhall.accounts import queries as accounts
from unionhall.cases import actions, merging, queries
from unionhall.cases.catalogue import services
from unionhall.cases.figures import FIGURES
from unionhall.cases.management.commands.workflows import lifecycles
from unionhall.cases.models import Case, CaseEvent, DeskCase
from unionhall.kit.figures import Period, all_figures
from unionhall.kit.guard import fixes_shards
from unionhall.kit.models import FigureDelta
from unionhall.people import queries as people


def settled(code, period, *, stock):
    """What the deltas say, by unit."""
    found = {}
    for row in FigureDelta.objects.filter(count=code, day__lte=period.last):
        if stock or row.day >= period.first:
            found[row.unit_id] = found.get(row.unit_id, 0) + row.n
    return {unit: n for unit, n in found.items() if n}


def test_deltas_equal_a_recount_from_the_rows_on_every_day(house, clock):
    first = house.case(employer=house.uncovered[0])
    house.case(stage="resolved")
    a_bad = house.case(employer=house.uncovered[1], stage="resolved")
    clock.move_to("2026-03-06")
    actions.dispatch(case=first, to_unit=house.townships[1], by=house.caseworker)
    actions.rate(case=a_bad, stars=1, by=house.worker)
    gone = house.case()
    actions.move(case=gone, name="withdraw", by=house.worker)
    clock.move_to("2026-03-09")
    actions.move(case=a_bad, name="resolve", by=house.reviewer, says="好了")
    actions.rate(case=a_bad, stars=5, by=house.worker)
    clock.move_to("2026-04-20")
    house.case(stage="working")
    counts = {
        c.code: c for f in (*FIGURES, all_figures()["rights.on_time_rate"]) for c in (f.top, f.bottom) if c is not None
    }
    assert len(counts) == 16
    periods = [Period(date(2026, 3, 1), day) for day in (date(2026, 3, 5), date(2026, 3, 6), date(2026, 3, 31))]
    for period in (*periods, Period(date(2026, 4, 1), date(2026, 4, 30))):
        for code, count in counts.items():
            deltas = settled(code, period, stock=count.measure == "stock")
            assert deltas == dict(count.recount(period)), (code, period)


def test_cells_open_rows_only_in_reach(house):
    house.case(stage="resolved")
    period = Period(date(2026, 3, 1), date(2026, 3, 31))
    for figure in (*FIGURES, all_figures()["rights.on_time_rate"]):
        assert figure.top.rows(house.outsider, house.province, period).count() == 0
    assert all_figures()["rights.on_time_rate"].top.rows(house.caseworker, house.counties[0], period).count() == 1
    assert all_figures()["rights.on_time_rate"].top.rows(house.city_leader, house.counties[1], period).count() == 0


def test_a_workers_and_a_desks_way_ask_one_shard(house):
    case = house.case(stage="working")
    with fixes_shards():
        mine = queries.my_case(house.worker, case.number)
        queries.clock(mine)
        queries.timeline(mine, for_worker=True)
        list(queries.my_cases(house.worker)[:20])
        list(queries.desk_cases(house.caseworker)[:20])
        actions.write_to_union(case=queries.my_case(house.worker, case.number), words="好了吗", by=house.worker)
        actions.write_to_worker(case=queries.case_for(house.chair, case.number), words="快了", by=house.chair)
        actions.move(case=queries.case_for(house.chair, case.number), name="resolve", by=house.chair, says="好了")
        actions.rate(case=queries.my_case(house.worker, case.number), stars=5, by=house.worker)
        house.case()


def test_merged_records_keep_their_cases_and_can_be_parted_again(house):
    case = house.case(stage="working")
    source, target = house.worker.pk, house.newcomer.pk
    actions.write_to_union(case=case, words="是我写的", by=house.worker)
    moved = merging.CASES.move(source=source, target=target, by=house.organiser)
    assert merging.CASES.count(source) == 0
    assert merging.CASES.count(target) == 1
    given = queries.my_case(house.newcomer, case.number)
    assert next(entry.by_worker for entry in queries.timeline(given, for_worker=True))
    assert queries.sealed(given)["facts"]
    assert queries.case_for(house.chair, case.number).person_id == target
    merging.CASES.undo(source=source, target=target, moved=moved, by=house.organiser)
    assert queries.my_case(house.worker, case.number).pk == case.pk
    assert CaseEvent.objects.of(source).filter(by_id=source).exists()


def test_open_cases_follow_a_unit_to_its_new_desk_and_to_its_heir(house):
    from unionhall.cases.restructure import OPEN_CASES, _carry_place, _carry_to_heir
    from unionhall.orgs.models import Unit

    case, other = house.case(employer=house.uncovered[0]), house.case()
    assert OPEN_CASES.find(house.townships[0], "move").count == 2
    assert OPEN_CASES.find(house.townships[0], "merge").count == 1
    Unit.objects.filter(pk=house.townships[0].pk).update(desk_id=house.counties[1].pk, county_id=house.counties[1].pk)
    unit = Unit.objects.get(pk=house.townships[0].pk)
    _carry_place(unit)
    _carry_place(unit)
    assert DeskCase.objects.get(case_id=case.pk).desk_id == house.counties[1].pk
    assert Case.objects.of(house.worker).get(pk=case.pk).county_id == house.counties[1].pk
    _carry_to_heir(unit, house.townships[1], accounts.system_user("clock"))
    carried = queries.my_case(house.worker, case.number)
    assert carried.unit == house.townships[1]
    assert DeskCase.objects.get(case_id=case.pk).desk_id == house.counties[0].pk
    assert queries.my_case(house.worker, other.number).unit == house.unions[0]


def test_a_row_left_at_the_old_desk_is_found_by_the_next_act(house):
    case = house.case(employer=house.uncovered[0])
    DeskCase.objects.filter(case_id=case.pk).update(desk_id=house.counties[1].pk)
    actions.take(case=case, by=house.township)
    assert DeskCase.objects.get(case_id=case.pk).desk_id == house.counties[0].pk


def test_papers_of_a_draft_given_up_leave_the_folder(house, django_capture_on_commit_callbacks):
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    place = default_storage.save("cases/x/1.jpg", ContentFile(b"x"))
    paper = {"field": "evidence", "name": "a", "kind": "jpeg", "size": 1, "sha256": "", "file": place, "thumbnail": ""}
    service, person = services["rights.complaint"], people.person(house.worker.pk)
    actions.save_draft(service=service, person=person, answers={}, papers=[paper], by=house.worker)
    assert default_storage.exists(place)
    with django_capture_on_commit_callbacks(execute=True):
        actions.save_draft(service=service, person=person, answers={}, papers=[], by=house.worker)
    assert not default_storage.exists(place)


def test_diagrams_are_current():
    """`manage.py workflows` writes them, of services and of matters."""
    call_command("workflows", check=True)
    drawn = {path.stem for path in (Path(settings.BASE_DIR) / "docs" / "workflows").glob("*.md")}
    assert drawn == {one.code for one in (*services, *lifecycles())}


def test_a_diagram_out_of_date_is_named(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError, match=r"rights\.complaint\.md"):
        call_command("workflows", check=True)
