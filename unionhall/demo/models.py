from django.db import models


class Phase(models.Model):
    """That one part of the demo province has been written, in the transaction that wrote it."""

    placement = "reference"
    name = models.CharField(max_length=80, primary_key=True)  # "plan" holds what the province is filled by
    facts = models.JSONField(default=dict)
    done_at = models.DateTimeField(auto_now_add=True)
