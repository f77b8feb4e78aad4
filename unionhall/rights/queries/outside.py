"""Steps at the offices of a case one may read, and of those it was handed over from or to."""

from typing import Any

from django.http import Http404

from unionhall.cases import queries as cases
from unionhall.workflow import Held

from ..models import OutsideStep


def outside_steps(case: Any) -> list[OutsideStep]:
    """Those that stand, in the order they happened."""
    return [one for one in outside_of(case) if one.struck_on is None]


def outside_of(case: Any) -> list[OutsideStep]:
    """All of them, struck ones too, in the order they happened."""
    matter = [one.pk for one in cases.handed_on(case)]
    rows = OutsideStep.objects.of(case.person_id).filter(case_id__in=matter)
    return list(rows.order_by("on", "entered_at", "pk"))


def goes_on_outside(case: Any) -> bool:
    """Whether steps may still be written: an award comes when it comes, but what was taken back is over for us."""
    return not case.is_closed or case.outcome != Held.WITHDRAWN


def last_ruling(case: Any) -> OutsideStep | None:
    """The paper received last that the other side has to perform."""
    return next((one for one in reversed(outside_steps(case)) if one.perform_by is not None), None)


def outside_step(case: Any, pk: int) -> OutsideStep:
    """One that was written down in this very case."""
    found = next((one for one in outside_steps(case) if (one.pk, one.case_id) == (pk, case.pk)), None)
    if found is None:
        raise Http404
    return found
