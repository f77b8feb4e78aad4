"""The delegates of both sides: named, replaced; whether the sides may sit down is judged when talks begin."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit

from ..models import Round, SideDelegate
from ..refusals import NotNow, WrongOrder
from .standing import held, keep, not_future


@transaction.atomic
def name_delegate(
    *,
    round: Round,
    by: Any,
    side: str,
    name: str,
    chosen_by: str,
    chosen_on: date,
    post: str = "",
    works_at: str = "",
    chief: bool = False,
    outside: bool = False,
    woman: bool = False,
    disabled: bool = False,
    votes: int | None = None,
    proxy: str = "",
) -> SideDelegate:
    """One more delegate of a side, from the day of being chosen."""
    row = held(round, by)
    not_future(chosen_on)
    if chief and outside:
        raise NotNow(_("首席代表不得由外聘人员担任。"), field="chief")
    if outside and not proxy.strip():
        raise NotNow(_("外聘代表须有书面委托，请填写委托书的日期或编号。"), field="proxy")
    try:
        with transaction.atomic():
            made: SideDelegate = SideDelegate.objects.create(
                desk_id=row.desk_id, matter_id=row.pk, side=side, name=name.strip(), post=post, works_at=works_at,
                chief=chief, outside=outside, woman=woman, disabled=disabled, chosen_by=chosen_by, chosen_on=chosen_on,
                votes=votes, proxy=proxy.strip(), since=chosen_on,
            )  # fmt: skip
    except IntegrityError as twice:
        raise NotNow(_("这个人已经是代表，或者这一方已经有首席代表。"), field="name") from twice
    audit.record("bargaining.delegate.named", subject=made, by=by, unit=row.unit, number=row.number, side=side)
    return made


@transaction.atomic
def end_delegate(*, round: Round, delegate: SideDelegate, on: date, by: Any) -> None:
    """A delegate leaves; the seat is empty until another is named."""
    row = held(round, by)
    not_future(on)
    found = SideDelegate.objects.at_desks([row.desk_id]).filter(matter_id=row.pk, pk=delegate.pk, until=None).first()
    if found is None:
        raise NotNow
    if on < found.since:
        raise WrongOrder
    keep(found, until=on)
    audit.record("bargaining.delegate.ended", subject=found, by=by, unit=row.unit, number=row.number)


@transaction.atomic
def replace_delegate(*, round: Round, delegate: SideDelegate, on: date, by: Any, **who: Any) -> SideDelegate:
    """Another takes the seat of one who leaves, on the same side and in the same role."""
    end_delegate(round=round, delegate=delegate, on=on, by=by)
    given: dict[str, Any] = {"side": delegate.side, "chief": delegate.chief, "chosen_on": on} | who
    made = name_delegate(round=round, by=by, **given)
    SideDelegate.objects.at_desks([made.desk_id]).filter(pk=delegate.pk).update(replaced_by_id=made.pk)
    return made
