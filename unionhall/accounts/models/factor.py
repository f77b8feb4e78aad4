from django.db import models

from unionhall.kit.fields import EncryptedTextField
from unionhall.kit.placement import PersonScoped


class SecondFactor(PersonScoped):
    """A person's TOTP secret (RFC 6238), sealed, with the last time step used so that no code works twice."""

    person = models.ForeignKey(  # an account may be opened before its person is in the register
        "people.Person", models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    secret = EncryptedTextField(cls="C4")
    confirmed_at = models.DateTimeField(null=True)  # null while the person has not yet typed a first code
    last_step = models.BigIntegerField(default=0)
    failed = models.IntegerField(default=0)  # wrong codes in a row
    locked_until = models.DateTimeField(null=True)
    recovery = models.JSONField(default=list)  # hashes of recovery codes not yet used

    class Meta(PersonScoped.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["person"], name="second_factor_once")]


class PastPassword(PersonScoped):
    """The hash of a password someone had, so that it is not chosen again too soon."""

    person = models.ForeignKey(  # an account may be opened before its person is in the register
        "people.Person", models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    password = models.CharField(max_length=128)
    set_at = models.DateTimeField()

    class Meta(PersonScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["person", "-set_at"], name="past_password_person")]
