"""法人资格证书 and a term that is put off: both end with the union's term, and both need the level above."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit
from unionhall.kit import access

from .. import queries
from ..choices import AT_WORK, UnitState
from ..models import Unit
from ..permissions import Orgs
from ..refusals import NotInOrder
from ..rules import months_later, rules
from .units import checked_code, locked_unit


@transaction.atomic
def extend_term(*, unit: Unit, until: date, approval_no: str, by: Any) -> Unit:
    """The level above agrees that the election comes late: once a term, by no more than the months of the rule."""
    unit = locked_unit(unit)
    above = queries.parent_of(unit)
    access.require(by, Orgs.FOUND, at=above or unit)
    if unit.state not in AT_WORK or unit.term_end is None:
        raise NotInOrder(_("只有登记了任期、正常或届满未换届的工会才能延期换届。"))
    if unit.extended_until is not None:
        raise NotInOrder(_("本届已经批准过一次延期，请尽快换届。"))
    latest = months_later(unit.term_end, rules().extension_months)
    if not approval_no.strip() or not unit.term_end < until <= latest:
        raise NotInOrder(
            _("请填写批复文号；延期到的日期应在任期届满之后，最晚不超过 %(latest)s。") % {"latest": latest.isoformat()}
        )
    unit.extended_until, unit.extension_no, unit.term_alarm = until, approval_no.strip(), None
    if until >= timezone.localdate():
        unit.state = UnitState.ACTIVE
    unit.version += 1
    unit.save()
    audit.record(
        "orgs.unit.term_extended", subject=unit, by=by, unit=unit, because=approval_no, until=until.isoformat()
    )
    return unit


@transaction.atomic
def keep_certificate(*, unit: Unit, credit_code: str, valid_from: date, valid_until: date, by: Any) -> Unit:
    """The registrar (the general union of the county, or above) issues, renews or changes the certificate.

    It runs no longer than the term it was given for; what it states is then up to date.
    """
    unit = locked_unit(unit)
    access.require(by, Orgs.FOUND, at=queries.registrar_of(unit))
    if unit.state not in AT_WORK:
        raise NotInOrder(_("只有正常或届满未换届的工会才能登记法人资格。"))
    ends = unit.runs_until
    if ends is None or not valid_from < valid_until <= ends:
        raise NotInOrder(_("证书有效期应晚于发证日期，且不超过本届任期（含批准的延期）。请先登记任期。"))
    if valid_from > timezone.localdate():
        raise NotInOrder(_("发证日期不能晚于今天。"))
    unit.credit_code = checked_code(credit_code, besides=unit)
    unit.certificate_from, unit.certificate_until, unit.change_due = valid_from, valid_until, None
    unit.certificate_alarm = None
    unit.version += 1
    unit.save()
    audit.record(
        "orgs.unit.certified", subject=unit, by=by, unit=unit, credit_code=unit.credit_code,
        until=valid_until.isoformat(),
    )  # fmt: skip
    return unit
