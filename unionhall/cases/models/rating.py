from django.db import models

from unionhall.kit.fields import EncryptedTextField

from ..choices import RatingState
from .event import OfCase, to_case


class Rating(OfCase):
    """好差评: one rating of one closing of a case by the person served (国办发〔2019〕51号)."""

    case = to_case("ratings")
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")  # who had it when it was closed
    closing = models.IntegerField(default=0)  # 0 for the first closing, 1 after one reopening …
    stars = models.IntegerField()
    tags = models.JSONField(default=list)
    words = EncryptedTextField(cls="C3", mask="hidden", blank=True)
    channel = models.CharField(max_length=10)
    state = models.CharField(max_length=8, choices=RatingState, default=RatingState.VALID)
    at = models.DateTimeField()

    class Meta(OfCase.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["person", "case_id", "closing"], name="rating_once"),
            models.CheckConstraint(condition=models.Q(stars__gte=1, stars__lte=5), name="rating_stars"),
        ]
