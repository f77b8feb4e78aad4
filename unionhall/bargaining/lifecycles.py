"""The courses of a round of bargaining and of a motion: stages, moves, clocks; set on their models at the start.

The models stand below the actions their moves lead to, so the tables of moves stand here, above both.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unionhall.workflow import Held, Lifecycle, Move, Stage

from .actions import motions, steps
from .forms import steps as forms
from .models import Motion, Round
from .permissions import Bargaining

SYSTEM = "system"  # matters.queries.SYSTEM: a scheduled duty, and nobody else
WORK = Bargaining.WORK

# --- a round -----------------------------------------------------------------------------------------------------

OFFER = Stage("offer", _("已要约，待答复"), "", clock="bargaining.reply")
PREPARE = Stage("preparing", _("已答复，准备协商"), "", clock="bargaining.prepare")
MEET = Stage("meet", pgettext_lazy("round", "协商中"), "", clock="bargaining.finish")
SUSPEND = Stage("suspend", _("协商中止"), "", clock="bargaining.suspend")
DISPUTED = Stage("disputed", _("提请行政部门协调"), "", clock="bargaining.dispute")
DRAFT = Stage("draft", _("草案已形成"), "", clock="bargaining.to-congress")
CONGRESS = Stage("congress", _("提交职代会表决"), "", clock="bargaining.to-congress")
NOT_PASSED = Stage("not_passed", _("未通过，重新协商"), "", clock="bargaining.talk-again")
SIGNED = Stage("signed", _("已签字，待报送"), "", clock="bargaining.submit")
SUBMITTED = Stage("submitted", _("已报送，待签收"), "", clock="bargaining.receipt")
REVIEW = Stage("review", _("行政部门审查"), "", clock="bargaining.silence", on_deadline="deem")
OBJECTED = Stage("objected", _("审查有异议，待修改"), "", clock="bargaining.mend")
IN_FORCE = Stage("in_force", _("已生效，待公布"), "", clock="bargaining.publish")
PUBLISHED = Stage("published", _("已公布，待抄报上级工会"), "", clock="bargaining.file-upper")
MONITOR = Stage("monitor", _("履行监督"), "", clock="bargaining.report-within")
ENDING = Stage("ending", _("已终止，待报送"), "", clock="bargaining.end-filing")
ENDED = Stage("ended", _("已终止"), "", final=True)
DROPPED = Stage("dropped", _("已撤回"), "", final=True, ends=Held.WITHDRAWN)

ROUND = Lifecycle(
    code="bargaining.round",
    title=_("集体协商"),
    starts=OFFER,
    view=Bargaining.VIEW,
    series="XS",
    page="bargaining:round",
    rule=_("集体合同规定；浙江省集体合同条例"),
    moves=[
        Move("reply", OFFER, PREPARE, WORK, _("登记答复"), asks=forms.ReplyForm, then=steps.replied, primary=True),
        Move(
            "begin",
            PREPARE,
            MEET,
            WORK,
            _("开始协商"),
            asks=forms.On,
            check=steps.sides_ready,
            then=steps.begun,
            primary=True,
        ),
        Move(
            "write_up",
            MEET,
            DRAFT,
            WORK,
            _("形成草案"),
            asks=forms.DraftForm,
            then=steps.drafted,
            primary=True,
        ),
        Move(
            "pause",
            MEET,
            SUSPEND,
            WORK,
            _("中止协商"),
            says=_("中止的原因"),
            asks=forms.SuspendForm,
            then=steps.suspended,
        ),
        Move("resume", SUSPEND, MEET, WORK, _("恢复协商"), asks=forms.On, then=steps.resumed, primary=True),
        Move(
            "call",
            DRAFT,
            CONGRESS,
            WORK,
            _("提交职代会"),
            asks=forms.CongressDay,
            then=steps.put_to_congress,
            primary=True,
        ),
        Move("fail", CONGRESS, NOT_PASSED, WORK, _("表决未通过"), check=steps.vote_failed, then=steps.failed),
        Move("talk_again", NOT_PASSED, MEET, WORK, _("重新协商"), asks=forms.On, then=steps.talked_again, primary=True),
        Move(
            "sign",
            CONGRESS,
            SIGNED,
            WORK,
            _("双方签字"),
            asks=forms.SignForm,
            check=steps.vote_passed,
            then=steps.signed,
            primary=True,
        ),
        Move(
            "submit", SIGNED, SUBMITTED, WORK, _("报送审查"), asks=forms.SubmitForm, then=steps.submitted, primary=True
        ),
        Move(
            "press",
            SIGNED,
            SIGNED,
            WORK,
            _("反映逾期不报送"),
            says=_("事实和请求"),
            asks=forms.On,
            then=steps.not_submitted,
        ),
        Move(
            "receive", SUBMITTED, REVIEW, WORK, _("登记签收"), asks=forms.ReceiptForm, then=steps.received, primary=True
        ),
        Move(
            "accept", REVIEW, IN_FORCE, WORK, _("审查无异议"), asks=forms.OpinionForm, then=steps.accepted, primary=True
        ),
        Move(
            "object",
            REVIEW,
            OBJECTED,
            WORK,
            _("审查有异议"),
            says=_("异议的内容"),
            asks=forms.OpinionForm,
            then=steps.objected,
        ),
        Move("deem", REVIEW, IN_FORCE, SYSTEM, _("期满未提出异议，自动生效"), then=steps.deemed),
        Move(
            "mend",
            OBJECTED,
            SUBMITTED,
            WORK,
            _("修改后重新报送"),
            says=_("改了什么"),
            asks=forms.MendForm,
            then=steps.mended,
            primary=True,
        ),
        Move(
            "publish",
            IN_FORCE,
            PUBLISHED,
            WORK,
            _("公布合同"),
            asks=forms.PublishForm,
            then=steps.published,
            primary=True,
        ),
        Move("file", PUBLISHED, MONITOR, WORK, _("抄报上一级工会"), asks=forms.On, then=steps.filed, primary=True),
        Move(
            "report",
            MONITOR,
            MONITOR,
            WORK,
            _("登记年度履行报告"),
            says=_("履行情况"),
            asks=forms.On,
            then=steps.reported,
            primary=True,
        ),
        Move(
            "end",
            (PUBLISHED, MONITOR),
            ENDING,
            WORK,
            _("解除合同"),
            says=_("经过和理由"),
            asks=forms.EndForm,
            then=steps.ended_early,
        ),
        Move("expire", (IN_FORCE, PUBLISHED, MONITOR), ENDING, SYSTEM, _("期限届满"), then=steps.expired),
        Move("replace", (IN_FORCE, PUBLISHED, MONITOR), ENDED, SYSTEM, _("由新合同代替")),
        Move("file_end", ENDING, ENDED, WORK, _("终止情况已报送"), asks=forms.On, then=steps.end_filed, primary=True),
        Move(
            "ask_authority",
            (OFFER, PREPARE, MEET, SUSPEND),
            DISPUTED,
            WORK,
            _("提请协调处理"),
            says=_("事实和请求"),
            asks=forms.TroubleForm,
            then=steps.authority_asked,
        ),
        Move("prolong", DISPUTED, DISPUTED, WORK, _("延长协调期限"), says=_("书面理由"), then=steps.prolonged),
        Move(
            "settle",
            DISPUTED,
            MEET,
            WORK,
            _("协调后恢复协商"),
            says=_("协调结果"),
            asks=forms.On,
            then=steps.settled,
            primary=True,
        ),
        Move(
            "drop",
            (OFFER, PREPARE, MEET, SUSPEND, DISPUTED, DRAFT, NOT_PASSED),
            DROPPED,
            WORK,
            _("撤回要约"),
            says=_("撤回的理由"),
        ),
    ],
)

# --- a motion ----------------------------------------------------------------------------------------------------

FILED = Stage("filed", _("已提交，待审查"), "", clock="bargaining.motion-examine")
ACCEPTED = Stage("accepted", _("已立案，待答复"), "", clock="bargaining.motion-reply")
ANSWERED = Stage("answered", _("已答复，待评价"), "", clock="bargaining.motion-rate", on_deadline="close")
CLOSED = Stage("closed", pgettext_lazy("motion", "已办结"), "", final=True)
DECLINED = Stage("declined", _("不予立案"), "", final=True, ends=Held.DECLINED)

MOTION = Lifecycle(
    code="bargaining.motion",
    title=_("职工提案"),
    starts=FILED,
    view=Bargaining.VIEW,
    series="TA",
    page="bargaining:motion",
    moves=[
        Move(
            "accept",
            FILED,
            ACCEPTED,
            Bargaining.CONGRESS,
            _("立案"),
            asks=forms.DepartmentForm,
            then=motions.accepted,
            primary=True,
        ),
        Move("decline", FILED, DECLINED, Bargaining.CONGRESS, _("不予立案"), says=_("理由"), then=motions.declined),
        Move(
            "answer",
            ACCEPTED,
            ANSWERED,
            Bargaining.CONGRESS,
            _("登记答复"),
            asks=forms.MotionReply,
            then=motions.answered,
            primary=True,
        ),
        Move(
            "satisfied",
            ANSWERED,
            CLOSED,
            Bargaining.CONGRESS,
            _("提案人认可答复"),
            asks=forms.RateForm,
            then=motions.satisfied,
            primary=True,
        ),
        Move(
            "unsatisfied",
            ANSWERED,
            ACCEPTED,
            Bargaining.CONGRESS,
            _("提案人不满意，重新办理"),
            says=_("哪里不满意"),
            then=motions.unsatisfied,
        ),
        Move("satisfied_own", ANSWERED, CLOSED, SYSTEM, _("提案人评价满意"), then=motions.satisfied),
        Move("unsatisfied_own", ANSWERED, ACCEPTED, SYSTEM, _("提案人评价不满意"), then=motions.unsatisfied),
        Move("close", ANSWERED, CLOSED, SYSTEM, _("期满未评价，自动办结")),
    ],
)

Round.lifecycle, Motion.lifecycle = ROUND, MOTION
