"""Forms that went through, so that the same one sent again is known."""

from django.db import models


class SentForm(models.Model):
    """That a filled-in form was sent and done: the mark of what was sent, and the page it led to."""

    placement, shard_field = "key", "mark"
    mark = models.CharField(max_length=64, primary_key=True)  # SHA-256 of sender, page, form and what was typed
    answer = models.TextField(blank=True)  # the address the sender was led to
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["at"], name="sent_form_at")]
