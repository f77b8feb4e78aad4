"""Stored values of bargaining, congresses and disclosure (domain lists of the bargaining page)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """合同种类: kinds of collective contracts."""

    GEN = "GEN", _("综合性集体合同")
    WAGE = "WAGE", _("工资专项集体合同")
    SAFE = "SAFE", _("劳动安全卫生专项集体合同")
    WOMEN = "WOMEN", _("女职工权益保护专项集体合同")
    SECTOR = "SECTOR", _("行业性集体合同")
    AREA = "AREA", _("区域性集体合同")


OF_MANY = (Kind.SECTOR, Kind.AREA)  # bind all firms of a sector or an area


class Side(models.TextChoices):
    WORKERS = "workers", _("职工方")
    EMPLOYER = "employer", _("用人单位方")


class Scope(models.TextChoices):
    """What a round is for."""

    NEW = "new", pgettext_lazy("round", "新签")
    RENEW = "renew", pgettext_lazy("round", "续签")
    CHANGE = "change", pgettext_lazy("round", "变更")


class ChosenBy(models.TextChoices):
    """How a delegate of a side came to the post."""

    CHAIR = "chair", _("工会主席（负责人）")
    LEGAL_HEAD = "legal-head", _("法定代表人（主要负责人）")
    PROXY = "proxy", _("书面委托")
    CONGRESS = "congress", _("职工代表大会选举")
    ASSEMBLY = "assembly", _("职工大会选举")
    STAFF = "staff", _("职工民主推荐（过半数同意）")
    APPOINTED = "appointed", _("用人单位指派")


class Body(models.TextChoices):
    """Who votes on a draft."""

    CONGRESS = "congress", _("职工代表大会")
    ASSEMBLY = "assembly", _("职工大会")
    AREA_CONGRESS = "area-congress", _("区域（行业）职工代表大会")
    EACH_FIRM = "each-firm", _("各企业职工代表大会分别表决")


BODIES_OF_ONE = (Body.CONGRESS, Body.ASSEMBLY)
BODIES_OF_MANY = (Body.AREA_CONGRESS, Body.EACH_FIRM)


class Trouble(models.TextChoices):
    """Why the authority is asked to step in."""

    NO_REPLY = "no-reply", _("逾期不答复")
    REFUSED = "refused", _("拒绝协商")
    DELAYED = "delayed", _("拖延协商")
    NO_DATA = "no-data", _("不提供协商资料")
    DEADLOCK = "deadlock", _("协商不能达成一致")
    NOT_SUBMITTED = "not-submitted", _("逾期不报送集体合同")


BEFORE_SIGNING = [one for one in Trouble if one != Trouble.NOT_SUBMITTED]


class EndedWhy(models.TextChoices):
    """Why an agreement is over."""

    EXPIRED = "expired", _("期限届满")
    REPLACED = "replaced", _("由新合同代替")
    AGREED = "agreed", _("双方协商解除")
    FIRM_ENDED = "firm-ended", _("用人单位终止")
    FORCE = "force", _("不可抗力致使无法履行")


class CongressKind(models.TextChoices):
    CONGRESS = "congress", _("职工代表大会")
    ASSEMBLY = "assembly", _("职工大会")
    AREA = "area", _("区域（行业）职工代表大会")


class ItemType(models.TextChoices):
    """议题类型: what a congress does with an item of its agenda."""

    HEAR = "hear", _("听取")
    DISCUSS = "discuss", _("审议（提出意见）")
    PASS = "pass", _("审议通过")
    DECIDE = "decide", _("审议决定")
    ELECT = "elect", _("选举")
    APPRAISE = "appraise", _("评议")
    VETO = "veto", _("审议（可以否决）")


NEEDS_VOTE = (ItemType.PASS, ItemType.DECIDE, ItemType.ELECT, ItemType.VETO)


class Result(models.TextChoices):
    """What came of an item."""

    OPEN = "open", pgettext_lazy("agenda item", "未进行")
    DONE = "done", pgettext_lazy("agenda item", "已进行")
    PASSED = "passed", pgettext_lazy("agenda item", "通过")
    FAILED = "failed", pgettext_lazy("agenda item", "未通过")


class AskedBy(models.TextChoices):
    """Who asks for an extra session."""

    PLAN = "plan", _("年度计划")
    EMPLOYER = "employer", _("用人单位")
    UNION = "union", _("工会")
    DELEGATES = "delegates", _("职工代表联名")


class PetitionKind(models.TextChoices):
    """What is asked for with signatures."""

    SESSION = "session", _("提议临时召开会议")
    REMOVAL_DELEGATES = "removal-delegates", _("职工代表联名提议罢免职工董事、监事")
    REMOVAL_STAFF = "removal-staff", _("职工联名提议罢免职工董事、监事")


class BoardSeat(models.TextChoices):
    """Where workers sit on a company's boards."""

    DIRECTOR = "director", _("职工董事")
    SUPERVISOR = "supervisor", _("职工监事")


class SeatEnded(models.TextChoices):
    """Why somebody no longer sits there."""

    EXPIRED = "expired", _("任期届满")
    RESIGNED = "resigned", pgettext_lazy("board seat", "辞职")
    REMOVED = "removed", _("罢免")
    LEFT = "left", _("调离或者解除劳动合同")


class Afterwards(models.TextChoices):
    """What is noted on an agreement no round watches over."""

    PUBLISHED = "published", _("向全体职工公布")
    FILED = "filed", _("抄报上一级工会")
    REPORTED = "reported", _("向职工代表大会报告履行情况")


class MotionClass(models.TextChoices):
    """提案类别."""

    PAY = "pay", _("工资福利")
    HOURS = "hours", _("工时休假")
    SAFETY = "safety", _("劳动安全卫生")
    INSURANCE = "insurance", _("社会保险")
    TRAINING = "training", _("教育培训")
    RULES = "rules", _("规章制度")
    WORK = "work", _("生产经营")
    LIFE = "life", _("食宿生活")
    OTHER = "other", pgettext_lazy("motion", "其他")


class Satisfaction(models.TextChoices):
    """What the proposer says of the reply."""

    SATISFIED = "satisfied", _("满意")
    MOSTLY = "mostly", _("基本满意")
    NOT = "not", _("不满意")


class Way(models.TextChoices):
    """公开形式: how an item is disclosed."""

    CONGRESS = "congress", _("职工代表大会")
    COUNCIL = "council", _("厂情发布会、联席会议")
    BOARD = "board", _("公开栏")
    INTRANET = "intranet", _("内部网络")
    PAPER = "paper", _("内部刊物、广播")
    HERE = "here", _("职工之家")
