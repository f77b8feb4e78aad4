"""法律援助 from application to archive (rights.md §5); each runs in the transaction of the case's move."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.cases import queries as read_cases
from unionhall.funds import actions as funds
from unionhall.kit import figures
from unionhall.rules import queries as rules

from .. import queries
from ..choices import AidGroup, AidKind, AidStage
from ..models import Assignment, Lawyer, LegalAid
from ..refusals import MustBeGiven, NoRoom, NotNow, OverIncome
from . import facts as papers
from .records import follow_case


@transaction.atomic
def began_aid(*, case: Any, by: Any) -> LegalAid:
    """The record of an application, made with its case: whether means are checked, and whether it is urgent."""
    given, sealed = case.answers, read_cases.sealed(case)
    kind, group = given.get("kind") or AidKind.UNION, given.get("group") or AidGroup.WORKER
    cause = str(given.get("cause") or "")[:2]
    row: LegalAid = LegalAid.objects.create(
        person_id=case.person_id,
        case_id=case.pk,
        number=case.number,
        unit=case.unit,
        kind=kind,
        group=group,
        cause=cause,
        means_checked=not queries.no_means_check(kind, group, cause),
        income=Decimal(str(sealed["income"])) if sealed.get("income") else None,
        urgent=queries.is_urgent(given),
        asked_on=timezone.localdate(case.received_at),
        stage=given.get("stage") or AidStage.CONSULT,
    )
    audit.record("rights.legal-aid.asked", subject=row, by=by, kind=kind, number=case.number)
    follow_case(case=case, by=by, new=True)
    return row


@transaction.atomic
def grant_aid(*, case: Any, by: Any) -> LegalAid:
    """给予援助; refused where the law checks means and they are above the standard. The standard is kept."""
    row = _open(case)
    if row.means_checked and not (row.urgent and row.income is None):  # first help: means are told later
        if row.income is None:
            raise OverIncome(_("没有填写家庭人均收入，请先请申请人补充。"))
        within, rule = queries.within_income(row.income, str(case.unit.division_id or ""))
        row.rule = rule.as_json()
        if not within:
            raise OverIncome
    return _decided(row, case, granted=True, by=by)


@transaction.atomic
def refuse_aid(*, case: Any, by: Any) -> LegalAid:
    """不予援助: in writing, with the reason and where to object; never to a worker of a collective dispute (§4)."""
    group = queries.group_of(case)
    if group is not None and group.people >= rules.value("rights.collective-from"):
        raise MustBeGiven
    row = _decided(_open(case), case, granted=False, by=by)
    reason = next((one.words for one in read_cases.timeline(case, for_worker=True) if one.words), "")
    facts = {
        "applicant": papers.applicant(case), "respondent": papers.respondent(case), "matter": papers.matter(case),
        "kind": str(AidKind(row.kind).label), "reason": reason, "state": row.kind == AidKind.STATE,
    }  # fmt: skip
    papers.draw(case, "rights.legal-aid-refusal", facts, by=by, to_worker=True)
    return row


@transaction.atomic
def appoint(*, case: Any, by: Any, lawyer: Lawyer) -> Assignment:
    """指派: the lawyer's load grows by one; a letter tells what is asked of them."""
    row = _open(case)
    if (row.lawyer_desk_id, row.lawyer_id) == (lawyer.desk_id, lawyer.pk):
        raise NotNow(_("已经指派给这位律师。"))
    _hold(row, lawyer)
    chosen = _with_room(lawyer)
    if row.lawyer_id is not None:
        _let_go(row)
    made: Assignment = Assignment.objects.create(
        desk_id=chosen.desk_id, lawyer_id=chosen.pk, lawyer_name=chosen.name, unit=chosen.unit, case_id=case.pk,
        person_id=case.person_id, number=case.number, title=case.title, who=read_cases.who(case), kind=row.kind,
        assigned_on=timezone.localdate(),
    )  # fmt: skip
    row.lawyer_id, row.lawyer_desk_id, row.lawyer_name = chosen.pk, chosen.desk_id, chosen.name
    row.assigned_on = made.assigned_on
    _save(row, case, by, "appointed")
    facts = {
        "applicant": papers.applicant(case), "respondent": papers.respondent(case), "matter": papers.matter(case),
        "lawyer": chosen.name, "firm": chosen.firm, "certificate": chosen.certificate,
        "kind": str(AidKind(row.kind).label), "stage": str(AidStage(row.stage).label),
    }  # fmt: skip
    papers.draw(case, "rights.legal-aid-assignment", facts, by=by, to_worker=True)
    return made


@transaction.atomic
def progress_aid(*, case: Any, by: Any, stage: str) -> LegalAid:
    """It has come to mediation, arbitration, or court."""
    row = _open(case)
    row.stage = AidStage(stage)
    return _save(row, case, by, "progressed")


@transaction.atomic
def finish_aid(
    *,
    case: Any,
    by: Any,
    result: str,
    recovered: Decimal | None = None,
    subsidy: Decimal | None = None,
    archive_no: str = "",
) -> LegalAid:
    """结案: result, money recovered, and the subsidy owed to the lawyer as a payable to approve."""
    row = _open(case)
    if row.lawyer_id is None:
        raise NotNow
    row.result, row.recovered, row.subsidy = result, recovered, subsidy
    row.archive_no, row.ended_on = archive_no, timezone.localdate()
    _save(row, case, by, "finished")
    _let_go(row, result=result, recovered=recovered, subsidy=subsidy)
    figures.add("rights.aid_finished", unit=row.unit, day=row.ended_on)
    if recovered:
        figures.add("rights.aid_recovered", unit=row.unit, day=row.ended_on, n=int(recovered))
    if subsidy:
        funds.owe(
            unit=row.unit, amount=subsidy, payee=row.lawyer_name, subject=row, by=by,
            purpose=_("法律援助补贴 %(number)s") % {"number": case.number},
            because=_("法律援助案件办结：%(number)s") % {"number": case.number},
        )  # fmt: skip
    return row


@transaction.atomic
def withdraw_aid(*, case: Any, by: Any) -> LegalAid | None:
    """The applicant takes it back; a lawyer who had it has room again."""
    row = queries.aid_of(case, lock=True)
    if row is not None and row.ended_on is None:
        if row.lawyer_id is not None:
            _let_go(row)
        row.ended_on = timezone.localdate()
        _save(row, case, by, "withdrawn")
    return row


def _decided(row: LegalAid, case: Any, *, granted: bool, by: Any) -> LegalAid:
    if row.decided_on is None:  # whoever decides an objection does so for the union that decided first
        row.unit = case.unit
    row.granted, row.decided_on, row.decided_by_id = granted, timezone.localdate(), by.pk
    _save(row, case, by, "granted" if granted else "refused")
    if granted:
        figures.add("rights.aid_granted", unit=row.unit, day=row.decided_on)
    return row


def _hold(row: LegalAid, lawyer: Lawyer) -> None:
    """Both lawyers of a change of hands, always in the same order: two such changes at once cannot block each other."""
    wanted = sorted({(lawyer.desk_id, lawyer.pk), (row.lawyer_desk_id or 0, row.lawyer_id or 0)})
    for desk_id, pk in wanted:
        Lawyer.objects.at_desks([desk_id]).select_for_update(of=("self",)).filter(pk=pk).first()


def _with_room(lawyer: Lawyer) -> Lawyer:
    rows = Lawyer.objects.at_desks([lawyer.desk_id]).select_for_update(of=("self",)).select_related("unit")
    chosen: Lawyer = rows.get(pk=lawyer.pk)
    if not chosen.active or chosen.load >= chosen.most or chosen.certified_until < timezone.localdate():
        raise NoRoom
    chosen.load += 1
    chosen.save(force_update=True)
    return chosen


def _let_go(row: LegalAid, **ends: Any) -> None:
    """The lawyer's open assignment of this case ends."""
    rows = Assignment.objects.at_desks([row.lawyer_desk_id]).filter(number=row.number, ended_on=None)
    if rows.update(ended_on=timezone.localdate(), **ends):
        kept = Lawyer.objects.at_desks([row.lawyer_desk_id]).select_for_update(of=("self",)).get(pk=row.lawyer_id)
        kept.load = max(0, kept.load - 1)
        kept.save(force_update=True)


def _open(case: Any) -> LegalAid:
    row = queries.aid_of(case, lock=True)
    if row is None or row.ended_on is not None:
        raise NotNow
    return row


def _save(row: LegalAid, case: Any, by: Any, what: str) -> LegalAid:
    row.save(force_update=True)
    audit.record(f"rights.legal-aid.{what}", subject=row, by=by, number=row.number)
    follow_case(case=case, by=by)
    return row
