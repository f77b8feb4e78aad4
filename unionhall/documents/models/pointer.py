from django.db import models

from unionhall.kit.ids import new_id


class Pointer(models.Model):
    """Where a document lies, for those who know only what it is about, its code or its link: one shard is asked.

    Keys: `subject:cases.Case:7`, `person:7`, `code:K7QWM-9MZTA`, `link:<digest>`.
    """

    placement, shard_field = "key", "key"
    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=100)
    desk_id = models.BigIntegerField()
    document_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["key"], name="doc_pointer_key")]
        constraints = [models.UniqueConstraint(fields=["key", "document_id"], name="doc_pointer_once")]
