"""Stored values about people and memberships (membership.md §5–7)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from unionhall.kit.identity import IdKind

__all__ = [
    "Basis",
    "Employment",
    "EndedHow",
    "ExportState",
    "IdKind",
    "JoinedHow",
    "MembershipState",
    "NewForm",
    "PersonKind",
    "PostKind",
    "RosterState",
    "RowState",
    "Sex",
    "TalkResult",
]


class PersonKind(models.TextChoices):
    PERSON = "person", _("实名")
    ANONYMOUS = "anonymous", _("匿名来件人")


class Basis(models.TextChoices):
    """The lawful ground on which personal data are kept (PIPL art. 13)."""

    CONSENT = "consent", _("本人同意")
    DUTY = "duty", _("依法实施工会会员实名管理")


class Sex(models.TextChoices):
    MALE = "m", _("男")
    FEMALE = "f", _("女")


class MembershipState(models.TextChoices):
    ACTIVE = "active", _("正常")
    RETAINED = "retained", _("保留会籍")
    ENDED = "ended", _("已终止")


class JoinedHow(models.TextChoices):
    JOINED = "joined", _("入会")
    TRANSFERRED = "transferred", _("转入")
    IMPORTED = "imported", _("名册导入")


class EndedHow(models.TextChoices):
    TRANSFERRED = "transferred", _("转出")
    RESIGNED = "resigned", _("退会")
    DEEMED = "deemed", _("自动退会")
    EXPELLED = "expelled", _("开除会籍")
    DECEASED = "deceased", _("去世")
    MERGED = "merged", _("合并重复档案")
    UNIT_CLOSED = "unit-closed", _("工会撤销后转移")


class TalkResult(models.TextChoices):
    """What came of talking to a member who neither pays nor takes part."""

    RESUMES = "resumes", _("愿意补交会费或参加活动")
    REFUSES = "refuses", _("仍不愿意")
    NOT_REACHED = "not-reached", _("没有联系上")


class Employment(models.TextChoices):
    """用工形式."""

    CONTRACT = "contract", _("合同制")
    DISPATCH = "dispatch", _("劳务派遣")
    FLEXIBLE = "flexible", _("灵活就业")
    PLATFORM = "platform", _("新就业形态")


class NewForm(models.TextChoices):
    """The eight groups of 新就业形态劳动者."""

    NONE = "", _("不属于")
    TRUCK = "truck", _("货车司机")
    RIDE = "ride", _("网约车司机")
    COURIER = "courier", _("快递员")
    RIDER = "rider", _("外卖配送员")
    CARER = "carer", _("护工护理员")
    DOMESTIC = "domestic", _("家政服务员")
    SHOP = "shop", _("商场信息员")
    AGENT = "agent", _("房产中介员")
    GUARD = "guard", _("保安员")


class PostKind(models.TextChoices):
    FULL_TIME = "full", _("专职")
    SECONDED = "seconded", _("挂职")
    PART_TIME = "part", _("兼职")
    VOLUNTEER = "volunteer", _("志愿者")


class RosterState(models.TextChoices):
    READING = "reading", _("正在检查")
    READY = "ready", _("待确认导入")
    APPLYING = "applying", _("正在导入")
    DONE = "done", _("已导入")
    FAILED = "failed", _("未完成")
    DROPPED = "dropped", _("已放弃")


class RowState(models.TextChoices):
    NEW = "new", _("新增")
    CHANGED = "changed", _("变更")
    SAME = "same", _("无变化")
    DUPLICATE = "duplicate", _("重复")
    ERROR = "error", _("有误")


class ExportState(models.TextChoices):
    ASKED = "asked", _("待同意")
    MAKING = "making", _("正在生成")
    DONE = "done", _("可下载")
    REFUSED = "refused", _("未同意")
    EXPIRED = "expired", _("已过期")
