"""劳动争议调解 (rights.md §4): from the application to an agreement both have signed, or to a notice of its end."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.cases.permissions import Cases
from unionhall.workflow import WORKER, Agreement, Held, Move, Service, Stage

from .. import actions, forms, panels
from ..limitation import DAYS
from ..queries import route

LAW: dict[str, Any] = {
    "legal_clock": "rights.mediation",
    "legal_end": _("调解须结束"),
    "legal_rule": _("劳动争议调解仲裁法第十四条：自申请调解之日起十五日内应达成协议，双方同意的可以延期。"),
    "on_legal_deadline": "expire",
}

ASKED = Stage("asked", _("待受理"), worker_sees=_("已提交"), days=1, **LAW)
INVITING = Stage("inviting", _("征询对方"), worker_sees=_("正在征询对方意见"), days=3, **LAW)
MEDIATING = Stage("mediating", _("调解中"), worker_sees=_("调解中"), days=8, **LAW)
DRAFTED = Stage("drafted", _("待签署"), worker_sees=_("协议待签署"), days=5, **LAW)
AGREED = Stage("agreed", _("达成协议"), worker_sees=_("已达成协议"), final=True)
REFUSED = Stage("refused", _("对方拒绝"), worker_sees=_("对方不同意调解，已终止"), final=True)
FAILED = Stage("failed", _("未达成协议"), worker_sees=_("没有达成协议，已终止"), final=True)
EXPIRED = Stage("expired", _("期满终止"), worker_sees=_("期限届满，已终止"), final=True)
DECLINED = Stage("declined", _("不予受理"), worker_sees=_("已办结"), final=True, ends=Held.DECLINED)
WITHDRAWN = Stage("withdrawn", _("已撤回"), worker_sees=_("已撤回"), final=True, ends=Held.WITHDRAWN)
RUNNING = (INVITING, MEDIATING, DRAFTED)


def from_case(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What a complaint already told: nobody types it again; its unit goes on with it."""
    kept = ("employer", "place", "cause", "employed", "group", "outside", *DAYS)
    found = {name: answers.get(name) for name in kept if answers.get(name)}
    return found | {
        "facts": answers.get("facts") or "",
        "claim": answers.get("wish") or answers.get("claim") or "",
        "amount": answers.get("amount") or "",
        "employer_name": answers.get("employer_name") or "",
        "handled_by": answers.get("handled_by"),
    }


MEDIATION = Service(
    code="rights.mediation",
    title=_("劳动争议调解"),
    summary=_("请工会出面，和单位坐下来谈，达成有法律效力的协议"),
    icon="users-group",
    category="rights",
    form=forms.Application,
    route=route,
    view=Cases.VIEW,
    days=15,
    starts=ASKED,
    sign_days=1,
    opens=actions.began,
    takes_over=from_case,
    hands_over_to=("rights.legal-aid", "supervision.clue", "aid.hardship"),
    first_answer="rights.first-answer",
    alike=("cause",),
    counts=("cases", "rights"),
    panels=(panels.mediation, panels.limits, panels.outside, panels.advice),
    agrees=(
        Agreement("cases.sensitive", _("我同意工会为办理这件事使用我填写的内容和材料。"), required=True),
        Agreement("rights.mediation", _("我愿意调解，同意工会把我的姓名和请求告诉对方单位。"), required=True),
    ),
    rule=_("劳动争议调解仲裁法第十条至第十六条；浙江省劳动人事争议调解仲裁条例"),
    moves=[
        Move(
            "accept", ASKED, to=INVITING, may=Cases.WORK, title=_("受理并征询对方"), asks=forms.Seated,
            then=actions.accept, primary=True,
        ),
        Move("decline", ASKED, to=DECLINED, may=Cases.WORK, title=_("不予受理"), says=_("不予受理的理由"),
             then=actions.decline),
        Move(
            "agree", INVITING, to=MEDIATING, may=Cases.WORK, title=_("对方同意调解"), asks=forms.Answered,
            then=actions.other_side_agrees, primary=True,
        ),
        Move(
            "refuse", (INVITING, MEDIATING), to=REFUSED, may=Cases.WORK, title=_("对方明确拒绝"),
            says=_("对方怎么说的"), then=actions.other_side_refuses,
        ),
        Move(
            "hear", MEDIATING, to=MEDIATING, may=Cases.WORK, title=_("记录一次调解"), asks=forms.Held, then=actions.hear
        ),
        Move(
            "extend", (MEDIATING, DRAFTED), to=MEDIATING, may=Cases.WORK, title=_("双方同意延期"),
            asks=forms.Extension, then=actions.extend,
        ),
        Move(
            "draft", (MEDIATING, DRAFTED), to=DRAFTED, may=Cases.WORK, title=_("拟定协议"), asks=forms.Agreement,
            then=actions.draft, primary=True,
        ),
        Move(
            "sign", DRAFTED, to=AGREED, may=Cases.WORK, title=_("双方已签署"), asks=forms.Signed, then=actions.sign,
            primary=True,
        ),
        Move(
            "fail", RUNNING, to=FAILED, may=Cases.WORK, title=_("调解未成"), says=_("未达成协议的情况"),
            asks=forms.Failure, then=actions.fail,
        ),
        Move("expire", (ASKED, *RUNNING), to=EXPIRED, may=Cases.WORK, title=_("期满终止"), says=_("说明"),
             then=actions.expire),
        Move("withdraw", (ASKED, *RUNNING), to=WITHDRAWN, may=WORKER, title=_("撤回申请"), then=actions.withdraw),
    ],
)  # fmt: skip
