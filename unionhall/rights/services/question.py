"""咨询建议: a question or a suggestion, answered in writing."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.cases.permissions import Cases
from unionhall.workflow import WORKER, Held, Move, Service, Stage, Waiting

from ..forms import Question
from ..queries import route

ASKED = Stage("asked", _("待答复"), worker_sees=_("已提交"), days=5)
UNCLEAR = Stage(
    "unclear", _("待补充"), worker_sees=_("待您补充"), days=15, waits_for=Waiting.WORKER, on_deadline="lapse"
)
ANSWERED = Stage("answered", _("已答复"), worker_sees=_("已办结"), final=True)
WITHDRAWN = Stage("withdrawn", _("已撤回"), worker_sees=_("已撤回"), final=True, ends=Held.WITHDRAWN)
LAPSED = Stage("lapsed", _("逾期未补充"), worker_sees=_("已办结"), final=True, ends=Held.WITHDRAWN)


def from_case(answers: Mapping[str, Any]) -> dict[str, Any]:
    """A complaint that turns out to be a question: its facts are the question."""
    return {"topic": "law", "question": answers.get("facts", ""), "place": answers.get("place", "")}


QUESTION = Service(
    code="rights.question",
    title=_("咨询建议"),
    summary=_("问法律、问政策、提意见建议"),
    icon="help-circle",
    category="rights",
    form=Question,
    route=route,
    view=Cases.VIEW,
    days=5,
    starts=ASKED,
    sign_days=1,
    reopens_at=ASKED,
    first_answer="rights.first-answer",
    takes_over=from_case,
    rule=_("12351热线：一般诉求五个工作日"),
    moves=[
        Move("answer", ASKED, to=ANSWERED, may=Cases.WORK, title=_("答复"), says=_("答复内容"), primary=True),
        Move("ask", ASKED, to=UNCLEAR, may=Cases.WORK, title=_("请补充"), says=_("请补充什么")),
        Move("explain", UNCLEAR, to=ASKED, may=WORKER, title=_("补充"), says=_("您的补充"), primary=True),
        Move("lapse", UNCLEAR, to=LAPSED, may=Cases.WORK, title=_("逾期未补充，结束")),
        Move("withdraw", (ASKED, UNCLEAR), to=WITHDRAWN, may=WORKER, title=_("撤回")),
    ],
)
