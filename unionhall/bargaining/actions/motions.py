"""提案: filed by a delegate with seconders, accepted, answered by a department, judged by the proposer."""

from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.accounts import queries as accounts
from unionhall.channels import actions as channels
from unionhall.kit import access
from unionhall.kit.refusal import Refusal
from unionhall.kit.text import in_house_language
from unionhall.matters import actions as matters
from unionhall.matters import queries as read_matters

from .. import standards
from ..choices import Satisfaction
from ..models import Congress, Deputy, Motion, Session
from ..permissions import Bargaining
from ..refusals import NotADeputy, NotNow, SecondersNeeded
from ..typed import names_in
from .standing import locked, not_future, only_once


@in_house_language
@transaction.atomic
def file_motion(
    *, congress: Congress, klass: str, title: str, reason: str, proposal: str, seconders: str, by: Any,
    proposer: Deputy | None = None, session: Session | None = None,
) -> Motion:  # fmt: skip
    """A motion of a delegate: by themselves, or entered by the union for the one named."""
    mine = Deputy.objects.at_desks([congress.desk_id]).filter(congress_id=congress.pk, until=None)
    if proposer is None:
        proposer = mine.filter(person_id=by.pk).first()
        if proposer is None:
            raise NotADeputy
    elif proposer.person_id != by.pk:
        access.require(by, Bargaining.CONGRESS, at=congress.unit)
    if proposer.congress_id != congress.pk or proposer.until is not None or proposer.without_vote:
        raise NotADeputy
    if locked(congress).ended_on is not None:
        raise NotNow
    _check_seconders(congress, proposer, seconders)
    open_ones = Motion.objects.at_desks([congress.desk_id]).open().filter(congress_id=congress.pk)
    only_once(open_ones.filter(proposer_name=proposer.name, title=title.strip()), field="title")
    made: Motion = matters.open_matter(
        model=Motion, unit=congress.unit, by=by, title=title.strip(), employer=congress.employer, words=proposal,
        congress_id=congress.pk, session_id=session.pk if session is not None else None, klass=klass,
        proposer_id=proposer.person_id, proposer_name=proposer.name, seconders=seconders.strip(), reason=reason.strip(),
        proposal=proposal.strip(),
    )  # fmt: skip
    return made


def _check_seconders(congress: Congress, proposer: Deputy, seconders: str) -> None:
    """Enough others: whoever proposes does not second."""
    least = standards.number("bargaining.motion-seconders", standards.place_of(congress.unit, congress.employer))
    if len(set(names_in(seconders)) - {proposer.name}) < least:
        raise SecondersNeeded(_("提案至少要有%(least)d名职工代表附议。") % {"least": least})


def accepted(*, case: Motion, by: Any, department: str) -> None:
    case.department = department.strip()
    _tell(case, _("您的提案已立案，由%(department)s办理。") % {"department": department}, by)


def declined(*, case: Motion, by: Any) -> None:
    step = read_matters.last_step(case, "decline")
    why = step.words.reveal() if step is not None and step.words else ""
    _tell(case, _("您的提案没有立案：%(why)s") % {"why": why}, by)


def answered(*, case: Motion, by: Any, on: date, reply: str) -> None:
    not_future(on)
    case.reply, case.replied_on = reply.strip(), on
    _tell(case, _("您的提案有了答复，请评价是否满意。"), by)


def satisfied(*, case: Motion, by: Any, satisfaction: str) -> None:
    case.satisfaction = satisfaction


def unsatisfied(*, case: Motion, by: Any) -> None:
    """It goes back to the department, with new time."""
    case.satisfaction, case.reply, case.replied_on = Satisfaction.NOT, "", None


@in_house_language
@transaction.atomic
def rate_reply(*, motion: Motion, satisfaction: str, by: Any, says: str = "") -> Motion:
    """The proposer's own word on the reply, in the name of the duty that keeps motions moving."""
    if motion.proposer_id != by.pk:
        raise NotADeputy
    if motion.stage_code != "answered":
        raise NotNow
    if satisfaction == Satisfaction.NOT and not says.strip():
        raise Refusal(_("请写明哪里不满意。"))
    words = _("提案人评价：%(word)s。%(says)s") % {"word": Satisfaction(satisfaction).label, "says": says}
    name = "unsatisfied_own" if satisfaction == Satisfaction.NOT else "satisfied_own"
    duty = accounts.system_user("portal")
    facts = {} if satisfaction == Satisfaction.NOT else {"satisfaction": satisfaction}
    moved: Motion = matters.move(matter=motion, name=name, by=duty, says=words.strip(), **facts)
    return moved


def _tell(case: Motion, words: str, by: Any) -> None:
    if case.proposer_id is not None:
        channels.tell(
            person_id=case.proposer_id, kind="bargaining.motion/told", title=case.title, words=words, by=by,
            link=reverse("bargaining:my-motion", args=[case.number]),
        )  # fmt: skip
