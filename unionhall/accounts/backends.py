"""Signing in by mobile number or sign-in name; unknown names take as long as wrong passwords."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from unionhall.kit.prepared import Prepared, Slot

from .choices import UserKind
from .models import User

_one = Prepared(lambda: User.objects.filter(pk=Slot("pk")))


class DirectoryBackend(BaseBackend):
    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> User | None:
        """The user, if the password is right and the account is open."""
        if username is None or password is None:
            return None
        try:
            user = User.objects.get_by_natural_key(username)
        except User.DoesNotExist:
            User().set_password(password)  # the same work as checking one, so that time tells nothing
            return None
        return user if user.check_password(password) and may_sign_in(user) else None

    def get_user(self, user_id: int) -> User | None:
        return next((user for user in _one.objects(pk=user_id) if may_sign_in(user)), None)


def may_sign_in(user: User) -> bool:
    return user.is_active and not user.locked_because and user.kind == UserKind.PERSON
