"""隐患: reported → verified → notified → answered → fixing → rechecked → closed; overdue; handed to the authority.

The clocks named here are those of a general hazard; each move sets the one of the hazard's own grade.
"""

from django.utils.translation import gettext_lazy as _

from unionhall.workflow import SYSTEM, Held, Lifecycle, Move, Stage

from .. import forms
from ..actions import hazard_moves as moves
from ..permissions import Safety

SEEN = _("处理中")
REPORTED = Stage("reported", _("待核实"), worker_sees=_("已提交"), clock="safety.verify-general")
VERIFIED = Stage("verified", _("已核实，待通知"), worker_sees=SEEN, clock="safety.notice-general")
NOTIFIED = Stage("notified", _("已通知，待答复"), worker_sees=SEEN, clock="safety.answer-general", on_deadline="lapse")
ANSWERED = Stage("answered", _("已答复，待审方案"), worker_sees=SEEN, clock="safety.plan-accept")
FIXING = Stage("fixing", _("整改中"), worker_sees=SEEN, clock="safety.fix-default", on_deadline="lapse")
OVERDUE = Stage("overdue", _("逾期未整改"), worker_sees=SEEN, clock="safety.escalate-general")
HANDED = Stage("handed_to_authority", _("已移送监管部门"), worker_sees=SEEN, clock="safety.authority-feedback")
RECHECKED = Stage("rechecked", _("复查合格，待销号"), worker_sees=SEEN, clock="safety.close")
CLOSED = Stage("closed", _("已销号"), worker_sees=_("已办结"), final=True)
UNFOUNDED = Stage("unfounded", _("不属实"), worker_sees=_("已办结"), final=True, ends=Held.DECLINED)
PASSED = Stage("passed", _("已移交其他地区"), worker_sees=SEEN, final=True, ends=Held.WITHDRAWN)

HAZARD = Lifecycle(
    code="safety.danger",
    title=_("安全隐患"),
    series="YH",
    view=Safety.VIEW,
    page="safety:hazard",
    starts=REPORTED,
    rule=_("工会法；安全生产法；工会劳动保护监督检查有关规定"),
    moves=[
        Move(
            "verify", REPORTED, to=VERIFIED, may=Safety.WORK, title=_("核实"), asks=forms.Verified,
            then=moves.verified, primary=True,
        ),
        Move(
            "dismiss", (REPORTED, VERIFIED), to=UNFOUNDED, may=Safety.WORK, title=_("不属实"), says=_("核实情况和理由"),
            then=moves.unfounded,
        ),
        Move(
            "notify", VERIFIED, to=NOTIFIED, may=Safety.WORK, title=_("向用人单位提出"), asks=forms.Notice,
            then=moves.notified, primary=True,
        ),
        Move(
            "decide", (VERIFIED, NOTIFIED, OVERDUE), to=ANSWERED, may=Safety.WORK, title=_("登记撤离决定"),
            asks=forms.Decided, check=moves.may_decide, then=moves.decided,
        ),
        Move(
            "answer", (NOTIFIED, OVERDUE), to=ANSWERED, may=Safety.WORK, title=_("登记用人单位答复"),
            asks=forms.Answered, check=moves.may_answer, then=moves.answered, primary=True,
        ),
        Move(
            "accept", ANSWERED, to=FIXING, may=Safety.WORK, title=_("方案可行，跟踪整改"), check=moves.may_fix,
            then=moves.fixing, primary=True,
        ),
        Move(
            "send_back", ANSWERED, to=NOTIFIED, may=Safety.WORK, title=_("方案不行，退回补充"), says=_("哪里不行"),
            then=moves.sent_back,
        ),
        Move(
            "recheck", (FIXING, OVERDUE, HANDED), to=RECHECKED, may=Safety.WORK, title=_("复查合格"),
            asks=forms.Rechecked, then=moves.rechecked, primary=True,
        ),
        Move(
            "recheck_failed", FIXING, to=FIXING, may=Safety.WORK, title=_("复查不合格"), asks=forms.NotMended,
            then=moves.not_mended,
        ),
        Move("lapse", (NOTIFIED, FIXING), to=OVERDUE, may=SYSTEM, title=_("逾期"), then=moves.lapsed),
        Move(
            "hand_over", (VERIFIED, NOTIFIED, ANSWERED, FIXING, OVERDUE), to=HANDED, may=Safety.DECIDE,
            title=_("移送监管部门"), says=_("移送的理由"), asks=forms.HandedOver, then=moves.handed,
        ),
        Move(
            "pass_on", (REPORTED, VERIFIED, NOTIFIED, ANSWERED, FIXING, OVERDUE, HANDED, RECHECKED), to=PASSED,
            may=SYSTEM, title=_("移交其他地区"), then=moves.passed_on,
        ),
        Move(
            "close", RECHECKED, to=CLOSED, may=Safety.DECIDE, not_by="recheck", title=_("销号"), then=moves.closed,
            primary=True,
        ),
        Move(
            "feedback", HANDED, to=CLOSED, may=Safety.DECIDE, title=_("监管部门已处理，结案"), says=_("处理结果"),
            then=moves.closed,
        ),
    ],
)  # fmt: skip
