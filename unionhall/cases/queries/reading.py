"""One case: for the worker whose it is, for staff where it sits, for a sender with a code or a link."""

import json
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.utils.translation import gettext as _

from unionhall.kit import access, mask
from unionhall.orgs import queries as orgs
from unionhall.people import queries as people
from unionhall.workflow import Panel

from .. import tokens
from ..choices import AS_SENT, ONLINE, AppointmentState, Secrecy
from ..models import Appointment, Attachment, Case, CaseNumber, DeskCase, Draft, Helper, Hop
from .lists import reach


def my_case(user: Any, number: str) -> Case:
    """The worker's own case; for anyone else it does not exist."""
    found = Case.objects.of(user).select_related("unit", "employer").filter(number=number).first()
    if found is None:
        raise Http404
    return found


def case_for(user: Any, number: str, *, needs: str = "") -> Case:
    """The case, if `user` may read it where it sits or where its help was asked; for anyone else it does not exist.

    `needs` is one permission more that must be held at the unit that has it.
    """
    rows = DeskCase.objects.at_desks(reach(user)).visible_to(user)
    row = rows.filter(number=number).order_by("helper").first()
    if row is None:
        raise Http404
    case = case_at_desk(row)
    if needs:
        access.require(user, needs, at=case.unit)
    return case


def case_at_desk(row: DeskCase) -> Case:
    """The case a desk row is the copy of."""
    case = Case.objects.of(row.person_id).select_related("unit", "employer").get(pk=row.case_id)
    case.who_at_desk = row.who
    return case


def by_query_code(number: str, code: str) -> Case | None:
    """The case of an anonymous sender who knows its number and code; None if either is wrong."""
    try:
        desk = orgs.township_unit(number[:6])
    except ObjectDoesNotExist:
        return None
    kept = CaseNumber.objects.at_desks([desk.desk_id]).filter(number=number).first()
    if kept is None:
        return None
    case = Case.objects.of(kept.person_id).select_related("unit", "employer").get(pk=kept.case_id)
    return case if tokens.matches(code.strip().upper(), case.query_code) else None


def by_rate_token(token: str) -> Case | None:
    """The case a rating link belongs to, used or not; None for a link that was never ours."""
    read = tokens.read_rate_link(token)
    if read is None:
        return None
    return Case.objects.of(read[0]).select_related("unit").filter(pk=read[1]).first()


def sealed(case: Case) -> dict[str, Any]:
    """The sealed answers, opened: for the service's own actions and for actions that record who read them."""
    return json.loads(case.words.reveal()) if case.words else {}


def as_sent(case: Case) -> dict[str, Any]:
    """Every answer as the sender gave it, the sealed ones opened: for the sender alone, whose own words are no secret.

    Empty where staff wrote the request down: those are not the sender's own words.
    """
    if case.channel not in ONLINE:
        return {}
    return {**case.answers, **case.answers.get(AS_SENT, {}), **sealed(case)}


def who(case: Case, user: Any = None) -> str:
    """Who asks, as a page may print it: the worker reads the own name, staff a mask, nobody a hidden one."""
    if case.secrecy == Secrecy.ANONYMOUS:
        return _("匿名")
    if user is not None and getattr(user, "pk", None) == case.person_id:
        return people.person(case.person_id).name
    if case.secrecy == Secrecy.HIDDEN:
        return _("身份已隐藏")
    return case.who_at_desk or mask.name(people.person(case.person_id).name)


def current_hop(case: Case) -> Hop | None:
    """The unit's turn that is running; None once it is closed."""
    return Hop.objects.of(case.person_id).filter(case_id=case.pk, left_at=None).order_by("-since", "-pk").first()


def helpers_of(case: Case) -> list[Helper]:
    """Units asked to help, and what they answered."""
    if not case.helper_desks:
        return []
    rows = Helper.objects.at_desks(case.helper_desks).filter(case_id=case.pk)
    return list(rows.select_related("unit").order_by("asked_at"))


def attachments_of(case: Case) -> list[Attachment]:
    return list(Attachment.objects.of(case.person_id).filter(case_id=case.pk).order_by("pk"))


def attachment_of(case: Case, pk: int) -> Attachment:
    found = Attachment.objects.of(case.person_id).filter(case_id=case.pk, pk=pk).first()
    if found is None:
        raise Http404
    return found


def appointments_of(case: Case) -> list[Appointment]:
    """All but the cancelled, soonest first."""
    rows = Appointment.objects.of(case.person_id).filter(case_id=case.pk).exclude(state=AppointmentState.CANCELLED)
    return list(rows.select_related("unit").order_by("starts_at", "pk"))


def appointment_of(case: Case, pk: int) -> Appointment:
    found = Appointment.objects.of(case.person_id).filter(case_id=case.pk, pk=pk).first()
    if found is None:
        raise Http404
    return found


def panels_of(case: Case, user: Any, face: str) -> list[Panel]:
    """What the service shows on this case's page, for staff ("desk") or the worker ("home")."""
    found = (panel(case=case, user=user, face=face) for panel in case.service.panels)
    return [one for one in found if one is not None]


def case_of(person_id: int, case_id: int) -> Case:
    """The case of a row that names it: for actions and duties, which ask who may themselves."""
    return Case.objects.of(person_id).select_related("unit", "employer").get(pk=case_id)


def handed_on(case: Case) -> list[Case]:
    """Every case of the same matter, from one handed over to the next: `case` itself first, then the others."""
    handed = Case.objects.of(case.person_id).exclude(handed_over_from=None)
    links, found = list(handed.values_list("pk", "handed_over_from")), {case.pk}
    while more := {one for link in links if found & set(link) for one in link} - found:
        found |= more
    others = Case.objects.of(case.person_id).filter(pk__in=found - {case.pk}).select_related("unit", "employer")
    return [case, *others.order_by("pk")] if len(found) > 1 else [case]


def case_of_line(line: Any) -> Case | None:
    """The case an audit line tells of; None for a line about anything else."""
    person_id = getattr(line, "person_id", None)
    if person_id is None or line.subject_type != "cases.Case":
        return None
    return Case.objects.of(person_id).select_related("unit", "employer").filter(pk=int(line.subject_id)).first()


def draft_of(user: Any, service_code: str) -> Draft | None:
    """What the worker has begun and not sent."""
    return Draft.objects.of(user).filter(service_code=service_code).first()


def reasons_to_see(user: Any, case: Case, helpers: list[Helper]) -> list[access.Held]:
    """The roles that answer «why can I see this?», at the unit that has it or one that helps."""
    places = [case.unit, *(helper.unit for helper in helpers)]
    return list({held for place in places for held in access.why(user, case.service.view, at=place)})
