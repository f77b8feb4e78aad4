from django.db import models
from django.utils.translation import gettext_lazy as _


class Handle(models.TextChoices):
    """What a person can be found by: each kind unique over all people."""

    PHONE = "phone", _("手机号")
    LOGIN = "login", _("用户名")
    ID_NUMBER = "id", _("证件号码")


class UserKind(models.TextChoices):
    PERSON = "person", _("个人")
    SYSTEM = "system", _("系统")
