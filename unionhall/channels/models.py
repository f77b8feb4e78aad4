"""Notices to people, and their delivery through each channel."""

from django.db import models

from unionhall.kit.placement import PersonScoped

from .choices import DeliveryState


class Notice(PersonScoped):
    """One thing told to one person: in-app always, through other channels as they have agreed."""

    kind = models.CharField(max_length=64)  # template: cases/received
    title = models.CharField(max_length=120)
    words = models.TextField()
    link = models.CharField(max_length=200, blank=True)  # path within the house
    key = models.CharField(max_length=80, blank=True)  # the same key is told once
    at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)

    class Meta(PersonScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["person", "read_at", "-at"], name="notice_person")]
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], condition=~models.Q(key=""), name="notice_key_once")
        ]


class Address(PersonScoped):
    """Where a person wants to be told, besides in the house: a sealed e-mail address or number, once confirmed."""

    channel = models.CharField(max_length=12)
    sealed = models.CharField(max_length=400)
    confirmed_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta(PersonScoped.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["person", "channel"], name="address_once")]


class Delivery(PersonScoped):
    """One notice on its way through one channel; unfinished ones are swept every minute."""

    notice_id = models.BigIntegerField()
    channel = models.CharField(max_length=12)
    state = models.CharField(max_length=8, choices=DeliveryState, default=DeliveryState.WAITING)
    tries = models.IntegerField(default=0)
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta(PersonScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["state", "next_try_at"], name="delivery_due")]
        constraints = [models.UniqueConstraint(fields=["person", "notice_id", "channel"], name="delivery_once")]
