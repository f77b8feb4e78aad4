"""What a move, merge or winding-up does here besides open matters: supervisors, committees, where employers stand."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.audit import actions as audit
from unionhall.kit import figures
from unionhall.kit.affected import Affected, Finding
from unionhall.orgs import queries as orgs
from unionhall.orgs.choices import ChangeKind

from .actions.colours import count_colour
from .choices import Level, SupervisorState
from .models import ColourChange, Committee, Referral, Standing, Supervisor, WarningInput

SAMPLE = 5
BATCH = 200


def find_supervisors(unit: Any, kind: str) -> Finding:
    rows = Supervisor.objects.at_desks(orgs.desks_beneath(unit.path)).exclude(state=SupervisorState.ENDED)
    rows = rows.filter(unit__path__under=unit.path) if kind == ChangeKind.MOVE else rows.filter(unit=unit)
    return Finding(gettext_lazy("劳动法律监督员"), rows.count(), tuple(rows.values_list("name", flat=True)[:SAMPLE]))


def carry_supervisors(change: Any, old_path: str, by: Any) -> None:
    """Their rows to the desk of their union; those of a union that ends go on at its heir from that day."""
    for unit in orgs.units_of(change):
        for model in (Supervisor, Committee, Referral):
            _carry_desk(model, unit)
    heir = orgs.heir(change)
    if change.kind != ChangeKind.MOVE:
        _end_committee(change, by)
    if heir is not None:
        standing = Supervisor.objects.filter(unit_id=change.unit_id).exclude(state=SupervisorState.ENDED)
        while lot := list(standing.select_related("unit").order_by("pk")[:BATCH]):
            for row in lot:
                _to_heir(row, heir, change, by)


@transaction.atomic
def _end_committee(change: Any, by: Any) -> None:
    """A union's committee ends with the union; its supervisors go on at the heir."""
    rows = Committee.objects.standing().filter(unit_id=change.unit_id).select_related("unit")
    for row in rows.select_for_update(of=("self",)):
        row.ended_on, row.ended_because = change.day, _("原工会已合并或撤销")
        row.save(update_fields=["ended_on", "ended_because"])
        audit.record("supervision.committee.ended", subject=row, by=by, unit=row.unit, because=row.ended_because)


def _carry_desk(model: Any, unit: Any) -> None:
    """A row never changes its shard: written anew at the new desk, deleted at the old one."""
    strays = model.objects.filter(unit=unit).exclude(desk_id=unit.desk_id).order_by("pk")
    while lot := list(strays[:BATCH]):
        with transaction.atomic():
            for desk_id in {row.desk_id for row in lot}:
                model.objects.at_desks([desk_id]).filter(pk__in=[row.pk for row in lot]).delete()
            for row in lot:
                row.desk_id = unit.desk_id
            model.objects.bulk_create(lot)


@transaction.atomic
def _to_heir(row: Supervisor, heir: Any, change: Any, by: Any) -> None:
    state = row.state
    row.state, row.ended_on, row.ended_because = SupervisorState.ENDED, change.day, _("原工会已合并或撤销")
    row.save(update_fields=["state", "ended_on", "ended_because"])
    _count(row, change.day, n=-1)
    after = Supervisor.objects.create(
        desk_id=heir.desk_id,
        unit=heir,
        name=row.name,
        user_id=row.user_id,
        area=row.area,
        certificate_no=row.certificate_no,
        issued_on=row.issued_on,
        expires_on=row.expires_on,
        training_hours=row.training_hours,
        exam_score=row.exam_score,
        trained_on=row.trained_on,
        invited=row.invited,
        contract_end=row.contract_end,
        state=state,
        since=change.day,
    )
    _count(after, change.day, n=1)
    audit.record("supervision.supervisor.carried", subject=after, by=by, unit=heir, certificate=row.certificate_no)


def _count(row: Supervisor, day: Any, *, n: int) -> None:
    figures.add("supervision.supervisors", unit=row.unit, day=day, n=n)
    if row.trained_on:
        figures.add("supervision.supervisors_trained", unit=row.unit, day=day, n=n)


def find_standings(unit: Any, kind: str) -> Finding:
    rows = Standing.objects.at_desks(orgs.desks_beneath(unit.path)).filter(unit__path__under=unit.path, level__gt=0)
    names = rows.order_by("-level").values_list("employer__name", flat=True)[:SAMPLE]
    return Finding(gettext_lazy("预警单位"), rows.count(), tuple(names))


def carry_standings(change: Any, old_path: str, by: Any) -> None:
    """Numbers and colours follow the employer: with a unit that moves, or to the union that ends gives it to."""
    for unit in orgs.units_of(change):
        for model in (WarningInput, Standing, ColourChange):
            _carry_desk(model, unit)
    heir = orgs.heir(change)
    if heir is not None:
        rows = Standing.objects.filter(unit_id=change.unit_id)
        while lot := list(rows.select_related("unit", "employer").order_by("pk")[:BATCH]):
            for row in lot:
                _colour_to_heir(row, heir, change, by)


@transaction.atomic
def _colour_to_heir(row: Standing, heir: Any, change: Any, by: Any) -> None:
    """The colour leaves the old union's count and enters the heir's, on the day of the change."""
    level, green = Level(row.level), int(Level.GREEN)
    if level is not Level.GREEN:
        for unit, before, after in ((row.unit, row.level, green), (heir, green, row.level)):
            ColourChange.objects.create(
                desk_id=unit.desk_id,
                unit=unit,
                employer=row.employer,
                on=change.day,
                before=before,
                after=after,
                carried=True,
            )
        count_colour(row.unit, change.day, level, n=-1)
        count_colour(heir, change.day, level, n=1)
    for model in (WarningInput, Standing):
        old = list(model.objects.at_desks([row.desk_id]).filter(employer=row.employer))
        model.objects.at_desks([row.desk_id]).filter(pk__in=[one.pk for one in old]).delete()
        for one in old:
            one.desk_id, one.unit = heir.desk_id, heir
        model.objects.bulk_create(old)
    audit.record("supervision.standing.carried", by=by, unit=heir, employer_id=row.employer_id)


SUPERVISORS = Affected("supervision.supervisors", find_supervisors, carry_supervisors, order=66)
STANDINGS = Affected("supervision.standings", find_standings, carry_standings, order=67)
