"""Stored values of labour-law supervision; a stored code never changes meaning."""

from enum import IntEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Scope(models.TextChoices):
    """监督事项 (Zhejiang regulation art. 9)."""

    EQUALITY = "01", _("平等就业")
    BYLAWS = "02", _("规章制度的制定、修改和执行")
    CONTRACT = "03", _("劳动合同的订立、履行、变更、解除和终止")
    AGREEMENT = "04", _("工资集体协商和集体合同")
    PAY = "05", _("工资、福利待遇和最低工资")
    HOURS = "06", _("工作时间、休息休假")
    SAFETY = "07", _("劳动安全卫生和职业病防治")
    INSURANCE = "08", _("社会保险")
    PROTECTED = "09", _("女职工、未成年工和残疾职工特殊保护")
    DEMOCRACY = "10", _("职工代表大会和民主管理")
    TRAINING = "11", _("职业培训和职工教育经费")
    OTHER = "12", _("法律法规规定的其他事项")
    DISPATCH = "13", _("劳务派遣单位和用工单位")


class Source(models.TextChoices):
    """Where a clue comes from; who complained is never part of it."""

    COMPLAINT = "complaint", _("职工投诉举报")
    PATROL = "patrol", _("巡查检查")
    WARNING = "warning", _("预警信息")
    HANDED = "handed", _("有关部门移交")
    OTHER = "other", _("其他")


class Special(models.TextChoices):
    """What lets a matter go straight to inquiry: no consultation, no reminder letter."""

    NONE = "", _("无")
    RETALIATION = "retaliation", _("打击报复")
    MINORS = "minors", _("涉及未成年工")
    MASS = "mass", _("群体性事件")


class InspectionStage(models.TextChoices):
    CLUE = "clue", _("线索待审查")
    HEAR = "hear", _("听取双方意见")
    CONSULT = "consult", _("协商处理")
    INVESTIGATE = "investigate", _("调查")
    LETTER = "letter", _("发函督促")
    AUTHORITY = "authority", _("政府部门处理")
    NOT_ACCEPTED = "not-accepted", _("不予受理")
    NO_BREACH = "no-breach", _("未发现违法")
    SETTLED = "settled", _("协商解决")
    CLOSED = "closed", _("已办结")


class RecordKind(models.TextChoices):
    """What is written down on the way."""

    TALK = "talk", _("谈话笔录")
    PLAN = "plan", _("调查方案")
    INQUIRY = "inquiry", _("调查笔录")
    EVIDENCE = "evidence", _("证据清单")
    BODIES = "bodies", _("听取企业代表组织意见")
    REFUSED = "refused", _("拒绝调查、提供虚假材料情况")


class LetterKind(models.TextChoices):
    REMINDER = "reminder", _("提示函")
    OPINION = "opinion", _("意见书")
    CORRECTION = "correction", _("整改意见书")
    RECOMMENDATION = "recommendation", _("建议书")


class LetterStage(models.TextChoices):
    DRAFT = "draft", _("拟稿")
    SIGNED = "signed", _("已签发，待送达")
    SERVED = "served", _("已送达，待答复")
    OVERDUE = "overdue", _("逾期未答复")
    REFUSED = "refused", _("拒收")
    ANSWERED = "answered", _("已答复，待复查")
    RECHECKED = "rechecked", _("已复查")
    RECOMMENDED = "recommended", _("已提请政府部门")
    FEEDBACK = "feedback", _("部门已反馈")
    CLOSED = "closed", _("已办结")
    WITHDRAWN = "withdrawn", _("已撤回")


class Answered(models.TextChoices):
    """How a letter to an employer was answered: what lists are narrowed by, kept in no column."""

    WAITING = "waiting", _("待答复")
    IN_TIME = "in-time", _("按期答复")
    LATE = "late", _("逾期答复")
    SILENT = "silent", _("逾期未答复")
    REFUSED = "refused", _("拒收")


class Post(models.TextChoices):
    """Who signs a letter."""

    CHAIR = "chair", _("工会主席")
    VICE = "vice", _("工会副主席")


class MeasureState(models.TextChoices):
    PROMISED = "promised", _("待落实")
    DONE = "done", _("已落实")
    PARTLY = "partly", _("部分落实")
    NOT = "not", _("未落实")


class Reason(models.TextChoices):
    """Why the authority is asked (Zhejiang regulation): nothing else allows a recommendation letter."""

    REFUSED = "R1", _("拒收监督意见书")
    SILENT = "R2", _("逾期未书面答复")
    UNMENDED = "R3", _("无正当理由不予改正")


class ActionTaken(models.TextChoices):
    """What the authority did."""

    ORDER = "order", _("责令改正")
    FINE = "fine", _("行政处罚")
    NONE = "none", _("未作处理")


class ReferralKind(models.TextChoices):
    """What went to whom beside the letters."""

    INSPECTORATE = "inspectorate", _("移送劳动保障监察")
    PROCURATORATE = "procuratorate", _("移送检察机关线索")
    CREDIT = "credit", _("记入信用档案")


class ChairPost(models.TextChoices):
    """Who chairs a committee: usually the union's chair or a vice-chair."""

    CHAIR = "chair", _("工会主席")
    VICE = "vice", _("工会副主席")
    OTHER = "other", _("其他")


class Told(models.TextChoices):
    """How whoever brought a clue heard how it ended."""

    CASE = "case", _("在诉求中告知")
    PHONE = "phone", _("电话")
    MEETING = "meeting", _("当面")
    WRITING = "writing", _("书面")


class SupervisorState(models.TextChoices):
    IN_OFFICE = "in-office", _("在任")
    EXPIRED = "expired", _("证件过期")
    ENDED = "ended", pgettext_lazy("supervisor", "已卸任")


class Indicator(models.TextChoices):
    """What an employer is warned by: counts, dates and shares, never words of persons."""

    ARREARS = "a", _("拖欠工资月数")
    LAYOFFS = "l", _("裁员")
    OVERTIME = "o", _("超时加班的职工比例")
    SAFETY = "s", _("事故和隐患")
    INSURANCE = "i", _("欠缴社会保险月数")
    COMPLAINANTS = "c", _("三十日内投诉人数")
    ABSCONDED = "x", _("用人单位负责人逃匿")


class InputSource(models.TextChoices):
    TICKETS = "tickets", _("诉求（三人以上匿名计数）")
    AUTHORITY = "authority", _("政府部门名单")
    ACCOUNT = "account", _("农民工工资专用账户")
    NOTICE = "notice", _("用人单位向工会的通报")
    INSPECTION = "inspection", _("监督检查")
    SURVEY = "survey", _("问卷调查")
    PAY_DATA = "pay-data", _("用人单位报送的工资数据")
    HAZARDS = "hazards", _("事故和隐患报告")


_I, _S = Indicator, InputSource
SOURCES = {  # what each indicator may be known from (supervision.md §6); answers of persons only where they are counted
    _I.ARREARS: (_S.TICKETS, _S.AUTHORITY, _S.ACCOUNT, _S.INSPECTION, _S.PAY_DATA),
    _I.LAYOFFS: (_S.NOTICE, _S.AUTHORITY, _S.INSPECTION),
    _I.OVERTIME: (_S.INSPECTION, _S.SURVEY, _S.PAY_DATA),
    _I.SAFETY: (_S.AUTHORITY, _S.HAZARDS, _S.INSPECTION),
    _I.INSURANCE: (_S.AUTHORITY, _S.INSPECTION),
    _I.COMPLAINANTS: (_S.TICKETS,),
    _I.ABSCONDED: (_S.AUTHORITY, _S.INSPECTION),
}


class Incident(models.TextChoices):
    """Indicator s, the gravest in force."""

    NONE = "none", _("无")
    HAZARD = "hazard", _("重大隐患逾期未整改")
    SERIOUS = "serious", _("重伤事故")
    DEATH = "death", _("死亡事故")


class Level(IntEnum):
    """Colours of warning; a higher number is worse."""

    GREEN = 0
    YELLOW = 1
    ORANGE = 2
    RED = 3

    @property
    def code(self) -> str:
        return self.name.lower()


class Colour(models.IntegerChoices):
    GREEN = 0, _("绿色")
    YELLOW = 1, _("黄色预警")
    ORANGE = 2, _("橙色预警")
    RED = 3, _("红色预警")


class Act(models.TextChoices):
    """What was done about a warning."""

    CALL = "call", _("电话了解")
    VISIT = "visit", _("上门走访")
    LETTER = "letter", _("发函")
    JOINT = "joint", _("会同部门处置")


WAYS = {  # of acting on a warning of that colour (supervision.md §6)
    Colour.YELLOW: (Act.CALL, Act.VISIT, Act.LETTER, Act.JOINT),
    Colour.ORANGE: (Act.VISIT, Act.JOINT),
    Colour.RED: (Act.JOINT,),
}


class ContestWay(models.TextChoices):
    """How an employer's objection came."""

    LINK = "link", _("用人单位通过链接提出")
    DESK = "desk", _("工会登记")


class WarningStage(models.TextChoices):
    RAISED = "raised", _("待处置")
    ACTED = "acted", _("已处置，跟踪中")
    CONTESTED = "contested", _("用人单位有异议")
    LIFTED = "lifted", _("已解除")


ISSUED_TO_EMPLOYERS = (LetterKind.REMINDER, LetterKind.OPINION, LetterKind.CORRECTION)
BREACH_LETTERS = (LetterKind.OPINION, LetterKind.CORRECTION)
WAITING_STAGES = (LetterStage.SERVED, LetterStage.OVERDUE)
SIGNED_AND_AFTER = (
    LetterStage.SIGNED,
    LetterStage.SERVED,
    LetterStage.OVERDUE,
    LetterStage.REFUSED,
    LetterStage.ANSWERED,
    LetterStage.RECHECKED,
    LetterStage.RECOMMENDED,
    LetterStage.FEEDBACK,
)
