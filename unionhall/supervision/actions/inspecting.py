"""Inquiry: supervisors named and recused, records written, breach found or not, result told."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.accounts import queries as accounts
from unionhall.audit import actions as audit
from unionhall.documents import actions as documents
from unionhall.kit import figures
from unionhall.kit.access import Level
from unionhall.kit.text import full_day, in_house_language
from unionhall.matters import actions as matters
from unionhall.rules import queries as rules

from .. import queries
from ..choices import InspectionStage, RecordKind
from ..models import Inspection, Record, Supervisor, TeamMember
from ..permissions import Supervision
from ..refusals import Changed, NotInOrder, TooFew
from .clues import end_case, held, in_the_past
from .facts import employer_facts, refuse_complainant, team_facts

SHOWN_BY = {
    RecordKind.TALK: "supervision.talk-supervisors",
    RecordKind.INQUIRY: "supervision.inquiry-supervisors",
    RecordKind.REFUSED: "supervision.inquiry-supervisors",
}  # the rule that says how many supervisors are there


def _require(inspection: Inspection, by: Any) -> None:
    """Held to the end of the transaction, so that nobody closes it meanwhile."""
    matters.require_impartial(Supervision.INSPECT, matter=inspection, by=by)
    if held(inspection).is_closed:
        raise NotInOrder(gettext_lazy("这件监督事项已经办结。"))


@transaction.atomic
def name_supervisor(*, inspection: Inspection, supervisor: Supervisor, by: Any) -> TeamMember:
    """Add one supervisor with a valid certificate, of this union or of one above it."""
    _require(inspection, by)
    today = timezone.localdate()
    if not supervisor.may_inquire(today):
        raise NotInOrder(gettext_lazy("这名监督员的证件已过期或已卸任，不能参加调查。"))
    if not inspection.unit.path.startswith(supervisor.unit.path):
        raise NotInOrder(gettext_lazy("监督员须来自本级或上级工会。"))
    member, new = TeamMember.objects.get_or_create(
        desk_id=inspection.desk_id,
        matter_id=inspection.pk,
        supervisor_id=supervisor.pk,
        defaults={
            "name": supervisor.name,
            "certificate_no": supervisor.certificate_no,
            "valid_until": supervisor.expires_on,
            "named_on": today,
        },
    )
    if not new:
        raise NotInOrder(gettext_lazy("这名监督员已经在名单上（或已回避）。"))
    audit.record(
        "supervision.team.named",
        subject=member,
        by=by,
        unit=inspection.unit,
        number=inspection.number,
        certificate=member.certificate_no,
    )
    return member


@transaction.atomic
def recuse(*, inspection: Inspection, member: TeamMember, because: str, by: Any) -> TeamMember:
    """回避: an own or close relative's interest; whoever is recused takes no further part."""
    _require(inspection, by)
    if not because.strip():
        raise NotInOrder(gettext_lazy("请写明回避的理由。"))
    member.refresh_from_db()
    if member.recused:
        raise Changed
    member.recused_because = because.strip()[:200]
    member.save(update_fields=["recused_because"])
    audit.record(
        "supervision.team.recused",
        subject=member,
        by=by,
        unit=inspection.unit,
        number=inspection.number,
        because=member.recused_because,
    )
    return member


def check_team(case: Inspection, rule: str = "supervision.inquiry-supervisors") -> list[TeamMember]:
    """Those who may inquire today; TooFew below the number the rule names (LT-8)."""
    today = timezone.localdate()
    team = [one for one in queries.team_of(case) if not one.recused and one.valid_until >= today]
    least = int(rules.value(rule, place=queries.place_of(case.unit, case.employer)))
    if len(team) < least:
        raise TooFew if least > 1 else NotInOrder(gettext_lazy("听取意见须由一名以上持证监督员进行，请先指定监督员。"))
    return team


@in_house_language
@transaction.atomic
def add_record(
    *, inspection: Inspection, kind: str, on: date, place: str, words: str, by: Any, heard: str = ""
) -> Record:
    """Write down a talk, an inquiry, the evidence, or that papers were refused; drawn up as a paper to be signed."""
    _require(inspection, by)
    if inspection.stage_code == InspectionStage.CLUE:
        raise NotInOrder(gettext_lazy("请先受理线索，再做笔录。"))
    in_the_past(on, _("日期"))
    rule = SHOWN_BY.get(RecordKind(kind))
    team = check_team(inspection, rule) if rule else queries.team_of(inspection)
    if not words.strip():
        raise NotInOrder(gettext_lazy("请写明内容。"))
    shown = team_facts(team)
    facts = employer_facts(inspection.employer) | {
        "number": inspection.number,
        "kind": str(RecordKind(kind).label),
        "on": on,
        "place": place,
        "heard": heard,
        "team": shown,
        "words": words.strip(),
        "unit": inspection.unit.name,
    }
    refuse_complainant(inspection, facts)
    paper = documents.draw_up(
        kind="supervision.record",
        unit=inspection.unit,
        facts=facts,
        by=by,
        subject=inspection,
        employer=inspection.employer,
        addressee=heard or inspection.unit.name,
        case_number="",
    )
    row: Record = Record.objects.create(
        desk_id=inspection.desk_id,
        matter_id=inspection.pk,
        kind=kind,
        on=on,
        place=place.strip()[:120],
        heard=heard.strip()[:60],
        team=shown,
        words=words.strip(),
        document_id=paper.pk,
        by_id=by.pk,
        by_name=str(by)[:60],
    )
    if kind == RecordKind.TALK and inspection.heard_on is None:
        rows = Inspection.objects.at_desks([inspection.desk_id]).filter(pk=inspection.pk)
        rows.update(heard_on=on)
        inspection.heard_on = on
    audit.record(
        "supervision.record.written", subject=row, by=by, unit=inspection.unit, number=inspection.number, kind=str(kind)
    )
    return row


# --- what follows from moves; they run in the move's transaction ------------------------------------------------------


def check_consult(case: Inspection, by: Any) -> None:
    """Retaliation, minors and mass events go to inquiry at once."""
    if case.goes_straight:
        raise NotInOrder(gettext_lazy("打击报复、涉及未成年工和群体性事件不经协商，请直接调查。"))


@transaction.atomic
def consult(*, case: Inspection, by: Any, both_wish: bool) -> None:
    """协商 only if both sides wish it."""
    if not both_wish:
        raise NotInOrder(gettext_lazy("双方都愿意才能协商处理。"))


def check_inquiry(case: Inspection, by: Any) -> None:
    check_team(case)


@in_house_language
@transaction.atomic
def begin_inquiry(*, case: Inspection, by: Any, consented: bool, plan: str) -> None:
    """The union has agreed, two supervisors are named, the plan is written."""
    if not consented:
        raise NotInOrder(gettext_lazy("调查须经工会同意。"))
    case.consented = True
    add_record(
        inspection=case, kind=RecordKind.PLAN, on=timezone.localdate(), place=case.unit.name[:120], words=plan, by=by
    )


def check_breach(case: Inspection, by: Any) -> None:
    """A breach is found by an inquiry that was written down; a federation has heard the employers' bodies as well."""
    written = {one.kind for one in queries.records_of(case)}
    if RecordKind.INQUIRY not in written:
        raise NotInOrder(gettext_lazy("请先登记由两名监督员参加的调查笔录，再认定违法事实。"))
    if case.unit.level <= Level.COUNTY and RecordKind.BODIES not in written:
        raise NotInOrder(gettext_lazy("地方总工会调查的，还须听取企业代表组织的意见，请先登记。"))


def check_none(case: Inspection, by: Any) -> None:
    """Nobody is told that nothing was found before somebody was heard."""
    if not {one.kind for one in queries.records_of(case)} & {RecordKind.TALK, RecordKind.INQUIRY}:
        raise NotInOrder(gettext_lazy("请先登记谈话笔录或者调查笔录，再作出未发现违法的结论。"))


@transaction.atomic
def find_breach(*, case: Inspection, by: Any, workers: int) -> None:
    """Breach found: how many workers it touches; letters may be written."""
    case.found_on, case.workers = timezone.localdate(), workers


@in_house_language
@transaction.atomic
def explain_no_breach(*, case: Inspection, by: Any, explanation: str) -> None:
    """No breach: told to the worker, in writing."""
    _draw(case, "supervision.explanation", {"words": explanation}, by=by)
    _end(case, explanation, by=by)


@in_house_language
@transaction.atomic
def settle(*, case: Inspection, by: Any, on: date, terms: str, recovered: Decimal, people: int) -> None:
    """Both sides agreed: the terms as a paper, the result counted."""
    in_the_past(on, _("协商日期"))
    _draw(case, "supervision.settlement", {"words": terms, "on": on, "recovered": recovered, "people": people}, by=by)
    case.recovered, case.people_helped = recovered, people
    told = _("双方已于%(day)s协商解决：%(terms)s") % {"day": full_day(on), "terms": terms}
    _end(case, told, by=by)


def check_no_open_letters(case: Inspection, by: Any) -> None:
    if waiting := queries.open_letters_of(case):
        words = _("还有没有办结的函件：%(numbers)s。请先办结或撤回。")
        raise NotInOrder(words % {"numbers": _("、").join(one.number for one in waiting)})


@in_house_language
@transaction.atomic
def close_inspection(*, case: Inspection, by: Any, result: str, recovered: Decimal, people: int) -> None:
    """The closing report: letters, money recovered, people; the worker is told."""
    case.recovered, case.people_helped = recovered, people
    letters = [[one.number, str(one.get_kind_display()), str(one.stage.title)] for one in queries.letters_about(case)]  # type: ignore[attr-defined]
    _draw(
        case,
        "supervision.closing",
        {
            "words": result,
            "letters": letters,
            "recovered": recovered,
            "people": people,
            "team": team_facts(queries.team_of(case)),
        },
        by=by,
    )
    _end(case, result, by=by)


def _draw(case: Inspection, kind: str, facts: dict[str, Any], *, by: Any) -> None:
    head = employer_facts(case.employer) | {
        "number": case.number,
        "scope": case.get_scope_display(),
        "unit": case.unit.name,
        "day": timezone.localdate(),  # type: ignore[attr-defined]
    }
    whole = head | facts
    refuse_complainant(case, whole)
    documents.draw_up(kind=kind, unit=case.unit, facts=whole, by=by, subject=case, employer=case.employer)


def _end(case: Inspection, words: str, *, by: Any) -> None:
    """Counted where it is now; the worker's case is closed with the result."""
    case.closed_unit_id, today = case.unit_id, timezone.localdate()
    figures.add("supervision.recovered", unit=case.unit, day=today, n=int(case.recovered))
    figures.add("supervision.people", unit=case.unit, day=today, n=case.people_helped)
    place = queries.place_of(case.unit, case.employer)
    due = rules.span("supervision.tell-worker", start=today, place=place).due
    end_case(inspection=case, words=words, by=by, tell_by=due)


@transaction.atomic
def refer_onward(*, inspection: Inspection, by: Any) -> None:
    """The authority has it: the inspection waits for its feedback; it follows from the letter, whoever served that."""
    if inspection.stage_code == InspectionStage.LETTER:
        matters.move(matter=inspection, name="refer", by=accounts.system_user("clock"))
