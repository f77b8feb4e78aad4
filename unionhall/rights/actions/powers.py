"""授权: the power of attorney of one worker, and the one by which a group names who speaks for it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.cases import actions as cases
from unionhall.cases import queries as read_cases
from unionhall.cases.choices import Secrecy
from unionhall.cases.permissions import Cases
from unionhall.documents import actions as documents
from unionhall.documents import queries as read_documents
from unionhall.kit.access import require
from unionhall.kit.text import in_house_language
from unionhall.rules import queries as rules

from .. import queries
from ..choices import AidStage, Cause, Power
from ..models import Group
from ..refusals import NotNow, WrongNumber
from . import facts as papers
from .groups import locked_group

KIND, OF_GROUP = "rights.power-of-attorney", "rights.group-power"


@in_house_language
@transaction.atomic
def draw_power(
    *, case: Any, by: Any, agent: str, firm: str, power: str, stages: list[str], certificate: str = "", phone: str = ""
) -> Any:
    """授权委托书 for the worker to sign; drawn anew while the one before is a draft. Refused for the nameless."""
    cases.hold(case=case, by=by, needs=Cases.WORK)  # two who draw it at once: the later draws the draft anew
    if case.secrecy == Secrecy.ANONYMOUS or power not in Power or not agent.strip():
        raise NotNow(_("匿名来件没有可以委托的人；请写明代理人和代理权限。"))
    facts = {
        "applicant": papers.applicant(case),
        "respondent": papers.respondent(case),
        "matter": papers.matter(case),
        "agent": {"name": agent.strip(), "firm": firm.strip(), "certificate": certificate, "phone": phone},
        "power": power,
        "stages": [str(AidStage(one).label) for one in stages if one in AidStage.values],
    }
    if before := _draft(case, KIND):
        return documents.redraw(document=before, facts=facts, by=by)
    return papers.draw(case, KIND, facts, by=by, to_worker=True)


@in_house_language
@transaction.atomic
def draw_group_power(*, group: Group, by: Any, power: str) -> Any:
    """推选代表授权书: the group's workers, named from their own cases, and the three to five who speak for them.

    Whoever hides the name, and whoever's case `by` does not work on, is counted and not named.
    """
    held = locked_group(group)  # two who draw it at once: the later draws the draft anew
    require(by, Cases.WORK, at=held.unit)
    members, firm = queries.members_of(group), group.employer
    speakers = [one for one in members if one.speaks]
    if len(speakers) < int(rules.value("rights.representatives-from")):
        raise WrongNumber
    named = {one.number: papers.applicant(case) for one, case in _open_to(members, by)}
    if any(one.number not in named for one in speakers):
        raise NotNow(_("代表须实名：有代表隐藏了身份，或者其诉求不在您的办理范围内。"))
    facts = {
        "number": group.number,
        "respondent": {"name": firm.name, "code": firm.credit_code} if firm is not None else {"name": "", "code": ""},
        "cause": str(Cause(group.cause).label) if group.cause in Cause.values else "",
        "principals": [{"name": one["name"], "id_number": one["id_number"]} for one in named.values()],
        "unnamed": len(members) - len(named),
        "speakers": [named[one.number] for one in speakers],
        "power": Power(power).value,
    }
    if before := _draft(group, OF_GROUP):
        return documents.redraw(document=before, facts=facts, by=by)
    return documents.draw_up(kind=OF_GROUP, unit=group.unit, facts=facts, by=by, subject=group, employer=group.employer)


def _open_to(members: list[Any], by: Any) -> list[tuple[Any, Any]]:
    found = [(one, read_cases.case_of(one.person_id, one.case_id)) for one in members]
    return [
        (one, case) for one, case in found if case.secrecy == Secrecy.OPEN and read_cases.may_work(by, case, Cases.WORK)
    ]


def _draft(subject: Any, kind: str) -> Any:
    found = [one for one in read_documents.of_subject(subject) if one.kind_code == kind and one.is_draft]
    return found[0] if found else None
