from django.db import models

from ..choices import PostKind


class StaffPost(models.Model):
    """A post a person holds in a union: full-time, seconded, part-time or volunteer."""

    placement = "reference"
    id = models.BigAutoField(primary_key=True)
    person_id = models.BigIntegerField()
    name = models.CharField(max_length=60)
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="posts")
    kind = models.CharField(max_length=10, choices=PostKind)
    title = models.CharField(max_length=60)
    duties = models.CharField(max_length=300, blank=True)
    office_phone = models.CharField(max_length=20, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "until"], name="post_unit"),
            models.Index(fields=["person_id"], name="post_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")), name="post_order"
            )
        ]
