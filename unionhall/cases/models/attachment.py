from django.db import models

from .event import OfCase, to_case


class Attachment(OfCase):
    """A paper or picture given with a case, checked by its content and re-encoded where it is an image."""

    case = to_case("attachments")
    field = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.CharField(max_length=200)  # path below the private files folder
    thumbnail = models.CharField(max_length=200, blank=True)
    by_id = models.BigIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta(OfCase.Meta):
        abstract = False
        indexes = [models.Index(fields=["person", "case_id"], name="attachment_case")]
