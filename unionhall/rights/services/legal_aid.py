"""法律援助 (rights.md §5): application, decision, lawyer, stages, result; an objection is decided one level above."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.cases.permissions import Cases
from unionhall.orgs import queries as orgs
from unionhall.workflow import WORKER, Agreement, Held, Move, Service, Stage, Waiting

from .. import actions, forms, panels, queries
from ..limitation import DAYS
from ..permissions import Rights

ASKED = Stage("asked", _("待审查"), worker_sees=_("已提交"), clock="rights.legal-aid-decide-{kind}")
RETURNED = Stage(
    "returned", _("待补充"), worker_sees=_("待您补充"), days=15, waits_for=Waiting.WORKER, on_deadline="lapse"
)
GRANTED = Stage("granted", _("待指派律师"), worker_sees=_("已决定援助，正在指派律师"), clock="rights.legal-aid-assign")
HELPING = Stage("helping", _("援助中"), worker_sees=_("律师办理中"), days=60)
TOLD = Stage(
    "told", _("已告知不予援助"), worker_sees=_("没有通过，可以提出异议"), days=15, waits_for=Waiting.WORKER,
    on_deadline="settle",
)  # fmt: skip
OBJECTED = Stage("objected", _("异议审查中"), worker_sees=_("上级工会正在审查异议"), clock="rights.legal-aid-objection")
DONE = Stage("done", _("已结案"), worker_sees=_("已办结"), final=True)
REFUSED = Stage("refused", _("不予援助"), worker_sees=_("已办结"), final=True, ends=Held.DECLINED)
WITHDRAWN = Stage("withdrawn", _("已撤回"), worker_sees=_("已撤回"), final=True, ends=Held.WITHDRAWN)
LAPSED = Stage("lapsed", _("逾期未补充"), worker_sees=_("已办结"), final=True, ends=Held.WITHDRAWN)


def from_case(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What a complaint or a mediation already told; union aid, which checks nobody's means."""
    kept = ("employer", "place", "cause", "employed", "outside", *DAYS)
    found = {name: answers.get(name) for name in kept if answers.get(name)}
    group = str(answers.get("group") or answers.get("group_number") or "")
    if group.startswith("JT"):
        found["group_number"] = group
    return found | {
        "kind": "union",
        "group": "worker",
        "stage": "consult",
        "facts": answers.get("facts") or "",
        "claim": answers.get("claim") or answers.get("wish") or "",
        "amount": answers.get("amount") or "",
        "employer_name": answers.get("employer_name") or "",
        "handled_by": answers.get("handled_by"),
    }


def above(case: Any) -> Any:
    """Who decides an objection: the union one level up; the highest decides its own."""
    return orgs.parent_of(case.unit) or case.unit


def decided_at(case: Any) -> Any:
    """The union that decided first: it carries on when its refusal was wrong."""
    aid = queries.aid_of(case)
    return aid.unit if aid is not None else case.unit


LEGAL_AID = Service(
    code="rights.legal-aid",
    title=_("法律援助"),
    summary=_("律师免费帮您写文书、调解、仲裁、打官司"),
    icon="briefcase",
    category="rights",
    form=forms.AidApplication,
    route=queries.route_to_county,
    view=Cases.VIEW,
    days=15,
    starts=ASKED,
    sign_days=1,
    opens=actions.began_aid,
    takes_over=from_case,
    hands_over_to=("supervision.clue", "aid.hardship"),
    first_answer="rights.first-answer",
    alike=("cause",),
    counts=("cases", "rights"),
    panels=(panels.legal_aid, panels.limits, panels.outside, panels.advice, panels.ways),
    agrees=(
        Agreement("cases.sensitive", _("我同意工会为审查和办理援助使用我填写的内容和材料。"), required=True),
        Agreement("rights.lawyer", _("我同意把案情和材料交给指派的律师。"), required=True),
    ),
    rule=_("法律援助法；工会法第三十条；工会法律援助办法（总工发〔2008〕52号）"),
    moves=[
        Move(
            "grant", ASKED, to=GRANTED, may=Rights.GRANT, title=_("给予援助"), says=_("审查意见"),
            then=actions.grant_aid, primary=True,
        ),
        Move("ask", ASKED, to=RETURNED, may=Cases.WORK, title=_("请补充"), says=_("请补充什么")),
        Move("answer", RETURNED, to=ASKED, may=WORKER, title=_("补充"), says=_("您的补充"), primary=True),
        Move("lapse", RETURNED, to=LAPSED, may=Cases.WORK, title=_("逾期未补充，结束"), then=actions.withdraw_aid),
        Move(
            "refuse", ASKED, to=TOLD, may=Rights.GRANT, title=_("不予援助"), says=_("不予援助的理由"),
            then=actions.refuse_aid,
        ),
        Move(
            "object", TOLD, to=OBJECTED, may=WORKER, title=_("提出异议"), says=_("您的理由"), hands_to=above,
            primary=True,
        ),
        Move("settle", TOLD, to=REFUSED, may=Cases.WORK, title=_("没有异议，结束")),
        Move(
            "overrule", OBJECTED, to=GRANTED, may=Rights.GRANT, not_by="refuse", title=_("异议成立，给予援助"),
            says=_("理由"), then=actions.grant_aid, hands_to=decided_at, primary=True,
        ),
        Move(
            "uphold", OBJECTED, to=REFUSED, may=Rights.GRANT, not_by="refuse", title=_("维持不予援助"), says=_("理由")
        ),
        Move(
            "assign", (GRANTED, HELPING), to=HELPING, may=Cases.WORK, title=_("指派律师"), asks=forms.Appointed,
            then=actions.appoint, primary=True,
        ),
        Move(
            "progress", HELPING, to=HELPING, may=Cases.WORK, title=_("登记进展"), says=_("进展"), asks=forms.Progress,
            then=actions.progress_aid,
        ),
        Move(
            "finish", HELPING, to=DONE, may=Cases.WORK, title=_("结案"), says=_("结果说明"), asks=forms.Finished,
            then=actions.finish_aid, primary=True,
        ),
        Move(
            "withdraw", (ASKED, RETURNED, GRANTED, HELPING, TOLD, OBJECTED), to=WITHDRAWN, may=WORKER,
            title=_("撤回申请"), then=actions.withdraw_aid,
        ),
    ],
)  # fmt: skip
