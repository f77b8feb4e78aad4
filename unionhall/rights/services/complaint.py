"""维权投诉: a worker's complaint against an employer (rights.md §1–4)."""

from django.utils.translation import gettext_lazy as _

from unionhall.cases.choices import TimeClass
from unionhall.cases.permissions import Cases
from unionhall.workflow import WORKER, Agreement, Held, Move, Service, Stage, Waiting

from .. import actions, panels
from ..forms import Complaint, Referred
from ..queries import route

MEDIATION_CONSENT = "rights.mediation"
REFER_CONSENT = "rights.refer"
NO_AGREEMENT = ("refused", "failed", "expired", "declined", "withdrawn")  # how a mediation ends without one

RECEIVED = Stage(
    "received",
    _("待受理"),
    worker_sees=_("已提交"),
    days=1,
    legal_clock="rights.not-accepted",
    legal_end=_("不受理的须书面告知"),
    legal_rule=_("浙江省工会劳动法律监督条例：不予受理的，自收到投诉之日起五个工作日内书面告知。"),
)
WORKING = Stage("working", _("办理中"), worker_sees=_("处理中"), days=10)
ASKED = Stage("asked", _("待补充"), worker_sees=_("待您补充"), days=15, waits_for=Waiting.WORKER, on_deadline="lapse")
MEDIATION = Stage(
    "mediation",
    _("调解中"),
    worker_sees=_("处理中（调解）"),
    days=12,
    legal_days=15,
    legal_rule=_("劳动争议调解仲裁法第十四条：自申请调解之日起十五日内应达成协议。"),
)
REFERRED = Stage("referred", _("已转部门"), worker_sees=_("已转有关部门办理"), days=15)
RESOLVED = Stage("resolved", _("已办结"), worker_sees=_("已办结"), final=True)
DECLINED = Stage("declined", _("不予受理"), worker_sees=_("已办结"), final=True, ends=Held.DECLINED)
WITHDRAWN = Stage("withdrawn", _("已撤回"), worker_sees=_("已撤回"), final=True, ends=Held.WITHDRAWN)
LAPSED = Stage("lapsed", _("逾期未补充"), worker_sees=_("已办结"), final=True, ends=Held.WITHDRAWN)

COMPLAINT = Service(
    code="rights.complaint",
    title=_("维权投诉"),
    summary=_("欠薪、社保、加班、解除合同等，单位侵犯了您的权益"),
    icon="scale",
    category="rights",
    form=Complaint,
    route=route,
    view=Cases.VIEW,
    days=15,
    starts=RECEIVED,
    may_hide_identity=True,
    hides_identity=True,
    may_be_anonymous=True,
    needs_person=False,
    sign_days=1,
    returns_allowed=2,
    reopens_at=WORKING,
    alike=("cause",),
    counts=("cases", "rights"),
    hands_over_to=(
        "rights.mediation",
        "rights.legal-aid",
        "supervision.clue",
        "safety.hazard",
        "aid.hardship",
        "rights.question",
    ),
    after_hand_over={"rights.mediation": "mediate"},
    after_follower={
        "rights.mediation:agreed": "resolve",
        **{f"rights.mediation:{stage}": "end_mediation" for stage in NO_AGREEMENT},
    },
    opens=actions.began_complaint,
    panels=(panels.report, panels.limits, panels.outside, panels.advice, panels.group, panels.ways),
    calls_back="rights.call-back",
    first_answer="rights.first-answer",
    time_class=TimeClass.DIFFICULT,
    time_classes={
        TimeClass.ORDINARY: "rights.class-ordinary",
        TimeClass.DIFFICULT: "rights.class-difficult",
        TimeClass.COMPLEX: "rights.class-complex",
    },
    mediates=True,
    agrees=(
        Agreement("cases.sensitive", _("我同意工会为办理这件事使用我填写的内容和材料。"), required=True),
        Agreement(MEDIATION_CONSENT, _("我愿意由工会组织我和单位调解（可选）。")),
        Agreement(REFER_CONSENT, _("需要时，可以转给人社等部门办理（可选）。")),
    ),
    rule=_("中华全国总工会办公厅关于12351职工维权服务热线的规定；浙江省劳动人事争议调解仲裁条例"),
    moves=[
        Move("accept", RECEIVED, to=WORKING, may=Cases.WORK, title=_("受理"), primary=True),
        Move("ask", (RECEIVED, WORKING, MEDIATION), to=ASKED, may=Cases.WORK, title=_("请补充"), says=_("请补充什么")),
        Move("answer", ASKED, to=WORKING, may=WORKER, title=_("补充"), says=_("您的补充"), primary=True),
        Move("lapse", ASKED, to=LAPSED, may=Cases.WORK, title=_("逾期未补充，结束")),
        Move(
            "mediate",
            WORKING,
            to=MEDIATION,
            may=Cases.WORK,
            title=_("组织调解"),
            says=_("调解安排"),
            consent=MEDIATION_CONSENT,
        ),
        Move("end_mediation", MEDIATION, to=WORKING, may=Cases.WORK, title=_("调解未成"), says=_("原因和仲裁时效提示")),
        Move(
            "refer",
            WORKING,
            to=REFERRED,
            may=Cases.WORK,
            title=_("转有关部门"),
            says=_("请部门办理什么"),
            asks=Referred,
            then=actions.refer_out,
            consent=REFER_CONSENT,
        ),
        Move(
            "take_back", REFERRED, to=WORKING, may=Cases.WORK, title=_("部门退回，继续办理"), says=_("部门怎么答复的")
        ),
        Move(
            "resolve",
            (WORKING, MEDIATION, REFERRED),
            to=RESOLVED,
            may=Cases.WORK,
            title=_("办结"),
            says=_("处理结果"),
            primary=True,
        ),
        Move(
            "decline",
            RECEIVED,
            to=DECLINED,
            may=Cases.WORK,
            title=_("不予受理"),
            says=_("不予受理的理由"),
            then=actions.tell_not_accepted,
        ),
        Move("withdraw", (RECEIVED, WORKING, ASKED, MEDIATION, REFERRED), to=WITHDRAWN, may=WORKER, title=_("撤回")),
    ],
)
