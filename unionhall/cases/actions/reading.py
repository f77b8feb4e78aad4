"""Privileged reads: opening what is sealed, and showing who hides behind a case. Each leaves a line."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.audit import actions as audit
from unionhall.kit import access
from unionhall.kit.access import NotAllowed
from unionhall.kit.text import in_house_language
from unionhall.orgs import queries as orgs
from unionhall.people import queries as people

from .. import queries
from ..choices import EventKind, Secrecy
from ..models import Case
from ..permissions import Cases
from ..refusals import NotNow, WordsNeeded
from .standing import refuse_own, require_work
from .telling import enter


@transaction.atomic
def read_sealed(*, case: Case, field: str, reason: str, by: Any) -> Any:
    """One sealed answer (C4), for someone who may read the case where it sits or helps; each reading is a line."""
    if not queries.reasons_to_see(by, case, queries.helpers_of(case)):
        raise NotAllowed
    refuse_own(case, by)
    if not reason.strip():
        raise WordsNeeded(gettext_lazy("请写明为什么需要看。"))
    answers = queries.sealed(case)
    if field not in answers:
        raise NotNow(gettext_lazy("本件没有这一项内容。"))
    audit.record("cases.words.read", subject=case, by=by, unit=case.unit, because=reason.strip(), field=field)
    return answers[field]


@transaction.atomic
def record_export(*, what: str, rows: int, filters: dict[str, str], by: Any) -> None:
    """The line a list leaves when it is taken out of the house as a file."""
    place = next(iter(access.outermost(access.holding(by, Cases.VIEW) or by.held)), None)
    unit = orgs.unit(place.unit_id) if place is not None else None
    audit.record("kit.export.made", by=by, unit=unit, what=what, rows=rows, filters=filters)


@in_house_language
@transaction.atomic
def reveal_identity(*, case: Case, reason: str, by: Any) -> dict[str, str]:
    """Name and telephone of who asks; needs a reason, and for a hidden identity a permission of its own."""
    needs = Cases.IDENTITY if case.secrecy == Secrecy.HIDDEN else Cases.WORK
    require_work(case, by, needs)
    if case.secrecy == Secrecy.ANONYMOUS:
        raise NotNow(gettext_lazy("本件为匿名来件，没有登记身份。"))
    if not reason.strip():
        raise WordsNeeded(gettext_lazy("请写明查看身份的理由。"))
    person = people.person(case.person_id)
    audit.record("cases.identity.revealed", subject=case, by=by, because=reason.strip(), secrecy=case.secrecy)
    enter(case, EventKind.NOTE, by=by, words=_("查看了来件人身份：%(reason)s") % {"reason": reason.strip()})
    return {"name": person.name, "phone": person.phone.reveal() if person.phone else ""}
