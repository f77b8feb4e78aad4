"""The rows of rights on one side of the border: an agreement's duty, a group, a lawyer with a case, a call, a sum."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from unionhall.cases.models import CallBack, Case
from unionhall.funds.models import Payable
from unionhall.rights.models import (
    Assignment,
    AuthorityReport,
    DeskRecord,
    Group,
    GroupCase,
    GroupMove,
    GroupMoveCase,
    Lawyer,
    OutsideStep,
    Promise,
)


@dataclass
class OfRights:
    promise: Promise
    group: Group
    group_move: GroupMove
    lawyer: Lawyer
    call: CallBack
    payable: Payable
    report: AuthorityReport
    record: DeskRecord
    outside: OutsideStep


def build_rights(case: Case, county: Any, number: int) -> OfRights:
    """All about the side's complaint, with the union that has it; the roster and the sum are the county's."""
    unit, day = case.unit, date(2026, 3, 4)
    about = {"case_id": case.pk, "person_id": case.person_id, "number": case.number, "who": "例**"}
    group = Group.objects.create(
        desk_id=unit.desk_id, number=f"JT{county.division_id}202600001", unit=unit, employer=case.employer, cause="51",
        people=12, opened_on=day,
    )  # fmt: skip
    GroupCase.objects.create(
        desk_id=group.desk_id, group_id=group.pk, title=case.title, joined_at=timezone.now(), **about
    )
    moved = GroupMove.objects.create(
        desk_id=group.desk_id, group_id=group.pk, move="accept", title="受理", by_id=case.person_id, by_name="例",
        asked_at=timezone.now(), total=1, refused=1, ended_at=timezone.now(),
    )  # fmt: skip
    GroupMoveCase.objects.create(desk_id=group.desk_id, move_id=moved.pk, number=case.number, came="refused", why="例")
    lawyer = Lawyer.objects.create(
        desk_id=county.desk_id, unit=county, name="例律师", firm="例所", certificate=f"{number:017d}",
        certified_until=date(2026, 3, 20), fields=["5"], most=3,
    )  # fmt: skip
    Assignment.objects.create(
        desk_id=county.desk_id, unit=county, lawyer_id=lawyer.pk, lawyer_name=lawyer.name, title=case.title,
        kind="union", assigned_on=day, **about,
    )  # fmt: skip
    return OfRights(
        report=AuthorityReport.objects.create(
            desk_id=case.origin_desk_id, unit=unit, case_id=case.pk, person_id=case.person_id, number=case.number,
            title=case.title, employer=case.employer, grounds="mass", due_at=timezone.now(),
        ),
        record=DeskRecord.objects.create(
            desk_id=unit.desk_id, unit=unit, kind="mediation", title=case.title, employer=case.employer,
            other_side="例厂", stage_code="asked", begun_on=day, **about,
        ),
        outside=OutsideStep.objects.create(
            person_id=case.person_id, case_id=case.pk, step="filed", on=day, office="例委", entered_at=timezone.now(),
            by_id=case.person_id, by_name="例",
        ),
        promise=Promise.objects.create(
            desk_id=unit.desk_id, unit=unit, place_no=1, employer=case.employer, respondent="例厂", what="工资",
            amount=100, due_on=date(2026, 3, 3), check_on=day, **about,
        ),
        group=group,
        group_move=moved,
        lawyer=lawyer,
        call=CallBack.objects.create(
            desk_id=unit.desk_id, unit=unit, view=case.service.view, closing=0, title=case.title, closed_on=day,
            call_by=date(2026, 3, 9), **about,
        ),
        payable=Payable.objects.create(
            desk_id=county.desk_id, unit=county, number=f"YF-{county.code}-2026-00001", amount=100, payee="例",
            purpose="补贴", because="例", subject_type="test", subject_id="1", owed_on=day, owed_by_id=case.person_id,
            owed_by_name="例",
        ),
    )  # fmt: skip


def _case(side: Any) -> tuple[Any, list[Any]]:
    return side.case.unit, [side.case.number]


ADDRESSES: dict[str, Any] = {
    "rights:dates": _case,
    "rights:group-new": _case,
    "rights:outside": _case,
    "rights:outside-strike": lambda s: (s.case.unit, [s.case.number, s.rights.outside.pk]),
    "rights:way": lambda s: (s.case.unit, [s.case.number, "arbitration"]),
    "rights:promise": lambda s: (s.rights.promise.unit, [s.case.number, 1]),
    "rights:power": _case,
    "rights:file-paper": lambda s: (s.case.unit, [s.case.number, "mediation-application"]),
    "rights:report": lambda s: (s.rights.report.unit, [s.case.number, 1]),
    "rights:group-export": lambda s: (s.rights.group.unit, [s.rights.group.number]),
    "rights:group-move": lambda s: (s.rights.group.unit, [s.rights.group.number, s.rights.group_move.pk]),
    "rights:group": lambda s: (s.rights.group.unit, [s.rights.group.number]),
    "rights:lawyer": lambda s: (s.county, [s.rights.lawyer.pk]),
    "cases:call": lambda s: (s.rights.call.unit, [s.case.number, 0]),
    "funds:payable": lambda s: (s.county, [s.rights.payable.number]),
}
