"""监管部门: that it was told of a hazard, by telephone or in person, whatever stage the hazard is in."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit.text import in_house_language, moment
from unionhall.matters import actions as matters

from ..models import Hazard
from ..permissions import Safety
from ..refusals import Changed, NotYet
from .keeping import full_minute, keep


@in_house_language
@transaction.atomic
def tell_authority(*, hazard: Hazard, authority: str, told_at: datetime, by: Any) -> None:
    """Stage and clocks stay as they are: verifying, proposing and deciding go on."""
    matters.require_impartial(Safety.WORK, matter=hazard, by=by)
    row = Hazard.objects.at_desks([hazard.desk_id]).select_for_update(of=("self",)).get(pk=hazard.pk)
    if row.authority_told_at is not None or row.is_closed:
        raise Changed
    if told_at < full_minute(row.seen_at):
        raise NotYet(_("报告时间不能早于发现隐患的时间。"), field="told_at")
    keep(hazard, authority=authority, authority_told_at=told_at)
    words = _("已报告%(who)s（%(at)s）。") % {"who": authority, "at": moment(told_at)}
    matters.note(matter=hazard, words=words, by=by)
    audit.record(
        "safety.hazard.authority-told", subject=hazard, by=by, unit=hazard.unit, number=hazard.number,
        employer_id=hazard.employer_id,
    )  # fmt: skip
