"""安康杯: entered → self-scored → recommended level by level → checked → public notice → awarded."""

from django.utils.translation import gettext_lazy as _

from unionhall.workflow import Held, Lifecycle, Move, Stage

from .. import forms
from ..actions import cup as moves
from ..permissions import Safety

SEEN = _("处理中")
ENTERED = Stage("entered", _("已报名，待自评"), worker_sees=SEEN, clock="safety.cup-self")
SCORED = Stage("scored", _("已自评，待推荐"), worker_sees=SEEN, clock="safety.cup-check")
RECOMMENDED = Stage("recommended", _("逐级推荐中"), worker_sees=SEEN, clock="safety.cup-check")
CHECKED = Stage("checked", _("已审核，待公示"), worker_sees=SEEN, clock="safety.cup-check")
NOTICE = Stage("notice", _("公示中"), worker_sees=SEEN, clock="safety.cup-notice")
AWARDED = Stage("awarded", _("已授奖"), worker_sees=_("已办结"), final=True)
PASSED_OVER = Stage("passed_over", _("未入选"), worker_sees=_("已办结"), final=True, ends=Held.DECLINED)

CUP = Lifecycle(
    code="safety.cup",
    title=_("安康杯竞赛"),
    series="AK",
    view=Safety.VIEW,
    page="safety:cup-entry",
    starts=ENTERED,
    moves=[
        Move(
            "self_score", ENTERED, to=SCORED, may=Safety.CUP, title=_("自评打分"), asks=forms.Scored,
            then=moves.self_scored, primary=True,
        ),
        Move(
            "recommend", (SCORED, RECOMMENDED), to=RECOMMENDED, may=Safety.CUP_JUDGE, not_by="self_score",
            title=_("推荐到上一级"), says=_("推荐意见"), check=moves.may_recommend, then=moves.recommended,
        ),
        Move(
            "judge", (SCORED, RECOMMENDED), to=CHECKED, may=Safety.CUP_JUDGE, not_by="self_score", title=_("审核打分"),
            asks=forms.Scored, check=moves.may_judge, then=moves.judged, primary=True,
        ),
        Move(
            "announce", CHECKED, to=NOTICE, may=Safety.CUP_JUDGE, title=_("公示"), check=moves.may_announce,
            then=moves.announced, primary=True,
        ),
        Move(
            "award", NOTICE, to=AWARDED, may=Safety.CUP_JUDGE, title=_("授奖"), says=_("授奖文号"),
            check=moves.may_award, then=moves.awarded, primary=True,
        ),
        Move(
            "pass_over", (ENTERED, SCORED, RECOMMENDED, CHECKED, NOTICE), to=PASSED_OVER, may=Safety.CUP_JUDGE,
            title=_("不入选"), says=_("理由"), check=moves.may_pass_over,
        ),
    ],
)  # fmt: skip
