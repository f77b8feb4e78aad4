from django.db import models

from unionhall.kit.placement import PersonScoped


class PersonMerge(PersonScoped):
    """That another record was merged into this person, with all that is needed to take it apart again."""

    other_id = models.BigIntegerField()
    chosen = models.JSONField(default=dict)  # field -> "kept" | "other"
    moved = models.JSONField(default=dict)  # table -> ids moved; values before are sealed in `before`
    before = models.TextField(blank=True)  # sealed JSON of both records' fields before the merge
    merged_by_id = models.BigIntegerField()
    merged_at = models.DateTimeField(auto_now_add=True)
    because = models.CharField(max_length=200)
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.BigIntegerField(null=True)

    class Meta(PersonScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["person"], name="merge_person")]
        constraints = [models.CheckConstraint(condition=~models.Q(person_id=models.F("other_id")), name="merge_two")]
