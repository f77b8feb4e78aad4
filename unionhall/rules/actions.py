"""Filling the book of rules: what is shipped, and what an office enters."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit import access

from . import queries
from .models import Rule
from .permissions import Rules
from .refusals import NotInOrder, TooLate
from .shipped import as_checked, place_key, shipped

__all__ = ["check_rule", "drop_rule", "enter_rule", "load_rules", "note_export"]
COMPARED = ("valid_to", "value", "unit", "source", "article", "note")


@transaction.atomic
def load_rules(*, by: Any) -> dict[str, int]:
    """Bring in the rules shipped with the house: how many were new, changed and the same. Safe to run again.

    A row an office entered for the same thing, place and day is kept as it is.
    """
    stored = {(row.code, row.key, row.place, row.valid_from): row for row in Rule.objects.all()}
    new, changed, was, rows = [], [], [], shipped()
    for row in rows:
        kept = stored.get(row.name)
        if kept is None:
            new.append(Rule(shipped=True, **row.fields()))
        elif kept.shipped and any(getattr(kept, name) != getattr(row, name) for name in COMPARED):
            was.append({"rule": str(kept), "from": kept.number, "to": f"{row.value.normalize():f}"})
            for name in COMPARED:
                setattr(kept, name, getattr(row, name))
            changed.append(kept)
    Rule.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)  # two houses may start at once
    Rule.objects.bulk_update(changed, COMPARED, batch_size=500)
    counts = {"new": len(new), "changed": len(changed), "same": len(rows) - len(new) - len(changed)}
    if new or changed:
        audit.record("rules.book.loaded", by=by, counts=counts, was=was[:100])
        transaction.on_commit(queries.refresh)
    return counts


@transaction.atomic
def enter_rule(
    *,
    code: str,
    place: str,
    valid_from: date,
    value: Decimal,
    unit: str,
    source: str,
    by: Any,
    key: str = "",
    valid_to: date | None = None,
    article: str = "",
    note: str = "",
) -> Rule:
    """A new row of something there is already a rule of; it holds from its first day on, beside nothing older."""
    place = place_key(place)
    if not queries.is_place(place):
        raise NotInOrder(_("没有“%(place)s”这个地区，请检查行政区划代码。") % {"place": place})
    access.require(by, Rules.EDIT, at=queries.seat_of(place))
    same = Rule.objects.select_for_update().filter(code=code, key=key)
    known = same.order_by("-valid_from").first()
    if known is None:
        raise NotInOrder(_("规则库里没有“%(code)s”这一项，不能新增它的数值。") % {"code": code})
    if unit != known.unit:
        raise NotInOrder(_("这一项按“%(unit)s”计，不能改用别的单位。") % {"unit": known.measure})
    if valid_to and valid_to < valid_from:
        raise NotInOrder(_("失效日期不能早于生效日期。"))
    if same.filter(place=place, valid_from__range=(valid_from, timezone.localdate())).exists():
        raise NotInOrder(_("同一地方已有同日或更晚生效的规则，不能补登在它之前。"))
    if same.filter(place=place, valid_from=valid_from).exists():
        raise NotInOrder(_("同一地方当天生效的规则已经登记。"))
    row = Rule.objects.create(
        code=code, key=key, place=place, valid_from=valid_from, valid_to=valid_to, value=value, unit=unit,
        source=source, article=article, note=note,
    )  # fmt: skip
    _recorded("rules.rule.entered", row, by)
    return row


@transaction.atomic
def check_rule(*, rule: Rule, value: Decimal, source: str, article: str, because: str, by: Any) -> Rule:
    """A number shipped from memory was compared with the text: it stands, or is put right from its first day on.

    From then on it is the office's own and no longer changed by what is shipped; decisions keep the copy they made.
    """
    row = Rule.objects.select_for_update().get(pk=rule.pk)
    access.require(by, Rules.EDIT, at=queries.seat_of(row.place))
    if not row.unchecked:
        raise NotInOrder(_("这一条已经核对过。数值变了的，请登记新的数值。"))
    was = row.as_json()
    row.value, row.source, row.article, row.shipped = value, source, article, False
    row.note = as_checked(row.note)
    row.save(force_update=True)
    _recorded("rules.rule.checked", row, by, because=because, was=was)
    return row


@transaction.atomic
def drop_rule(*, rule: Rule, reason: str, by: Any) -> None:
    """Take back an entry whose day has not come; nothing can have been decided by it."""
    row = Rule.objects.select_for_update().get(pk=rule.pk)
    access.require(by, Rules.EDIT, at=queries.seat_of(row.place))
    if row.shipped or row.valid_from <= timezone.localdate():
        raise TooLate
    _recorded("rules.rule.dropped", row, by, because=reason)
    row.delete()


@transaction.atomic
def note_export(*, rows: int, by: Any) -> None:
    """The line in the log that a list left the house."""
    audit.record("kit.export.made", by=by, what="rules.rules", rows=rows)


def _recorded(action: str, row: Rule, by: Any, because: str = "", **more: Any) -> None:
    seat = queries.seat_of(row.place)
    audit.record(action, subject=row, by=by, unit=seat, because=because, rule=row.as_json(), **more)
    transaction.on_commit(queries.refresh)
