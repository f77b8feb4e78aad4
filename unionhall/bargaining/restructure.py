"""What a move, merge or winding-up touches here besides the matters: agreements, congresses, disclosure.

Rounds and motions are carried by the room of matters, with what hangs on them.
"""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit
from unionhall.kit import figures
from unionhall.kit.affected import Affected, Finding
from unionhall.orgs import queries as orgs
from unionhall.orgs.choices import ChangeKind

from .actions.register import COUNT, counted_anew
from .models import (
    AgendaItem,
    AgendaPaper,
    Agreement,
    Board,
    Check,
    Congress,
    Cover,
    Deputy,
    Director,
    Disclosure,
    Election,
    Feedback,
    HeadsMeeting,
    Petition,
    Session,
    Term,
)

BATCH = 100
SAMPLE = 5


def find(unit: Any, kind: str) -> Finding:
    """Agreements in force beneath; a merge or winding-up gives those of the unit itself to its heir."""
    rows = Agreement.objects.at_desks(orgs.desks_beneath(unit.path)).filter(ended_on=None)
    rows = rows.filter(unit__path__under=unit.path) if kind == ChangeKind.MOVE else rows.filter(unit=unit)
    return Finding(
        _("集体合同、职代会和厂务公开"), rows.count(),
        tuple(rows.order_by("number").values_list("number", flat=True)[:SAMPLE]),
    )  # fmt: skip


def carry(change: Any, old_path: str, by: Any) -> None:
    """Rows to the desk of their unit; of a union that ends, what is still running goes to its heir."""
    for unit in orgs.units_of(change):
        _to_desk(unit)
    heir = orgs.heir(change)
    if heir is not None:
        _to_heir(orgs.unit(change.unit_id), heir, change.day, by)


# a table, the column that names its owner, the tables that hang on it
HANGING: list[tuple[Any, list[tuple[Any, str]]]] = [
    (Agreement, [(Term, "agreement_id"), (Check, "agreement_id")]),
    (Congress, [(Election, "congress_id"), (Deputy, "congress_id"), (Petition, "congress_id")]),
    (Session, [(AgendaItem, "session_id"), (AgendaPaper, "session_id")]),
    (HeadsMeeting, []),
    (Director, []),
    (Board, []),
    (Disclosure, []),
    (Feedback, []),
    (Cover, []),
]


def _to_desk(unit: Any) -> None:
    """A row never changes its shard: written anew at the new desk with what hangs on it, deleted at the old one."""
    for model, hanging in HANGING:
        strays = model.objects.filter(unit=unit).exclude(desk_id=unit.desk_id).order_by("pk")
        while lot := list(strays[:BATCH]):
            with transaction.atomic():
                for row in lot:
                    for table, column in hanging:
                        _rewrite(table, table.objects.at_desks([row.desk_id]).filter(**{column: row.pk}), unit)
                    _rewrite(model, model.objects.at_desks([row.desk_id]).filter(pk=row.pk), unit)


def _rewrite(table: Any, rows: Any, unit: Any) -> None:
    lot = list(rows)
    rows.delete()
    for row in lot:
        row.desk_id = unit.desk_id
    table.objects.bulk_create(lot)


def _to_heir(unit: Any, heir: Any, day: Any, by: Any) -> None:
    """Running contracts, congresses and disclosure still due; past ones stay with the union that ended."""
    with transaction.atomic():
        _agreements_to(unit, heir, day)
        _covers_to(unit, heir, day)
        _congresses_to(unit, heir)
        for model, rows in (
            (Board, Board.objects.filter(unit=unit)),
            (Disclosure, Disclosure.objects.filter(unit=unit, judged=False)),
            (Feedback, Feedback.objects.filter(unit=unit, replied_on=None)),
        ):
            model.objects.filter(pk__in=[row.pk for row in rows]).update(unit=heir)
        audit.record("bargaining.register.carried", by=by, unit=unit, to=heir.pk)
    _to_desk(heir)


def _congresses_to(unit: Any, heir: Any) -> None:
    """Terms that run or still leave something to do, whole: a session or director is found through its congress."""
    open_still = (
        Session.objects.filter(unit=unit, reported_on=None), Director.objects.filter(unit=unit, ended_on=None),
        HeadsMeeting.objects.filter(unit=unit, confirmed=None),
    )  # fmt: skip
    kept = {pk for rows in open_still for pk in rows.values_list("congress_id", flat=True)}
    found = Congress.objects.filter(Q(ended_on=None) | Q(pk__in=kept), unit=unit)
    kept |= set(found.values_list("pk", flat=True))
    found.update(unit=heir)
    for model in (Session, HeadsMeeting, Director):
        model.objects.filter(unit=unit, congress_id__in=kept).update(unit=heir)


def _agreements_to(unit: Any, heir: Any, day: Any) -> None:
    """A stock follows on the day of the change; for days before it counts where it stood then."""
    rows = list(Agreement.objects.filter(unit=unit, ended_on=None))
    for row in rows:
        was = [*row.was, [unit.pk, day.isoformat()]]
        Agreement.objects.at_desks([row.desk_id]).filter(pk=row.pk).update(unit=heir, was=was)
    figures.add_many((COUNT, at, max(day, row.in_force_on), n) for row in rows for at, n in ((unit, -1), (heir, 1)))


def _covers_to(unit: Any, heir: Any, day: Any) -> None:
    """Who counted at the union that ended counts at its heir from that day."""
    rows = list(Cover.objects.filter(unit=unit, until=None))
    with counted_anew(row.employer_id for row in rows):
        for row in rows:
            on = max(day, row.since)
            Cover.objects.at_desks([row.desk_id]).filter(pk=row.pk).update(until=on)
            Cover.objects.create(
                desk_id=heir.desk_id, unit=heir, agreement_id=row.agreement_id, employer_id=row.employer_id,
                workers=row.workers, since=on,
            )  # fmt: skip


REGISTER = Affected("bargaining.register", find, carry, order=410)
