from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.functional import cached_property

from unionhall.kit import access
from unionhall.kit.access import Held
from unionhall.kit.ids import new_id

from ..choices import UserKind
from .directory import DirectoryEntry
from .role import RoleHeld


class UserManager(BaseUserManager[Any]):
    def get_by_natural_key(self, username: str | None) -> Any:
        """Who signs in under this mobile number or sign-in name; User.DoesNotExist if nobody does. Two routed reads."""
        person_id = DirectoryEntry.objects.behind(username or "")
        return self.get(pk=person_id) if person_id is not None else self._nobody()

    def _nobody(self) -> Any:
        raise User.DoesNotExist


class User(AbstractBaseUser):
    """Who signs in; the same id as the person. Sign-in names and phones are in the directory, unique there.

    A system user (the clock, the importer …) is never stored: `queries.system_user` makes it.
    """

    placement, shard_field = "person", "id"
    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=60, blank=True)  # what the person typed when it was opened; not the key
    kind = models.CharField(max_length=6, choices=UserKind, default=UserKind.PERSON)
    name = models.CharField(max_length=60)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)  # holds or held a role: longer passwords, second factor, short idle
    opened_at = models.DateTimeField(auto_now_add=True)
    password_set_at = models.DateTimeField(null=True)
    password_once = models.BooleanField(default=False)  # given by an administrator: to be changed at the next sign-in
    locked_because = models.CharField(max_length=200, blank=True)
    session_mark = models.CharField(max_length=22, blank=True)  # an administrator's one session carries the same

    acting_for_id: int | None = None  # see `may`

    objects = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind=UserKind.PERSON), name="user_is_a_person"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @cached_property
    def held(self) -> list[Held]:
        """The roles held today, own and stood in for, with their places: one query for the life of this object."""
        return [] if self.kind == UserKind.SYSTEM else RoleHeld.objects.held_by(self.pk)

    def may(self, permission: str, at: Any = None) -> bool:
        """Whether this user has the permission at that place (anywhere, if no place is named).

        When only standing in for someone makes it so, `acting_for_id` names that person from now on: audit lines
        written by this object carry it. A request has its own object, so the trace ends with the request.
        """
        if self.kind == UserKind.SYSTEM:
            return True
        reasons = [h for h in access.holding(self, permission) if at is None or h.reaches(at)] if self.is_active else []
        if reasons and all(h.for_person_id is not None for h in reasons):
            self.acting_for_id = reasons[0].for_person_id
        return bool(reasons)

    @property
    def person_id(self) -> int:
        return self.pk
