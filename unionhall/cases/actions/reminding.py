"""The reminder to rate: once, some days after closing, to whoever has not rated yet."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit.text import in_house_language
from unionhall.workflow import Held

from .. import links, queries
from ..choices import Secrecy, Status
from ..models import DeskCase
from ..rules import rating_rules
from .telling import headline, tell_worker

LOT = 200


@in_house_language
def remind_to_rate(*, by: Any) -> int:
    """How many were reminded now; the notice's key sees to it that nobody is reminded twice of one closing."""
    rules, now = rating_rules(), timezone.now()
    until = now - timedelta(days=rules.remind_after)
    wanted = DeskCase.objects.filter(
        helper=False, status=Status.CLOSED, rated_stars=None, closed_at__lt=until,
        closed_at__gte=until - timedelta(days=rules.remind_for),
    )  # fmt: skip
    wanted = wanted.exclude(outcome=Held.WITHDRAWN).exclude(secrecy=Secrecy.ANONYMOUS)
    told, last = 0, 0
    while lot := list(wanted.filter(pk__gt=last).order_by("pk")[:LOT]):
        last = lot[-1].pk
        told += sum(_remind(row, by) for row in lot)
    return told


@transaction.atomic
def _remind(row: DeskCase, by: Any) -> bool:
    """Through the signed-in page: the link of the first notice stays good, as its token is not kept."""
    case = queries.case_at_desk(row)
    if not case.rate_token:
        return False
    title = _("请评价：%(case)s") % {"case": headline(case)}
    words = _("这件事办得怎么样？您还没有评价，%(days)d天内可以评价。") % {"days": _days_left(case)}
    key = f"rate:{case.pk}:{case.reopened}"
    if tell_worker(case, "rate", title, words, by=by, key=key, link=links.my_rating(case.number)) is None:
        return False
    audit.record("cases.rating.reminded", subject=case, by=by, unit=case.unit)
    return True


def _days_left(case: Any) -> int:
    return max(0, case.service.rate_days - (timezone.localdate() - timezone.localdate(case.closed_at)).days)
