"""Opening a matter: its number, its first stage and clock, the first step of its timeline."""

from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.accounts import queries as accounts
from unionhall.audit import actions as audit
from unionhall.kit.numbers import next_number
from unionhall.kit.text import in_house_language
from unionhall.orgs import queries as orgs

from ..choices import StepKind
from ..models import Matter
from .clocks import start_clock
from .telling import enter, tell_holder

Kind = TypeVar("Kind", bound=Matter)


@in_house_language
@transaction.atomic
def open_matter(
    *,
    model: type[Kind],
    unit: Any,
    by: Any,
    title: Any,
    employer: Any = None,
    origin: Any = None,
    words: str = "",
    at: datetime | None = None,
    **fields: Any,
) -> Kind:
    """The row with its number (`JD-330110-2026-00017`); who may open it the calling action has asked.

    `origin` is the case it came from, `fields` are the model's own columns.
    """
    by = hand_of(origin, by)
    now, life = at or timezone.now(), model.lifecycle
    number = _number(life.series, unit, now)
    row = model(
        desk_id=unit.desk_id, unit=unit, employer=employer, title=str(title)[:160], number=number,
        stage_code=life.starts.code, stage_since=now, opened_at=now, **fields,
    )  # fmt: skip
    if origin is not None:
        row.origin, row.origin_person_id = origin.number, origin.person_id
    start_clock(row)
    row.save(force_insert=True)
    enter(row, StepKind.OPENED, by=by, words=words)
    firm = getattr(employer, "pk", None)
    audit.record(f"{life.code}.opened", subject=row, by=by, unit=unit, number=row.number, employer_id=firm)
    tell_holder(row, "opened", _("新的%(kind)s") % {"kind": life.title}, by=by)
    return row


def hand_of(origin: Any, by: Any) -> Any:
    """Whose name the timeline and the log may show: the worker whose case began it is never named by the matter."""
    sends = origin is not None and by.pk == origin.person_id
    return accounts.system_user("portal") if sends else by


def _number(series: str, unit: Any, now: datetime) -> str:
    """`JD-330110-2026-00017`: prefix, the desk's own number, year and a running number of that desk."""
    year = timezone.localtime(now).year
    n = next_number(desk_id=unit.desk_id, series=f"{series}{year}")
    return f"{series}-{orgs.unit(unit.desk_id).code}-{year}-{n:05d}"
