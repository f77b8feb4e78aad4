from django.db import models

from unionhall.kit.fields import EncryptedTextField
from unionhall.kit.placement import DeskScoped

from ..choices import DeliveryWay


class Delivery(DeskScoped):
    """送达回证: that a document was handed over, how, when, where and to whom; or that it was refused."""

    document_id = models.BigIntegerField()
    way = models.CharField(max_length=10, choices=DeliveryWay)
    on = models.DateField()
    place = models.CharField(max_length=160)
    receiver = EncryptedTextField(cls="C3", mask="name")
    refused = models.BooleanField(default=False)
    witness = EncryptedTextField(cls="C3", mask="name", blank=True)
    proof = models.JSONField(null=True)  # the kept paper: name, kind, size, sha256, file, thumbnail
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "document_id", "at"], name="doc_delivery_document")]
