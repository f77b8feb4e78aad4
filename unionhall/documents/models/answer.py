from django.db import models

from unionhall.kit.fields import EncryptedTextField
from unionhall.kit.placement import DeskScoped

from ..choices import Agreement


class EmployerLink(DeskScoped):
    """A link sent to an employer: opened once, from then on good in that browser only, until its last day."""

    document_id = models.BigIntegerField()
    digest = models.CharField(max_length=64)  # of the secret in the link
    browser = models.CharField(max_length=64, blank=True)  # digest of the secret in the browser's cookie
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)  # a newer link took its place, or the document was withdrawn
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=60)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "document_id", "made_at"], name="doc_link_document")]
        constraints = [
            models.UniqueConstraint(
                fields=["desk_id", "document_id"], condition=models.Q(dropped_at=None), name="doc_link_one"
            ),
            models.CheckConstraint(
                condition=models.Q(opened_at=None, browser="")
                | models.Q(opened_at__isnull=False) & ~models.Q(browser=""),
                name="doc_link_bound",
            ),
        ]


class Answer(DeskScoped):
    """A reply to a document: by the employer's link, or written down from a letter by the union."""

    document_id = models.BigIntegerField()
    agrees = models.CharField(max_length=8, choices=Agreement)
    words = EncryptedTextField(cls="C3", mask="hidden")
    signer = EncryptedTextField(cls="C3", mask="name")
    papers = models.JSONField(default=list)  # kept papers, as of a Delivery's proof
    on = models.DateField()  # when the reply was received
    link_id = models.BigIntegerField(null=True)
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "document_id", "at"], name="doc_answer_document")]
        constraints = [
            models.UniqueConstraint(
                fields=["desk_id", "link_id"], condition=models.Q(link_id__isnull=False), name="doc_answer_once_a_link"
            ),
        ]
