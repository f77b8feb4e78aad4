from django.db import models

from unionhall.kit.fields import EncryptedTextField
from unionhall.kit.placement import DeskScoped

from ..choices import Came


class GroupMove(DeskScoped):
    """一并办理: one step asked for all cases of a group, at once or in the background; the words are sealed."""

    group_id = models.BigIntegerField()
    move = models.CharField(max_length=32)
    title = models.CharField(max_length=60)  # of the move, as it was called
    says = EncryptedTextField(cls="C4", mask="hidden", blank=True)
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    total = models.IntegerField()  # cases to go through
    done = models.IntegerField(default=0)  # counted when it has ended
    refused = models.IntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    job_desk_id = models.BigIntegerField(null=True)
    job_id = models.BigIntegerField(null=True)  # None: it was done at once

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [models.Index(fields=["desk_id", "group_id", "-asked_at"], name="group_move_list")]
        constraints = [
            models.UniqueConstraint(
                fields=["desk_id", "group_id"], condition=models.Q(ended_at=None), name="group_move_one_open"
            ),
        ]


class GroupMoveCase(DeskScoped):
    """The mark that a case of the group was gone through, written with its move: the work may stop and begin again."""

    move_id = models.BigIntegerField()
    number = models.CharField(max_length=24)
    came = models.CharField(max_length=7, choices=Came)
    why = models.CharField(max_length=300, blank=True)  # it refused

    class Meta(DeskScoped.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "move_id", "number"], name="group_move_case_once"),
            models.CheckConstraint(
                condition=models.Q(came=Came.REFUSED) & ~models.Q(why="")
                | ~models.Q(came=Came.REFUSED) & models.Q(why=""),
                name="group_move_why",
            ),
        ]
