"""Stored values of the one list (worklist.md §2–4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Category(models.TextChoices):
    RESEARCH = "A", _("调研设计")
    ORGANISATION = "B", _("组织建设")
    RIGHTS = "C", _("维权帮扶")
    QUALITY = "D", _("素质提升")
    SUPPORT = "E", _("综合保障")


class ItemKind(models.TextChoices):
    NUMBER = "number", _("数量")
    RATE = "rate", _("比率")
    YES_NO = "yes-no", _("是否完成")
    MILESTONE = "milestone", _("节点")


class ItemState(models.TextChoices):
    DRAFT = "draft", _("草稿")
    ISSUING = "issuing", _("正在下达")
    ISSUED = "issued", _("已下达")
    DROPPED = "dropped", _("已取消")
    CLOSED = "closed", _("已归档")


class ShareState(models.TextChoices):
    ISSUED = "issued", _("待签收")
    ACCEPTED = "accepted", _("进行中")
    DONE = "done", _("已完成")
    CARRIED = "carried", _("结转下年")
    CLOSED = "closed", _("已归档")


class Split(models.TextChoices):
    """分解方式: how a parent's target becomes its children's."""

    EQUAL = "equal", _("平均")
    SAME = "same", _("同一目标")
    MEMBERS = "members", _("按会员数")
    WORKERS = "workers", _("按职工数")
    EMPLOYERS = "employers", _("按应建会单位数")
    MANUAL = "manual", _("手工")


class Source(models.TextChoices):
    FIGURE = "figure", _("实时数据")
    EVIDENCE = "evidence", _("佐证材料")


class EvidenceKind(models.TextChoices):
    DOCUMENT = "document", _("文件（批复、文号）")
    PHOTO = "photo", _("照片")
    FILE = "file", _("材料")
    NOTE = "note", _("说明")


class EvidenceState(models.TextChoices):
    SUBMITTED = "submitted", _("待审核")
    RETURNED = "returned", _("已退回")
    ACCEPTED = "accepted", _("已采信")
    LOCKED = "locked", _("已锁定")


class AppealState(models.TextChoices):
    OPEN = "open", _("待答复")
    GRANTED = "granted", _("已调整目标")
    DECLINED = "declined", _("维持原目标")


class Colour(models.TextChoices):
    """Slips 督办单 by how late: blue, yellow, red."""

    NONE = "", pgettext_lazy("progress", "正常")
    BLUE = "blue", _("蓝色提醒")
    YELLOW = "yellow", _("黄色预警")
    RED = "red", _("红色督办")


class Light(models.TextChoices):
    """How a share stands against the time gone by (worklist.md §3)."""

    GREEN = "green", pgettext_lazy("progress", "正常")
    AMBER = "amber", _("滞后")
    RED = "red", _("严重滞后或逾期")


LIVE_ITEMS = (ItemState.ISSUING, ItemState.ISSUED)
LIVE_SHARES = (ShareState.ISSUED, ShareState.ACCEPTED, ShareState.DONE)
OPEN_SHARES = (ShareState.ISSUED, ShareState.ACCEPTED)
