"""The same things on both sides of a county border: what each role may open on its own side and nowhere else."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from tests.scope.of_bargaining import OfBargaining, build_bargaining
from tests.scope.of_rights import OfRights, build_rights
from tests.scope.of_safety import OfSafety, build_safety
from tests.scope.of_supervision import OfSupervision, build_supervision
from unionhall.accounts.models import RoleHeld
from unionhall.cases import actions as cases
from unionhall.cases.models import Appointment, Attachment, Case, DeskCase, Helper
from unionhall.documents import actions as documents
from unionhall.documents.models import Document
from unionhall.indicators.models import Difference
from unionhall.kit.models import Job
from unionhall.orgs.models import Employer, Unit, UnitChange
from unionhall.people.models import Expulsion, RollEntry, RosterExport, RosterImport, StaffPost
from unionhall.safety.tests.making import photo
from unionhall.worklist import actions as worklist
from unionhall.worklist.models import Evidence, Share, Slip, SlipRule


@dataclass
class Side:
    """One county's things, each in the township `township` or its first union."""

    county: Unit
    township: Unit
    union: Unit
    employer: Employer
    member_id: int
    case: Case
    share: Share
    evidence: Evidence
    difference: Difference
    change: UnitChange
    post: StaffPost
    job: Job
    slip: Slip
    roster: RosterImport
    paper: Attachment
    meeting: Appointment
    helper: Helper
    export: RosterExport
    expulsion: Expulsion
    role: RoleHeld
    letter: Document  # a draft
    notice: Document  # signed, about the member
    proof: list[Any]  # of a letter that was delivered: its id and the delivery's
    reply: list[Any]  # the same letter's id, the answer's and its paper's
    safety: OfSafety
    bargaining: OfBargaining
    supervision: OfSupervision
    rights: OfRights

    @property
    def marks(self) -> list[str]:
        """Words that appear on no page of somebody who may not see this side."""
        return [self.union.name, self.employer.name, self.township.name, *self.numbers]

    @property
    def numbers(self) -> list[str]:
        """Of what lies with this side's desks: each is given once in the house."""
        rows = (
            self.case, self.rights.group, self.rights.payable, self.supervision.matter, self.supervision.letter,
            self.supervision.warning, self.bargaining.talks, self.bargaining.agreement, self.bargaining.motion,
            self.safety.hazard, self.safety.inspection, self.safety.accident, self.safety.heat, self.safety.cooling,
            self.safety.entry,
        )  # fmt: skip
        return [row.number for row in rows]


def build(house: Any) -> tuple[Side, Side]:
    """Both sides: `counties[0]` with its cast, and `counties[1]` with the outsiders."""
    item = worklist.write_item(
        issuer=house.province, year=2026, category="D", title="创新工作室", kind="number", source="evidence",
        target=100, split="equal", levels=[1, 2, 3, 4, 5], evidence_kinds=["note"], checker="上一级工会",
        starts_on=date(2026, 1, 1), due_on=date(2026, 12, 31), by=house.province_leader,
    )  # fmt: skip
    type(item).objects.filter(pk=item.pk).update(state="issued")
    item.refresh_from_db()
    return _side(house, item, 0, "worker", ""), _side(house, item, 1, "outsider_worker", "outsider_")


def _side(house: Any, item: Any, n: int, name: str, cast: str) -> Side:
    member, township_staff = house.cast[name], house.cast[f"{cast}township"]
    county, township = house.counties[n], house.townships[2 * n]
    union, employer = house.unions[4 * n], house.employers[4 * n]
    case = _case(house, member, house.uncovered[2 * n])
    share = Share.objects.create(
        item=item, unit=union, desk_id=union.desk_id, county_id=union.county_id, city_id=union.city_id,
        parent_unit_id=township.pk, target=5, issued_on=date(2026, 1, 5), due_on=item.due_on,
        light_since=date(2026, 1, 5),
    )  # fmt: skip
    by = {"handed_in_by_id": house.chair.pk}
    proof, reply = _delivered(township, township_staff, house.cast[f"{cast}reviewer"])
    return Side(
        county=county,
        township=township,
        union=union,
        employer=employer,
        member_id=RollEntry.objects.get(unit=union, person_id=member.pk).person_id,
        case=case,
        share=share,
        evidence=Evidence.objects.create(
            desk_id=union.desk_id, share_id=share.pk, item=item, unit=union, kind="note", words="说明",
            on=date(2026, 2, 1), counted_on=date(2026, 2, 1), **by,
        ),
        difference=Difference.objects.create(
            desk_id=union.desk_id, unit_id=union.pk, line="org", count="worklist.shares",
            first=date(2026, 3, 4), last=date(2026, 3, 4), stored=1, counted=2,
        ),
        change=UnitChange.objects.create(
            kind="wind-up", unit=union, target=township, day=date(2026, 3, 5), reason="企业终止",
            drawn_by_id=house.reviewer.pk,
        ),
        post=StaffPost.objects.create(
            person_id=member.pk, name="例兼职", unit=union, kind="part", title="委员", since=date(2025, 1, 1)
        ),
        job=Job.objects.create(kind="none", desk_id=union.desk_id, unit_id=union.pk, by_id=member.pk, state="done"),
        slip=Slip.objects.create(
            desk_id=union.desk_id, share_id=share.pk, item=item, unit=union, colour="blue", raised_on=date(2026, 3, 1),
            rule=SlipRule.objects.filter(colour="blue").first(), progress_then=0,
        ),
        roster=RosterImport.objects.create(
            desk_id=union.desk_id, unit=union, file_name="名册.xlsx", sha256="0" * 64, brought_by_id=member.pk,
            state="ready",
        ),
        paper=Attachment.objects.create(
            person_id=case.person_id, case_id=case.pk, name="欠条.jpg", kind="jpeg", size=3, sha256="0" * 64,
            file=_stored(case), by_id=member.pk,
        ),
        meeting=Appointment.objects.create(
            person_id=case.person_id, case_id=case.pk, unit=case.unit, starts_at=timezone.now(), place="服务站",
            with_name="例办事", code_digest="0" * 64, offered_by_id=member.pk,
        ),
        helper=cases.ask_help(case=case, unit=house.unions[4 * n + 1], asked="请协助核实", days=3, by=township_staff),
        export=RosterExport.objects.create(
            desk_id=union.desk_id, unit=union, purpose="年度统计", asked_by_id=member.pk, asked_by_name="例",
        ),
        expulsion=Expulsion.objects.create(
            desk_id=union.desk_id, unit=union, person_id=member.pk, membership_id=member.pk, name="例开除",
            judgment="刑初1号", group_on=date(2026, 2, 1), decided_on=date(2026, 2, 2), decision_no="会1号",
        ),
        role=RoleHeld.objects.filter(unit=township).first(),
        letter=_letter(township, township_staff),
        notice=documents.sign_off(
            document=_letter(township, township_staff, person_id=member.pk), by=house.cast[f"{cast}reviewer"]
        ),
        proof=proof,
        reply=reply,
        safety=build_safety(house, union, township, employer, county, cast),
        bargaining=build_bargaining(house, union, township, employer, member, cast),
        supervision=build_supervision(house, township, employer, county, cast),
        rights=build_rights(case, county, n + 1),
    )  # fmt: skip


def _case(house: Any, member: Any, employer: Employer) -> Case:
    """A complaint of the member about a firm without a union: it sits with the township union."""
    from unionhall.people import queries as people

    case = house.case("rights.complaint", person=people.person(member.pk), employer=employer, by=member)
    assert DeskCase.objects.filter(case_id=case.pk).exists()
    return case


def _stored(case: Case) -> str:
    """A file below the private folder, as an attachment of the case."""
    return default_storage.save(f"cases/{case.pk}/paper.jpg", ContentFile(b"\xff\xd8\xff"))


def _letter(unit: Unit, by: Any, **more: Any) -> Document:
    facts = {"title": "关于劳动保护的函", "text": "请做好劳动保护。"}
    return documents.draw_up(kind="documents.letter", unit=unit, facts=facts, by=by, addressee="例单位", **more)


def _delivered(unit: Unit, by: Any, signer: Any) -> tuple[list[Any], list[Any]]:
    """A letter with the paper of its delivery and an answer with a paper: how its files are named."""
    sent, today = documents.sign_off(document=_letter(unit, by), by=signer), date(2026, 3, 5)
    proof = documents.serve(document=sent, way="direct", on=today, place="厂", receiver="例", proof=photo(), by=by)
    reply = documents.answer(
        document=sent, agrees="yes", words="同意", signer="例厂", on=today, by=by, papers=[photo()]
    )
    return [sent.pk, proof.pk], [sent.pk, reply.pk, reply.papers[0]["id"]]
