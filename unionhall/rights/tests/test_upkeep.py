"""What other rooms ask of this one: the employer's panel, merged persons, unions that move or end."""

from unionhall.kit.dossier import panels
from unionhall.people import queries as people
from unionhall.rights import actions, queries
from unionhall.rights.merging import RECORDS
from unionhall.rights.models import (
    AuthorityReport,
    DeskRecord,
    GroupCase,
    Lawyer,
    Limitation,
    Mediation,
    Promise,
)

from .making import a_lawyer, a_mediation


def shown(user, employer):
    return {one.code: panel for one, panel in panels(user, employer) if one.code.startswith("rights.")}


def test_the_employers_page_tells_what_came_and_what_came_again(house):
    house.case(), house.case(), house.case(stage="resolved")
    a_mediation(house, "agreed")
    found = shown(house.caseworker, house.employers[0])
    assert found["rights.complaints"].count == len(found["rights.complaints"].rows) == 4  # open and closed
    assert any("同类3件" in row.note for row in found["rights.complaints"].rows)
    assert found["rights.agreements"].count == 3
    assert shown(house.outsider, house.employers[0])["rights.complaints"].count == 0
    assert shown(house.outsider, house.employers[0])["rights.agreements"].count == 0


def test_the_firms_own_union_reads_nothing_of_who_hides_from_it(house):
    case = house.case(secrecy="hidden")
    assert case.unit == house.townships[0]
    assert shown(house.chair, house.employers[0])["rights.complaints"].rows == []
    (row,) = shown(house.township, house.employers[0])["rights.complaints"].rows
    assert "身份已隐藏" in row.title


def test_lines_at_desks_go_with_the_person_too(house):
    first, other = house.case(answers={"people": 12}), a_mediation(house)
    actions.form_group(case=first, people=12, by=house.caseworker)
    source, target = house.worker.pk, people.person(house.newcomer.pk).pk
    models = (GroupCase, AuthorityReport, DeskRecord)
    moved = RECORDS.move(source=source, target=target, by=house.caseworker)
    assert [set(model.objects.values_list("person_id", flat=True)) for model in models] == [{target}] * 3
    RECORDS.undo(source=source, target=target, moved=moved, by=house.caseworker)
    assert DeskRecord.objects.get(number=other.number).person_id == source


def test_records_go_with_the_person_and_come_back(house):
    case = a_mediation(house, "agreed")
    house.case(answers={"cause": "25", "known_on": "2025-05-11"})
    source, target = house.worker.pk, people.person(house.newcomer.pk).pk
    moved = RECORDS.move(source=source, target=target, by=house.caseworker)
    assert Mediation.objects.of(target).get().case_id == case.pk
    assert queries.agreed_terms(Mediation.objects.of(target).get())["payments"]
    assert Limitation.objects.of(source).count() == 0
    assert set(Promise.objects.values_list("person_id", flat=True)) == {target}
    RECORDS.undo(source=source, target=target, moved=moved, by=house.caseworker)
    assert Mediation.objects.of(source).count() == 1


def test_what_is_open_goes_to_the_heir(house, django_capture_on_commit_callbacks):
    from unionhall.orgs import actions as orgs

    a_mediation(house, "agreed")
    change = orgs.draw_up(
        kind="merge", unit=house.unions[0], target=house.unions[1], by=house.reviewer, reason="合并",
        approval_no="浙工发〔2026〕3号",
    )  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        orgs.carry_out(change=change, by=house.reviewer)
    assert {one.unit for one in Promise.objects.select_related("unit")} == {house.unions[1]}


def test_a_moved_union_takes_its_rows_to_the_new_desk(house, django_capture_on_commit_callbacks):
    from unionhall.orgs import actions as orgs

    a_mediation(house, "agreed")
    a_lawyer(house, unit=house.townships[0])
    change = orgs.draw_up(
        kind="move", unit=house.townships[0], target=house.counties[1], by=house.city_leader, reason="区划调整",
        approval_no="浙工发〔2026〕3号",
    )  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        orgs.carry_out(change=change, by=house.city_leader)
    assert set(Promise.objects.values_list("desk_id", flat=True)) == {house.counties[1].pk}
    assert Lawyer.objects.get().desk_id == house.counties[1].pk
