"""Stored values of cases (rights.md §1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(models.TextChoices):
    PORTAL = "portal", _("门户")
    APP = "app", _("应用")
    HOTLINE = "hotline", _("热线")
    STATION = "station", _("服务站")
    WECHAT = "wechat", _("微信")
    WEIBO = "weibo", _("微博")
    VISIT = "visit", _("来访")
    TRANSFER = "transfer", _("转办")
    LETTER = "letter", _("来信")


ONLINE = (Channel.PORTAL, Channel.APP, Channel.WECHAT, Channel.WEIBO)  # nobody has spoken to the worker yet
AS_SENT = "as_sent"  # among a case's answers: what the sender had said where staff wrote something else since
TAKEN_DOWN = (Channel.HOTLINE, Channel.VISIT, Channel.LETTER, Channel.STATION, Channel.TRANSFER)  # typed by staff


class Secrecy(models.TextChoices):
    OPEN = "open", _("不隐藏")
    HIDDEN = "hidden", _("对单位和本单位工会隐藏身份")
    ANONYMOUS = "anonymous", _("匿名")


class Urgency(models.TextChoices):
    NORMAL = "normal", _("一般")
    URGENT = "urgent", _("紧急")
    CRITICAL = "critical", _("特急")


class TimeClass(models.TextChoices):
    """12351: three classes of time; the days of each are dated rules the service names."""

    ORDINARY = "ordinary", _("一般")
    DIFFICULT = "difficult", _("难点")
    COMPLEX = "complex", _("特别复杂")


class CallState(models.TextChoices):
    """What came of calling the worker back after it was done."""

    WAITING = "waiting", _("待回访")
    CONTENT = "content", _("满意")
    DISCONTENT = "discontent", _("不满意")
    UNREACHED = "unreached", _("联系不上")
    MOOT = "moot", _("已重新办理，不再回访")


class Status(models.TextChoices):
    """What a case is in general, whatever its service's stages; the plain words of ui.md."""

    OPEN = "open", _("处理中")
    WAITING = "waiting", _("待您补充")
    CLOSED = "closed", _("已办结")


class EventKind(models.TextChoices):
    OPENED = "opened", pgettext_lazy("timeline", "提交")
    MOVED = "moved", pgettext_lazy("timeline", "办理")
    DISPATCHED = "dispatched", pgettext_lazy("timeline", "转派")
    RETURNED = "returned", pgettext_lazy("timeline", "退回")
    TAKEN = "taken", pgettext_lazy("timeline", "签收")
    NOTE = "note", _("内部记录")
    FACT = "fact", pgettext_lazy("timeline", "进展")  # what became known, for both sides
    MESSAGE = "message", _("留言")
    HELPER = "helper", _("协办")
    APPOINTMENT = "appointment", _("预约")
    HANDED_OVER = "handed-over", pgettext_lazy("timeline", "转接")
    RATED = "rated", _("评价")
    REOPENED = "reopened", _("重新办理")
    ESCALATED = "escalated", _("升级")
    ATTACHED = "attached", _("附件")


class HopWhy(models.TextChoices):
    ROUTED = "routed", _("按规则派送")
    DISPATCHED = "dispatched", pgettext_lazy("timeline", "转派")
    RETURNED = "returned", pgettext_lazy("timeline", "退回")
    DECIDED = "decided", _("上级裁定")
    HANDED = "handed", _("随流程转交")
    REOPENED = "reopened", _("差评升级")
    ESCALATED = "escalated", _("超期升级")


class AppointmentState(models.TextChoices):
    OFFERED = "offered", _("待您确认")
    AGREED = "agreed", _("已约定")
    CAME = "came", _("已到场")
    MISSED = "missed", _("未到场")
    CANCELLED = "cancelled", _("已取消")


class RatingTag(models.TextChoices):
    """What a rating may say besides stars (evaluation.md §2); the first four praise, the others blame."""

    QUICK = "quick", _("办得快")
    KIND = "kind", _("态度好")
    SOLVED = "solved", _("解决了问题")
    CLEAR = "clear", _("讲得清楚")
    SLOW = "slow", _("办得慢")
    RUDE = "rude", _("态度差")
    UNSOLVED = "unsolved", _("没有解决问题")
    ROUND = "round", _("来回跑、来回问")


class RatingState(models.TextChoices):
    VALID = "valid", _("有效")
    EXCLUDED = "excluded", _("不计入")
