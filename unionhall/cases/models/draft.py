from django.db import models

from unionhall.kit.fields import EncryptedTextField
from unionhall.kit.placement import PersonScoped


class Draft(PersonScoped):
    """A request begun and not yet sent: the answers so far, sealed, and the papers already given."""

    service_code = models.CharField(max_length=48)
    answers = EncryptedTextField(cls="C4", mask="hidden", blank=True)  # JSON of what was typed, field by field
    papers = models.JSONField(default=list)  # [{"field", "name", "kind", "size", "sha256", "file", "thumbnail"}]
    changed_at = models.DateTimeField(auto_now=True)

    class Meta(PersonScoped.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["person", "service_code"], name="draft_once")]
