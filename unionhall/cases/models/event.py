from django.db import models

from unionhall.kit.fields import EncryptedTextField
from unionhall.kit.placement import PersonScoped

from ..choices import EventKind, HopWhy


class OfCase(PersonScoped):
    """A row that belongs to a case and lies with its person."""

    case_id = models.BigIntegerField()

    class Meta(PersonScoped.Meta):
        abstract = True


def to_case(back: str) -> models.ForeignObject:
    """The case on the same shard: person and id together. `back` is what the case calls these rows."""
    return models.ForeignObject(
        "cases.Case", models.CASCADE, from_fields=["person", "case_id"], to_fields=["person", "id"], related_name=back
    )


class CaseEvent(OfCase):
    """One entry of a case's timeline; `for_worker` ones are what the worker reads."""

    case = to_case("events")
    kind = models.CharField(max_length=11, choices=EventKind)
    at = models.DateTimeField()
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=60)
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, null=True, related_name="+")
    seat = (
        models.ForeignKey(  # the union whose post the actor used; empty where it is `unit`, for workers and the house
            "orgs.Unit", models.PROTECT, null=True, db_index=False, related_name="+"
        )
    )
    move = models.CharField(max_length=32, blank=True)
    stage_code = models.CharField(max_length=32, blank=True)
    words = EncryptedTextField(cls="C4", mask="hidden", blank=True)
    facts = models.JSONField(default=dict)
    for_worker = models.BooleanField(default=False)

    class Meta(OfCase.Meta):
        abstract = False
        indexes = [models.Index(fields=["person", "case_id", "at"], name="case_event")]


class Hop(OfCase):
    """One unit's turn with a case: from when, by when, why it came and why it left. The clock per hop."""

    case = to_case("hops")
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    from_unit = models.ForeignKey("orgs.Unit", models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=10, choices=HopWhy)
    reason = models.CharField(max_length=300, blank=True)
    since = models.DateTimeField()
    due_on = models.DateField(null=True)
    taken_at = models.DateTimeField(null=True)
    taken_by_id = models.BigIntegerField(null=True)
    left_at = models.DateTimeField(null=True)
    late = models.BooleanField(null=True)
    by_id = models.BigIntegerField()

    class Meta(OfCase.Meta):
        abstract = False
        indexes = [models.Index(fields=["person", "case_id", "since"], name="case_hop")]


class Pause(OfCase):
    """A stretch in which the case waited for the worker and the citizen clock stood still."""

    case = to_case("pauses")
    since = models.DateField()
    until = models.DateField(null=True)
    days = models.IntegerField(default=0)  # working days
    due_before = models.DateField()  # the promised date when it began, and when it ended
    due_after = models.DateField(null=True)
    reason = models.CharField(max_length=200)

    class Meta(OfCase.Meta):
        abstract = False
        indexes = [models.Index(fields=["person", "case_id", "since"], name="case_pause")]
