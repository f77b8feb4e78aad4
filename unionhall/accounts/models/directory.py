from django.db import models

from ..choices import Handle


class DirectoryEntry(models.Model):
    """Whose phone number, sign-in name or ID number this is: a keyed hash to a person id, unique over all people."""

    placement, shard_field = "key", "digest"
    digest = models.CharField(max_length=64, primary_key=True)  # kit.crypto.blind_index(kind, value)
    kind = models.CharField(max_length=6, choices=Handle)
    person_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["person_id", "kind"], name="directory_person")]
