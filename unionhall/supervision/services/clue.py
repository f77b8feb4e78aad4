"""监督举报: a worker reports a breach; it becomes a matter of supervision, whose result the worker is told."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.cases.permissions import Cases
from unionhall.workflow import SYSTEM, WORKER, Agreement, Held, Move, Service, Stage

from .. import actions
from ..choices import Scope
from ..forms.asking import Report
from ..queries.routing import route

RECEIVED = Stage("received", _("线索待审查"), worker_sees=_("已提交"), days=5)
WORKING = Stage("working", _("监督办理中"), worker_sees=_("处理中"), days=45)
DONE = Stage("done", _("已办结"), worker_sees=_("已办结"), final=True)
DECLINED = Stage("declined", _("不予受理"), worker_sees=_("已办结"), final=True, ends=Held.DECLINED)
WITHDRAWN = Stage("withdrawn", _("已撤回"), worker_sees=_("已撤回"), final=True, ends=Held.WITHDRAWN)

# what complaints call their causes, by the scope of supervision they fall under
SCOPES = {
    Scope.CONTRACT: ("11", "21", "22", "23", "24", "25", "26", "27", "31", "32"),
    Scope.HOURS: ("41", "42"),
    Scope.INSURANCE: ("43",),
    Scope.PROTECTED: ("44",),
    Scope.SAFETY: ("45",),
    Scope.PAY: ("46", "51", "52", "53", "54", "55", "56"),
    Scope.AGREEMENT: ("61",),
}


def from_case(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What a complaint already told; nothing is asked again."""
    cause = str(answers.get("cause") or "")
    scope = next((scope for scope, causes in SCOPES.items() if cause in causes), Scope.OTHER)
    return {
        "employer": answers.get("using_employer") or answers.get("employer"),
        "employer_name": answers.get("using_name") or answers.get("employer_name") or "",
        "place": answers.get("place") or "",
        "scope": str(answers.get("scope") or scope.value),
        "special": "",
        "people": int(answers.get("people") or 1),
        "facts": answers.get("facts") or answers.get("question") or "",
    }


CLUE = Service(
    code="supervision.clue",
    title=_("监督举报"),
    summary=_("单位违反劳动法律法规，请工会监督"),
    icon="shield-check",
    category="rights",
    form=Report,
    route=route,
    view=Cases.VIEW,
    days=60,
    starts=RECEIVED,
    may_hide_identity=True,
    hides_identity=True,
    may_be_anonymous=True,
    needs_person=False,
    opens=actions.clue_from_case,
    takes_over=from_case,
    alike=("scope",),
    agrees=(Agreement("cases.sensitive", _("我同意工会为办理这件事使用我填写的内容和材料。"), required=True),),
    rule=_("浙江省工会劳动法律监督条例"),
    moves=[
        Move("begin", RECEIVED, to=WORKING, may=SYSTEM, title=_("受理")),
        Move("finish", (RECEIVED, WORKING), to=DONE, may=SYSTEM, title=_("监督办结"), says=_("办理结果")),
        Move("decline", RECEIVED, to=DECLINED, may=SYSTEM, title=_("不予受理"), says=_("不予受理的理由")),
        Move("withdraw", (RECEIVED, WORKING), to=WITHDRAWN, may=WORKER, title=_("撤回")),
    ],
)
