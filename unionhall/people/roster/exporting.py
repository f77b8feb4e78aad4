"""A union's roll as a file: the same columns an import reads, so that it comes back unchanged."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from unionhall.kit.exports import watermark
from unionhall.kit.sheets import write_csv, write_xlsx
from unionhall.orgs import queries as orgs

from ..choices import Employment, IdKind, MembershipState, NewForm, Sex
from ..models import Membership, Person, RollEntry
from .columns import WATERMARK, sheet_columns

AT_ONCE = 1000


def lines_of(unit: Any) -> QuerySet[RollEntry]:
    """The rolls of the unit and of all beneath it."""
    return RollEntry.objects.at_desks(orgs.desks_beneath(unit.path)).filter(unit__path__under=unit.path)


def write_roll(path: Path, export: Any, *, by: Any, progress: Any) -> int:
    """Write the file; returns its rows. `progress(done)` is told every thousand."""
    rows = _rows(lines_of(export.unit), plain=export.with_numbers, progress=progress)
    footer = f"{WATERMARK} {watermark(by)}"
    if not export.as_csv:
        return write_xlsx(path, sheet_columns(), rows, title=_("会员名册"), footer=footer)
    with path.open("wb") as file:
        return write_csv(file, sheet_columns(), rows, footer=footer)


def _rows(lines: QuerySet[RollEntry], *, plain: bool, progress: Any) -> Iterator[list[str]]:
    done, last = 0, 0
    while part := list(lines.filter(pk__gt=last).select_related("unit", "employer").order_by("pk")[:AT_ONCE]):
        last = part[-1].pk
        ids = [line.person_id for line in part]
        people = Person.objects.in_bulk(ids)
        members = Membership.objects.filter(person_id__in=ids).in_bulk([line.membership_id for line in part])
        for line in part:
            if line.person_id in people and line.membership_id in members:
                yield _cells(line, people[line.person_id], members[line.membership_id], plain)
        done += len(part)
        progress(done)


def _cells(line: RollEntry, person: Person, membership: Membership, plain: bool) -> list[str]:
    employer = line.employer
    return [
        person.name,
        _label(IdKind, person.id_kind),
        _number(person.id_number, plain),
        _number(person.phone, plain),
        _label(Sex, person.sex),
        person.ethnicity,
        person.birth_date.isoformat() if person.birth_date else "",
        person.schooling,
        person.political_status,
        employer.name if employer else "",
        employer.credit_code if employer else "",
        line.unit.code,
        line.unit.name,
        membership.joined_on.isoformat(),
        _label(Employment, membership.employment),
        _label(NewForm, person.new_form),
        person.job,
        _("是") if person.migrant else _("否"),
        membership.group,
        membership.card_no,
        _label(MembershipState, membership.state),
    ]


def _label(choices: Any, value: str) -> str:
    return str(choices(value).label) if value else ""


def _number(sealed: Any, plain: bool) -> str:
    if not sealed:
        return ""
    return sealed.reveal() if plain else str(sealed)
