from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.functional import cached_property

from unionhall.kit import access
from unionhall.kit.access import Held
from unionhall.kit.ids import new_id

from ..choices import UserKind


class UserManager(BaseUserManager):
    def get_by_natural_key(self, username: str | None) -> "User":
        from ..directory import user_by_handle

        return user_by_handle(username or "")


class User(AbstractBaseUser):
    """Who signs in; the same id as the person. Sign-in names and phones are in the directory, unique there."""

    placement, shard_field = "person", "id"
    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=60, blank=True)  # what the person typed when it was opened; not the key
    kind = models.CharField(max_length=6, choices=UserKind, default=UserKind.PERSON)
    name = models.CharField(max_length=60)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)  # holds or held a role: longer passwords, second factor, short idle
    opened_at = models.DateTimeField(auto_now_add=True)
    password_set_at = models.DateTimeField(null=True)
    locked_because = models.CharField(max_length=200, blank=True)

    objects = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: list[str] = []

    def __str__(self) -> str:
        return self.name

    @cached_property
    def held(self) -> list[Held]:
        """The roles held today, own and stood in for, with their places: one query for the life of this object."""
        from ..queries import roles_held

        return roles_held(self)

    def may(self, permission: str, at: Any = None) -> bool:
        """Whether this user has the permission at that place (anywhere, if no place is named)."""
        return self.is_active and access.may(self, permission, at)

    @property
    def person_id(self) -> int:
        return self.pk
