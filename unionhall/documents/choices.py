"""Stored values of documents."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DocumentState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("document", "草稿")
    SIGNED = "signed", pgettext_lazy("document", "已签发")
    SERVED = "served", pgettext_lazy("document", "已送达")
    ANSWERED = "answered", pgettext_lazy("document", "已答复")
    WITHDRAWN = "withdrawn", pgettext_lazy("document", "已撤回")


STANDING = (DocumentState.SIGNED, DocumentState.SERVED, DocumentState.ANSWERED)


class DeliveryWay(models.TextChoices):
    """送达方式 (supervision.md §5)."""

    DIRECT = "direct", _("直接送达")
    POST = "post", _("邮寄送达")
    ELECTRONIC = "electronic", _("电子送达（受送达人同意）")
    LEFT = "left", _("留置送达")


class Agreement(models.TextChoices):
    """What a reply says to what was asked."""

    YES = "yes", _("同意，按要求办理")
    PARTLY = "partly", _("部分同意")
    NO = "no", _("不同意")
