from django.db import models

from unionhall.kit.placement import PersonScoped


class SecondFactor(PersonScoped):
    """A person's TOTP secret (RFC 6238), sealed, with the last time step used so that no code works twice."""

    sealed_secret = models.CharField(max_length=200)
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)
    failed = models.IntegerField(default=0)
    recovery = models.JSONField(default=list)  # hashes of recovery codes not yet used

    class Meta(PersonScoped.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["person"], name="second_factor_once")]
