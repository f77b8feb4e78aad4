"""The desk's own lists of mediations and legal aid: kept with each move, found by mediator or lawyer, taken out."""

import importlib

import pytest
from django.apps import apps

from unionhall.accounts import queries as accounts
from unionhall.cases import actions as cases
from unionhall.rights import actions, queries
from unionhall.rights.models import DeskRecord

from .making import a_lawyer, a_mediation

CLOCK = accounts.system_user("clock")
AID = {"answers": {"kind": "union", "group": "worker", "stage": "consult"}}


def test_a_mediation_is_on_the_list_as_it_stands(house, clock):
    case = a_mediation(house)
    row = DeskRecord.objects.get(number=case.number)
    assert (row.stage_code, row.hands, str(row.due_on)) == ("asked", "", "2026-03-20")
    failed = a_mediation(house, "mediating")
    assert [one.number for one in queries.records(house.chair, "mediation", hands="例甲")] == [failed.number]
    cases.move(case=failed, name="fail", by=house.chair, says="差距太大", reason="failed")
    row.refresh_from_db()
    gone = DeskRecord.objects.get(number=failed.number)
    assert (gone.stage_code, gone.due_on, str(gone.ended_on)) == ("failed", None, "2026-03-05")
    clock.move_to("2026-03-21")
    assert [one.number for one in queries.records(house.chair, "mediation", state="late")] == [case.number]
    assert not queries.records(house.outsider_chair, "mediation", state="all").exists()


def test_a_case_that_goes_elsewhere_takes_its_line_along(house, django_capture_on_commit_callbacks):
    case = a_mediation(house)
    with django_capture_on_commit_callbacks(execute=True):
        cases.send_back(case=case, by=house.chair, reason="不归本会")
    assert DeskRecord.objects.get(number=case.number).unit == house.townships[0]


def test_legal_aid_is_listed_with_its_lawyer(house, as_, django_capture_on_commit_callbacks):
    case = house.case("rights.legal-aid", **AID)
    cases.move(case=case, name="grant", by=house.reviewer, says="符合")
    cases.move(case=case, name="assign", by=house.caseworker, lawyer=a_lawyer(house))
    assert DeskRecord.objects.get(number=case.number).hands == "例律师1"
    other = house.case("rights.legal-aid", **AID)
    with django_capture_on_commit_callbacks(execute=True):
        cases.move(case=other, name="ask", by=house.caseworker, says="请补充合同")
    desk = as_(house.caseworker)
    assert "待补充" in desk.get("/desk/rights/legal-aid/?stage=returned").content.decode()
    found = desk.get("/desk/rights/legal-aid/?hands=例律师").content.decode()
    assert case.number in found
    assert other.number not in found


@pytest.mark.parametrize("what", ["mediations", "legal-aid"])
def test_lists_go_out_as_files(house, as_, what):
    a_mediation(house, "mediating"), house.case("rights.legal-aid", **AID)
    desk = as_(house.caseworker)
    assert desk.get(f"/desk/rights/{what}/?state=nonsense&stage=nonsense").status_code == 200
    assert desk.get(f"/desk/rights/{what}/export/?state=open").status_code == 200
    assert desk.post(f"/desk/rights/{what}/export/?state=all")["Content-Type"].endswith("sheet")


def test_lines_from_before_the_lists_are_filled_in(house):
    a_mediation(house, "agreed"), house.case("rights.legal-aid", **AID)
    wanted = list(
        DeskRecord.objects.order_by("number").values_list("number", "kind", "hands", "due_on", "amount", "who")
    )
    DeskRecord.objects.all().delete()
    fill = importlib.import_module("unionhall.rights.migrations.0004_fill_records")
    fill.enter(apps, None)
    fill.enter(apps, None)
    found = DeskRecord.objects.order_by("number").values_list("number", "kind", "hands", "due_on", "amount", "who")
    assert list(found) == wanted


def test_an_edited_lawyer_keeps_the_load_of_the_moment(house):
    lawyer = a_lawyer(house)  # as the form was opened
    case = house.case("rights.legal-aid", **AID)
    cases.move(case=case, name="grant", by=house.reviewer, says="符合")
    cases.move(case=case, name="assign", by=house.caseworker, lawyer=lawyer)
    given = {
        name: getattr(lawyer, name) for name in ("name", "firm", "certificate", "certified_until", "fields", "most")
    }
    actions.enter_lawyer(unit=house.counties[0], lawyer=lawyer, by=house.caseworker, **given)
    lawyer.refresh_from_db()
    assert lawyer.load == 1
