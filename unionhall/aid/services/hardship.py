"""困难求助: asking for help in hardship; the township looks, the county acknowledges (the files come later)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.cases.permissions import Cases
from unionhall.workflow import WORKER, Agreement, Held, Move, Service, Stage, Waiting

from ..forms import Hardship
from ..queries import county_of, route

ASKED = Stage("asked", _("待了解"), worker_sees=_("已提交"), days=3)
RETURNED = Stage(
    "returned", _("待补充"), worker_sees=_("待您补充"), days=15, waits_for=Waiting.WORKER, on_deadline="lapse"
)
CHECKED = Stage("checked", _("待县级确认"), worker_sees=_("处理中"), days=5)
ACKNOWLEDGED = Stage("acknowledged", _("已登记"), worker_sees=_("已办结"), final=True)
DECLINED = Stage("declined", _("不符合条件"), worker_sees=_("已办结"), final=True, ends=Held.DECLINED)
WITHDRAWN = Stage("withdrawn", _("已撤回"), worker_sees=_("已撤回"), final=True, ends=Held.WITHDRAWN)
LAPSED = Stage("lapsed", _("逾期未补充"), worker_sees=_("已办结"), final=True, ends=Held.WITHDRAWN)


def from_case(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What another request already told; the household is asked about when someone calls back."""
    return {"cause": "other", "situation": answers.get("facts") or answers.get("question") or "", "household": 1}


HARDSHIP = Service(
    code="aid.hardship",
    title=_("困难求助"),
    summary=_("生病、意外、失业、子女上学等，生活遇到困难"),
    icon="heart-handshake",
    category="help",
    form=Hardship,
    route=route,
    view=Cases.VIEW,
    days=10,
    starts=ASKED,
    sign_days=1,
    reopens_at=CHECKED,
    takes_over=from_case,
    agrees=(
        Agreement("cases.sensitive", _("我同意工会为核实困难情况使用我填写的家庭、健康和收入信息。"), required=True),
    ),
    rule=_("先建档、后帮扶、实名制"),
    moves=[
        Move(
            "check",
            ASKED,
            to=CHECKED,
            may=Cases.WORK,
            title=_("情况属实，报县级"),
            says=_("了解到的情况"),
            hands_to=county_of,
            primary=True,
        ),
        Move("ask", ASKED, to=RETURNED, may=Cases.WORK, title=_("请补充"), says=_("请补充什么")),
        Move("send_again", RETURNED, to=ASKED, may=WORKER, title=_("补充"), says=_("您的补充"), primary=True),
        Move("lapse", RETURNED, to=LAPSED, may=Cases.WORK, title=_("逾期未补充，结束")),
        Move(
            "acknowledge",
            CHECKED,
            to=ACKNOWLEDGED,
            may=Cases.WORK,
            not_by="check",
            title=_("登记并告知后续安排"),
            says=_("后续安排"),
            primary=True,
        ),
        Move("decline", (ASKED, CHECKED), to=DECLINED, may=Cases.WORK, title=_("不符合条件"), says=_("理由")),
        Move("withdraw", (ASKED, RETURNED, CHECKED), to=WITHDRAWN, may=WORKER, title=_("撤回")),
    ],
)
