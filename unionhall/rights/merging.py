"""What this room gives over when two records turn out to be one person: records beside that person's cases."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kit.merging import Merging, rehome

from .models import (
    Assignment,
    AuthorityReport,
    DeskRecord,
    GroupCase,
    LegalAid,
    Limitation,
    Mediation,
    OutsideStep,
    Promise,
    Session,
)

OWN = (Mediation, Session, Limitation, LegalAid, OutsideStep)
AT_DESKS = (GroupCase, AuthorityReport, DeskRecord)  # lines at desks that name the person; they stay where they are


def _count(source: int) -> int:
    return sum(model.objects.of(source).count() for model in OWN)


def _move(*, source: int, target: int, by: Any) -> dict[str, list[int]]:
    moved = {model.__name__: list(model.objects.of(source).values_list("pk", flat=True)) for model in OWN}
    _give(moved, source, target)
    for model in AT_DESKS:
        moved[model.__name__] = list(model.objects.filter(person_id=source).values_list("pk", flat=True))
        model.objects.filter(pk__in=moved[model.__name__]).update(person_id=target)
    return moved


def _undo(*, source: int, target: int, moved: dict[str, list[int]], by: Any) -> None:
    _give(moved, target, source)
    for model in AT_DESKS:
        model.objects.filter(pk__in=moved.get(model.__name__, [])).update(person_id=source)


def _give(moved: dict[str, list[int]], source: int, target: int) -> None:
    """The rows beside the cases, and whose agreements the desks ask about."""
    helped = LegalAid.objects.of(source).filter(pk__in=moved["LegalAid"], lawyer_desk_id__isnull=False)
    with_lawyers = list(helped.values_list("lawyer_desk_id", "case_id"))
    signed = Mediation.objects.of(source).filter(pk__in=moved["Mediation"], signed_on__isnull=False)
    at = list(signed.values_list("unit__desk_id", "case_id"))
    for model in OWN:
        rehome(model, source=source, target=target, pks=moved[model.__name__])
    for desk_id, case_id in at:
        Promise.objects.at_desks([desk_id]).filter(case_id=case_id).update(person_id=target)
    for desk_id, case_id in with_lawyers:
        Assignment.objects.at_desks([desk_id]).filter(case_id=case_id).update(person_id=target)


RECORDS = Merging("rights.records", _("调解、法律援助和时效"), _count, _move, _undo, order=62)
