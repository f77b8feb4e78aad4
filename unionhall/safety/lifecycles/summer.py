"""高温作业提醒: draft → sent. 送清凉: planned → approved → done."""

from django.utils.translation import gettext_lazy as _

from unionhall.workflow import Held, Lifecycle, Move, Stage

from ..actions import cooling, warming
from ..permissions import Safety

SEEN = _("处理中")
DRAFT = Stage("draft", _("草稿"), worker_sees=SEEN, clock="safety.heat-send")
SENT = Stage("sent", _("已发出"), worker_sees=_("已办结"), final=True)
DROPPED = Stage("dropped", _("已作废"), worker_sees=_("已办结"), final=True, ends=Held.WITHDRAWN)

HEAT = Lifecycle(
    code="safety.heat",
    title=_("高温作业提醒"),
    series="GW",
    view=Safety.VIEW,
    page="safety:heat-notice",
    starts=DRAFT,
    rule=_("防暑降温措施管理办法（安监总安健〔2012〕89号）"),
    moves=[
        Move(
            "send", DRAFT, to=SENT, may=Safety.HEAT, title=_("发给本地区各工会"), check=warming.in_reach,
            then=warming.sent, primary=True,
        ),
        Move("drop", DRAFT, to=DROPPED, may=Safety.HEAT, title=_("作废"), says=_("作废的原因")),
    ],
)  # fmt: skip

PLANNED = Stage("planned", _("待批准"), worker_sees=SEEN, clock="safety.cooling-approve")
APPROVED = Stage("approved", _("慰问中"), worker_sees=SEEN, clock="safety.cooling-receipt")
DONE = Stage("done", _("已结束"), worker_sees=_("已办结"), final=True)
REFUSED = Stage("refused", _("未批准"), worker_sees=_("已办结"), final=True, ends=Held.DECLINED)

COOLING = Lifecycle(
    code="safety.cooling",
    title=_("送清凉"),
    series="QL",
    view=Safety.VIEW,
    page="safety:cooling",
    starts=PLANNED,
    moves=[
        Move("propose", PLANNED, to=PLANNED, may=Safety.COOLING, title=_("提交审批"), check=cooling.has_places),
        Move(
            "approve", PLANNED, to=APPROVED, may=Safety.DECIDE, not_by="propose", title=_("批准"),
            check=cooling.has_places, then=cooling.approved, primary=True,
        ),
        Move("refuse", PLANNED, to=REFUSED, may=Safety.DECIDE, title=_("不批准"), says=_("理由")),
        Move(
            "finish", APPROVED, to=DONE, may=Safety.COOLING, title=_("结束"), says=_("小结"),
            check=cooling.all_signed, primary=True,
        ),
    ],
)  # fmt: skip
