"""What happened elsewhere and concerns a hazard: an employer's reply by its link, a report given to another union."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.kit.text import in_house_language
from unionhall.matters import actions as matters

from .. import queries
from .hazards import restart_clock
from .overdue import carry_overdue


@in_house_language
@transaction.atomic
def note_answer(*, matter: Any, number: str, by: Any) -> None:
    """The employer has answered a letter: those who have the matter read it in the timeline."""
    matters.note(matter=matter, words=_("用人单位已答复文书 %(number)s，请登记答复内容。") % {"number": number}, by=by)


@in_house_language
@transaction.atomic
def follow_case(*, hazard: Any, unit: Any, by: Any) -> None:
    """The hazard goes where its report went; at another county's desk it stays, and its timeline says where to ask."""
    reason = _("职工的报告已转由%(unit)s办理") % {"unit": unit.name}
    if unit.desk_id == hazard.desk_id:
        stands = queries.overdue_now(hazard)
        matters.pass_to(matter=hazard, unit=unit, by=by, reason=reason)
        if stands is not None:
            carry_overdue(stands, unit, by=by)
        restart_clock(hazard, by=by)
    else:
        matters.note(matter=hazard, words=reason, by=by)
