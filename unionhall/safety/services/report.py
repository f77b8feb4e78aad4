"""报告安全隐患: a worker reports a danger; the case follows the hazard, which the union works on."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unionhall.workflow import SYSTEM, WORKER, Agreement, Held, Move, Panel, Service, Stage

from .. import actions, queries
from ..choices import Grade, HazardKind
from ..forms import HazardReport
from ..permissions import Safety

RECEIVED = Stage("received", _("待核实"), worker_sees=_("已提交"), days=3)
WORKING = Stage("working", _("督促整改中"), worker_sees=_("处理中"), days=30)
DONE = Stage("done", _("已整改"), worker_sees=_("已办结"), final=True)
DECLINED = Stage("declined", _("不属实"), worker_sees=_("已办结"), final=True, ends=Held.DECLINED)
WITHDRAWN = Stage("withdrawn", _("已撤回"), worker_sees=_("已撤回"), final=True, ends=Held.WITHDRAWN)


def from_case(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What another request already told; what exactly and where is verified on site."""
    return {
        "employer": answers.get("employer"),
        "place": answers.get("place") or "",
        "site": "",
        "spot": str(_("见来件内容")),
        "kind": HazardKind.OTHER.value,
        "grade": (Grade.IMMINENT if answers.get("danger") else Grade.GENERAL).value,
        "facts": answers.get("facts") or "",
    }


def hazard_panel(*, case: Any, user: Any, face: str) -> Panel | None:
    """How far the danger itself is: a link for staff, plain words for the worker."""
    hazard = queries.hazard_of_case(case)
    if hazard is None:
        return None
    facts = {"hazard": hazard, "steps": queries.plain_steps(hazard)}
    if face == "desk":
        facts["url"] = reverse("safety:hazard", args=[hazard.number])
    return Panel(_("隐患办理"), "safety/_case_panel.html", facts, icon="alert-triangle")


HAZARD_REPORT = Service(
    code="safety.hazard",
    title=_("报告安全隐患"),
    summary=_("拍照报告工作场所的危险，可以匿名，不会告诉单位是谁报告的"),
    icon="alert-triangle",
    category="rights",
    form=HazardReport,
    route=queries.route,
    view=Safety.VIEW,
    days=15,
    starts=RECEIVED,
    needs_person=False,
    may_hide_identity=True,
    hides_identity=True,
    may_be_anonymous=True,
    opens=actions.open_from_case,
    takes_over=from_case,
    alike=("kind",),
    panels=(hazard_panel,),
    agrees=(Agreement("cases.sensitive", _("我同意工会为处理这件隐患使用我填写的内容和照片。"), required=True),),
    rule=_("安全生产法：任何人有权报告事故隐患和安全生产违法行为，报告人受保护。"),
    moves=[
        Move("accept", RECEIVED, to=WORKING, may=SYSTEM, title=_("已核实")),
        Move("resolve", (RECEIVED, WORKING), to=DONE, may=SYSTEM, title=_("已整改")),
        Move("decline", (RECEIVED, WORKING), to=DECLINED, may=SYSTEM, title=_("不属实")),
        Move("withdraw", (RECEIVED, WORKING), to=WITHDRAWN, may=WORKER, title=_("撤回")),
    ],
)
