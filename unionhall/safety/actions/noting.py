"""What happened elsewhere and concerns a hazard: an employer's reply by its link."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.kit.text import in_house_language
from unionhall.matters import actions as matters


@in_house_language
@transaction.atomic
def note_answer(*, matter: Any, number: str, by: Any) -> None:
    """The employer has answered a letter: those who have the matter read it in the timeline."""
    matters.note(matter=matter, words=_("用人单位已答复文书 %(number)s，请登记答复内容。") % {"number": number}, by=by)
