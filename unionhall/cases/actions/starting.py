from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.audit import actions as audit
from unionhall.kit.access import NotAllowed
from unionhall.kit.text import in_house_language
from unionhall.workflow import Service

from .. import tokens
from ..choices import Channel, EventKind, Status
from ..models import Case
from ..refusals import NotOffered
from .opening import open_case
from .standing import locked
from .telling import enter, headline, tell_worker


@in_house_language
@transaction.atomic
def start_for(*, service: Service, person: Any, answers: Mapping[str, Any], by: Any, token: str) -> Case:
    """Staff of a union the service names as a side send the request for the person, who is told and may withdraw."""
    sides = service.sides(person=person, answers=answers) if service.sides is not None else []
    acting = next((unit for unit in sides if by.may(service.staff_may, at=unit)), None)
    if acting is None:
        raise NotAllowed
    running = Case.objects.of(person).exclude(status=Status.CLOSED).filter(service_code=service.code)
    if running.exclude(submission=tokens.digest(token)).exists():
        raise NotOffered(gettext_lazy("这位会员已有一件同样的申请在办，请等它办结。"))
    case = open_case(service=service, person=person, answers=answers, by=by, channel=Channel.STATION, token=token)
    if case.version:  # sent twice: told already
        return case
    _tell(locked(case), acting, by=by)
    return case


def _tell(case: Case, acting: Any, *, by: Any) -> None:
    words = _("由%(unit)s %(name)s替本人提交") % {"unit": acting, "name": by}
    enter(case, EventKind.FACT, by=by, words=words, for_worker=True, started_at=acting.pk)
    audit.record("cases.case.started-for", subject=case, by=by, unit=acting, because=words, service=case.service_code)
    title = _("工会替您提交了申请：%(case)s") % {"case": headline(case)}
    more = _("%(who)s。您可以查看进度，不同意可以撤回。") % {"who": words}
    tell_worker(case, "started-for", title, more, by=by, key=f"for:{case.pk}")
