"""事故: entered → inquiry → inquiry report → government's reply and measures → closed; void when entered by mistake."""

from django.utils.translation import gettext_lazy as _

from unionhall.workflow import Held, Lifecycle, Move, Stage

from .. import forms
from ..actions import accident_moves as moves
from ..actions import voiding
from ..permissions import Safety

SEEN = _("处理中")
ENTERED = Stage("entered", _("待参加调查"), worker_sees=SEEN, clock="safety.accident-start")
INQUIRY = Stage("inquiry", _("调查中"), worker_sees=SEEN, clock="safety.accident-inquiry")
REPORTED = Stage("reported", _("调查报告已提交，待批复"), worker_sees=SEEN, clock="safety.accident-reply-general")
CORRECTING = Stage("correcting", _("监督落实整改"), worker_sees=SEEN, clock="safety.accident-correct")
CLOSED = Stage("closed", _("已结案"), worker_sees=_("已办结"), final=True)
VOID = Stage(voiding.VOID, _("已作废（登记错误）"), worker_sees=_("已办结"), final=True, ends=Held.WITHDRAWN)

ACCIDENT = Lifecycle(
    code="safety.accident-file",
    title=_("生产安全事故"),
    series="SG",
    view=Safety.ACCIDENT_VIEW,
    page="safety:accident",
    starts=ENTERED,
    rule=_("生产安全事故报告和调查处理条例"),
    moves=[
        Move(
            "join", (ENTERED, INQUIRY), to=INQUIRY, may=Safety.ACCIDENT, title=_("登记工会参加调查人员"),
            asks=forms.Member, then=moves.joined,
        ),
        Move(
            "extend", INQUIRY, to=INQUIRY, may=Safety.ACCIDENT, title=_("调查延期"), says=_("批准机关和文号"),
            check=moves.may_extend, then=moves.extended,
        ),
        Move(
            "report", INQUIRY, to=REPORTED, may=Safety.ACCIDENT, title=_("登记调查报告"), asks=forms.Reported,
            then=moves.reported, primary=True,
        ),
        Move(
            "extend_reply", REPORTED, to=REPORTED, may=Safety.ACCIDENT, title=_("批复延期"), says=_("批准机关和文号"),
            check=moves.may_extend_reply, then=moves.reply_extended,
        ),
        Move(
            "reply", REPORTED, to=CORRECTING, may=Safety.ACCIDENT, title=_("登记政府批复"), asks=forms.Replied,
            then=moves.replied, primary=True,
        ),
        Move(
            "close", CORRECTING, to=CLOSED, may=Safety.DECIDE, title=_("结案"), says=_("整改落实情况"),
            check=moves.may_close, primary=True,
        ),
        Move(
            "void", (ENTERED, INQUIRY, REPORTED, CORRECTING), to=VOID, may=Safety.DECIDE, title=_("作废（登记错误）"),
            says=_("作废的原因"), check=voiding.may_void, then=voiding.voided,
        ),
    ],
)  # fmt: skip
