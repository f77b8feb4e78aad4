"""劳动保护检查: planned → recorded → signed → closed; cancelled."""

from django.utils.translation import gettext_lazy as _

from unionhall.workflow import Held, Lifecycle, Move, Stage

from .. import forms
from ..actions import inspecting as moves
from ..permissions import Safety

SEEN = _("处理中")
PLANNED = Stage("planned", _("待检查"), worker_sees=SEEN, clock="safety.inspection-due")
RECORDED = Stage("recorded", _("已检查，待签字"), worker_sees=SEEN, clock="safety.inspection-sign")
SIGNED = Stage("signed", _("已签字，待办结"), worker_sees=SEEN, clock="safety.inspection-close")
CLOSED = Stage("closed", _("已办结"), worker_sees=_("已办结"), final=True)
CANCELLED = Stage("cancelled", _("已取消"), worker_sees=_("已办结"), final=True, ends=Held.WITHDRAWN)

INSPECTION = Lifecycle(
    code="safety.inspection",
    title=_("劳动保护检查"),
    series="LJ",
    view=Safety.VIEW,
    page="safety:inspection",
    starts=PLANNED,
    moves=[
        Move(
            "record", PLANNED, to=RECORDED, may=Safety.INSPECT, title=_("填写检查记录"), asks=forms.Record,
            then=moves.recorded, primary=True,
        ),
        Move(
            "sign", RECORDED, to=SIGNED, may=Safety.INSPECT, title=_("登记签字"), asks=forms.Signed,
            then=moves.signed, primary=True,
        ),
        Move("close", SIGNED, to=CLOSED, may=Safety.INSPECT, title=_("办结"), says=_("检查结论"), primary=True),
        Move("cancel", PLANNED, to=CANCELLED, may=Safety.INSPECT, title=_("取消"), says=_("取消的原因")),
    ],
)  # fmt: skip
