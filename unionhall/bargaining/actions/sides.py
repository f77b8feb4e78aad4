"""The delegates of both sides: named, replaced; whether the sides may sit down is judged when talks begin."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit.text import in_house_language
from unionhall.matters import actions as matters

from ..choices import ChosenBy, Side
from ..models import Round, SideDelegate
from ..refusals import NotNow, TooFewAgreed, WrongOrder
from ..standards import WAYS, agreed_least, place_of
from .standing import held, keep, not_future


@in_house_language
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
    of_all: int | None = None,
    proxy: str = "",
    papers: Iterable[Any] = (),
) -> SideDelegate:
    """One more delegate of a side, from the day of being chosen; `papers` are the written proxy itself."""
    row = held(round, by)
    not_future(chosen_on)
    _check_way(row, side, chosen_by, votes, of_all, chosen_on)
    if chief and outside:
        raise NotNow(_("首席代表不得由外聘人员担任。"), field="chief")
    if outside and not proxy.strip():
        raise NotNow(_("外聘代表须有书面委托，请填写委托书的日期或编号。"), field="proxy")
    try:
        with transaction.atomic():
            made: SideDelegate = SideDelegate.objects.create(
                desk_id=row.desk_id, matter_id=row.pk, side=side, name=name.strip(), post=post, works_at=works_at,
                chief=chief, outside=outside, woman=woman, disabled=disabled, chosen_by=chosen_by, chosen_on=chosen_on,
                votes=votes, of_all=of_all, proxy=proxy.strip(), since=chosen_on,
            )  # fmt: skip
    except IntegrityError as twice:
        raise NotNow(_("这个人已经是代表，或者这一方已经有首席代表。"), field="name") from twice
    if kept := list(papers):
        words = _("%(name)s的委托书") % {"name": made.name}
        [paper, *_more] = matters.add_papers(matter=row, papers=kept, by=by, field="proxy", words=words)
        keep(made, proxy_paper_id=paper.pk)
    audit.record("bargaining.delegate.named", subject=made, by=by, unit=row.unit, number=row.number, side=side)
    return made


def _check_way(row: Round, side: str, way: str, votes: int | None, of_all: int | None, on: date) -> None:
    """Each side has its own ways; without a union enough of all staff have to agree, by the rule of the place."""
    if way not in WAYS[Side(side)]:
        raise NotNow(_("这一方的代表不能这样产生，请核对。"), field="chosen_by")
    if of_all is not None and (votes is None or votes > of_all):
        raise TooFewAgreed(_("同意的人数要填写，且不能多于全体人数。"))
    if way != ChosenBy.STAFF:
        return
    if votes is None or of_all is None:
        raise TooFewAgreed(_("请填写同意的人数和全体职工（代表）人数。"), field="votes" if votes is None else "of_all")
    least = agreed_least(of_all, place_of(row.unit, row.employer), on)
    if votes < least:
        words = _("全体%(all)d人中须有%(least)d人同意，只有%(votes)d人同意。")
        raise TooFewAgreed(words % {"all": of_all, "least": least, "votes": votes})


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
