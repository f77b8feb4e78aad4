"""转接: the same matter goes on as another service, with the worker's consent and without typing anything again."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.audit import actions as audit
from unionhall.kit.text import in_house_language
from unionhall.people import actions as people

from .. import queries
from ..catalogue import services
from ..choices import Channel, EventKind, Secrecy
from ..keeping import Kept
from ..models import Attachment, Case
from ..permissions import Cases
from ..refusals import ConsentNeeded, NotOffered
from .moving import move
from .opening import open_case
from .standing import require_work, still_open, write
from .telling import enter

CONSENT = "cases.hand-over"
CONSENT_VERSION = "1"


@in_house_language
@transaction.atomic
def hand_over(*, case: Case, to: str, by: Any, consent: bool, papers: bool = True) -> Case:
    """Open a case of the service `to` for the same person from this one's answers; returns the new case.

    Its citizen clock starts now and it names its origin; the old case goes on, or makes the move its service names.
    """
    still_open(case)
    require_work(case, by, Cases.WORK)
    target = services[to] if to in case.service.hands_over_to and to in services else None
    if target is None or target.takes_over is None or case.secrecy == Secrecy.ANONYMOUS:
        raise NotOffered(gettext_lazy("这件诉求不能转接到该项服务。"))
    if not consent:
        raise ConsentNeeded
    person = case.person
    people.give_consent(
        person=person,
        purpose=CONSENT,
        text_version=CONSENT_VERSION,
        separate=True,
        channel=case.channel,
        subject_id=f"{case.number}:{to}",
        by=by,
    )
    answers = target.takes_over({**queries.sealed(case), **case.answers, "handled_by": case.unit_id})
    private = set(getattr(target.form, "private", ()))
    new = open_case(
        service=target,
        person=person,
        answers={name: value for name, value in answers.items() if name not in private},
        sealed={name: value for name, value in answers.items() if name in private},
        papers=_papers_of(case) if papers else None,
        headline=case.title if case.title != str(case.service.title) else "",
        by=by,
        channel=Channel.TRANSFER,
        secrecy=case.secrecy if target.may_hide_identity else Secrecy.OPEN,
        employer=case.employer,
        token=f"hand-over:{case.number}:{to}:{case.reopened}",
        agreed=[one.purpose for one in target.agrees],
        handed_over_from=case,
    )
    enter(case, EventKind.HANDED_OVER, by=by, for_worker=True, number=new.number, service=to)
    enter(new, EventKind.HANDED_OVER, by=by, words=_("由“%(title)s”转来") % {"title": case.title}, number=case.number)
    audit.record("cases.case.handed-over", subject=case, by=by, to=new.number, service=to)
    write(case)
    if follow := case.service.after_hand_over.get(to):
        _agree_to_move(case, follow, by=by)
        move(case=case, name=follow, by=by, says=_("已转接：%(number)s") % {"number": new.number})
    return new


def _agree_to_move(case: Case, name: str, *, by: Any) -> None:
    """Who agrees to the hand-over agrees to the move that is nothing but that hand-over."""
    step = queries.step_for(case, name)
    if step is not None and step.consent:
        people.give_consent(
            person=case.person, purpose=step.consent, text_version=CONSENT_VERSION, separate=True,
            channel=case.channel, subject_id=case.number, by=by,
        )  # fmt: skip


def _papers_of(case: Case) -> dict[str, list[Kept]]:
    """The same files, named again by the new case; nothing is copied or asked for twice."""
    papers: dict[str, list[Kept]] = {}
    for row in Attachment.objects.of(case.person_id).filter(case_id=case.pk):
        paper = Kept(row.name, row.kind, row.size, row.sha256, row.file, row.thumbnail)
        papers.setdefault(row.field, []).append(paper)
    return papers
