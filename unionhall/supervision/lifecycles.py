"""The three lifecycles of supervision as tables: inspections, letters, warnings (supervision.md §4–6).

They stand apart from the models, since their consequences are actions; `apps.py` joins them when the house starts.
"""

from django.utils.translation import gettext_lazy as _

from unionhall.workflow import SYSTEM, Held, Lifecycle, Move, Stage

from . import actions, forms
from .actions import contesting, correcting, inspecting, recommending, serving
from .choices import InspectionStage as I
from .choices import LetterStage as L
from .choices import WarningStage as W
from .models import Inspection, Letter, Warning
from .permissions import Supervision


def _stage(code: object, clock: str = "", **more: object) -> Stage:
    title = code.label  # type: ignore[attr-defined]
    return Stage(str(code.value), title, worker_sees=title, clock=f"supervision.{clock}" if clock else "", **more)  # type: ignore[arg-type, attr-defined]


# --- 监督事项 ---------------------------------------------------------------------------------------------------------

CLUE = _stage(I.CLUE, "screen")
HEAR = _stage(I.HEAR, "hear")
CONSULT = _stage(I.CONSULT, "consult")
INVESTIGATE = _stage(I.INVESTIGATE, "investigate")
LETTER = _stage(I.LETTER, "decide")
AUTHORITY = _stage(I.AUTHORITY, "authority-feedback")
NOT_ACCEPTED = _stage(I.NOT_ACCEPTED, final=True, ends=Held.DECLINED)
NO_BREACH = _stage(I.NO_BREACH, final=True)
SETTLED = _stage(I.SETTLED, final=True)
CLOSED = _stage(I.CLOSED, final=True)

WORK = Supervision.INSPECT

INSPECTION = Lifecycle(
    code="supervision.matter",
    title=_("劳动法律监督"),
    starts=CLUE,
    view=Supervision.VIEW,
    series="JD",
    page="supervision:matter",
    rule=_("浙江省工会劳动法律监督条例；工会劳动法律监督办法"),
    moves=[
        Move("accept", CLUE, to=HEAR, may=WORK, title=_("受理"), then=actions.accept, primary=True),
        Move(
            "refuse", CLUE, to=NOT_ACCEPTED, may=WORK, title=_("不予受理"), asks=forms.Because, then=actions.refuse_clue
        ),
        Move(
            "begin_consult",
            HEAR,
            to=CONSULT,
            may=WORK,
            title=_("协商处理"),
            asks=forms.ConsultForm,
            check=inspecting.check_consult,
            then=actions.consult,
        ),
        Move(
            "begin_inquiry",
            (HEAR, CONSULT),
            to=INVESTIGATE,
            may=WORK,
            title=_("开展调查"),
            asks=forms.InquiryForm,
            check=inspecting.check_inquiry,
            then=actions.begin_inquiry,
            primary=True,
        ),
        Move("settle", CONSULT, to=SETTLED, may=WORK, title=_("协商解决"), asks=forms.SettleForm, then=actions.settle),
        Move(
            "find_none",
            (HEAR, INVESTIGATE),
            to=NO_BREACH,
            may=WORK,
            title=_("未发现违法，办结"),
            asks=forms.ExplainForm,
            check=inspecting.check_none,
            then=actions.explain_no_breach,
        ),
        Move(
            "find_breach",
            INVESTIGATE,
            to=LETTER,
            may=WORK,
            title=_("查实违法，转发函"),
            asks=forms.BreachForm,
            check=inspecting.check_breach,
            then=actions.find_breach,
            primary=True,
        ),
        Move("refer", LETTER, to=AUTHORITY, may=SYSTEM, title=_("已提请政府部门")),
        Move(
            "close",
            (LETTER, AUTHORITY),
            to=CLOSED,
            may=WORK,
            title=_("办结"),
            asks=forms.ResultForm,
            check=inspecting.check_no_open_letters,
            then=actions.close_inspection,
            primary=True,
        ),
    ],
)

# --- 函件 -------------------------------------------------------------------------------------------------------------

DRAFT = _stage(L.DRAFT, "letter-sign")
SIGNED = _stage(L.SIGNED, "letter-serve")
SERVED = _stage(L.SERVED, "opinion-reply", on_deadline="lapse")  # the day itself is set by kind and receipt
OVERDUE = _stage(L.OVERDUE, "recommend")
REFUSED = _stage(L.REFUSED, "recommend")
ANSWERED = _stage(L.ANSWERED, "recheck")
RECHECKED = _stage(L.RECHECKED, "recommend")
RECOMMENDED = _stage(L.RECOMMENDED, "authority-feedback")
FEEDBACK = _stage(L.FEEDBACK, "decide")
LETTER_CLOSED = _stage(L.CLOSED, final=True)
WITHDRAWN = _stage(L.WITHDRAWN, final=True, ends=Held.WITHDRAWN)

OPEN = (DRAFT, SIGNED, SERVED, OVERDUE, REFUSED, ANSWERED)
ENDS = (SERVED, OVERDUE, REFUSED, ANSWERED, RECHECKED, RECOMMENDED, FEEDBACK)

LETTERS = Lifecycle(
    code="supervision.letter",
    title=_("监督函件"),
    starts=DRAFT,
    view=Supervision.VIEW,
    series="JH",
    page="supervision:letter",
    rule=_("浙江省工会劳动法律监督条例"),
    moves=[
        Move(
            "sign",
            DRAFT,
            to=SIGNED,
            may=Supervision.SIGN,
            title=_("签发"),
            asks=forms.SignForm,
            check=serving.check_sign,
            then=actions.sign,
            primary=True,
        ),
        Move(
            "serve",
            SIGNED,
            to=SERVED,
            may=WORK,
            title=_("登记送达"),
            asks=forms.ServeForm,
            then=actions.note_served,
            primary=True,
        ),
        Move(
            "note_refused",
            SIGNED,
            to=REFUSED,
            may=WORK,
            title=_("登记拒收"),
            asks=forms.RefusedForm,
            then=actions.note_refusal,
        ),
        Move(
            "answer",
            (SERVED, OVERDUE),
            to=ANSWERED,
            may=WORK,
            title=_("登记答复"),
            asks=forms.ReplyForm,
            check=serving.check_employer_letter,
            then=actions.note_reply,
            primary=True,
        ),
        Move("lapse", SERVED, to=OVERDUE, may=SYSTEM, title=_("逾期未答复"), then=actions.judge_silent),
        Move(
            "recheck",
            (ANSWERED, OVERDUE, RECHECKED),
            to=RECHECKED,
            may=WORK,
            title=_("登记复查"),
            asks=forms.RecheckForm,
            check=serving.check_employer_letter,
            then=actions.note_recheck,
        ),
        Move(
            "recommend",
            (REFUSED, OVERDUE, ANSWERED, RECHECKED),
            to=RECOMMENDED,
            may=Supervision.RECOMMEND,
            title=_("提请政府部门（拟建议书）"),
            asks=forms.RecommendForm,
            check=recommending.check_recommend,
            then=actions.recommend,
        ),
        Move(
            "note_promises",
            ANSWERED,
            to=ANSWERED,
            may=WORK,
            title=_("登记承诺措施"),
            asks=forms.PromiseForm,
            check=serving.check_employer_letter,
            then=actions.note_promises,
        ),
        Move(
            "note_taken",
            (SERVED, OVERDUE),
            to=SERVED,
            may=WORK,
            title=_("登记部门受理"),
            asks=forms.TakenForm,
            check=correcting.check_recommendation,
            then=actions.note_taken,
            primary=True,
        ),
        Move(
            "note_feedback",
            (SERVED, OVERDUE),
            to=FEEDBACK,
            may=WORK,
            title=_("登记部门反馈"),
            asks=forms.FeedbackForm,
            check=correcting.check_recommendation,
            then=actions.note_feedback,
        ),
        Move(
            "extend",
            SERVED,
            to=SERVED,
            may=WORK,
            title=_("部门延长办理期限"),
            asks=forms.ReasonForm,
            check=correcting.check_recommendation,
            then=actions.extend_feedback,
        ),
        Move(
            "close",
            ENDS,
            to=LETTER_CLOSED,
            may=WORK,
            title=_("办结"),
            asks=forms.ResultForm,
            check=correcting.check_close,
            then=actions.note_result,
        ),
        Move(
            "withdraw",
            OPEN,
            to=WITHDRAWN,
            may=Supervision.SIGN,
            title=_("撤回"),
            asks=forms.ReasonForm,
            then=actions.withdraw,
        ),
        Move("drop", DRAFT, to=WITHDRAWN, may=WORK, title=_("不再发出"), asks=forms.ReasonForm, then=actions.withdraw),
        Move("follow_signed", DRAFT, to=SIGNED, may=SYSTEM, title=_("签发"), then=serving.follow_signed),
        Move("follow_served", SIGNED, to=SERVED, may=SYSTEM, title=_("登记送达"), then=serving.follow_served),
        Move("follow_refused", SIGNED, to=REFUSED, may=SYSTEM, title=_("登记拒收"), then=serving.follow_refused),
        Move(
            "follow_answer", (SERVED, OVERDUE), to=ANSWERED, may=SYSTEM, title=_("收到答复"), then=serving.follow_answer
        ),
        Move(
            "follow_withdrawn",
            (*OPEN, RECHECKED, RECOMMENDED, FEEDBACK),
            to=WITHDRAWN,
            may=SYSTEM,
            title=_("撤回"),
            then=serving.follow_withdrawn,
        ),
    ],
)

# --- 预警 -------------------------------------------------------------------------------------------------------------

RAISED = _stage(W.RAISED, "warning-duty-yellow")  # the day itself is set by colour
ACTED = _stage(W.ACTED, "warning-follow")
CONTESTED = _stage(W.CONTESTED, "warning-contest")
LIFTED = _stage(W.LIFTED, final=True)

WARNINGS = Lifecycle(
    code="supervision.warning",
    title=_("用人单位预警"),
    starts=RAISED,
    view=Supervision.WARN_VIEW,
    series="YJ",
    page="supervision:warning",
    rule=_("用人单位劳动关系预警办法（建议稿）"),
    moves=[
        Move(
            "act",
            RAISED,
            to=ACTED,
            may=Supervision.WARN,
            title=_("登记处置"),
            says=_("处置情况"),
            asks=forms.ActForm,
            then=actions.note_act,
            primary=True,
        ),
        Move(
            "contest",
            (RAISED, ACTED),
            to=CONTESTED,
            may=Supervision.WARN,
            title=_("登记用人单位异议"),
            says=_("用人单位的异议和理由"),
            asks=forms.ContestForm,
            then=actions.contest,
        ),
        Move(
            "uphold",
            CONTESTED,
            to=ACTED,
            may=Supervision.SIGN,
            title=_("异议不成立"),
            says=_("复核情况和理由"),
            not_by="contest",
            check=contesting.check_decider,
            then=actions.uphold,
            primary=True,
        ),
        Move(
            "admit",
            CONTESTED,
            to=ACTED,
            may=Supervision.SIGN,
            title=_("异议成立"),
            says=_("复核情况和理由"),
            asks=forms.AdmitForm,
            not_by="contest",
            check=contesting.check_decider,
            then=actions.admit,
        ),
        Move(
            "follow_contest",
            (RAISED, ACTED),
            to=CONTESTED,
            may=SYSTEM,
            title=_("用人单位提出异议"),
            then=actions.contest_by_link,
        ),
        Move("worsen", (RAISED, ACTED), to=RAISED, may=SYSTEM, title=_("预警升级")),
        Move("worsen_contested", CONTESTED, to=CONTESTED, may=SYSTEM, title=_("预警升级")),
        Move("lift", (RAISED, ACTED, CONTESTED), to=LIFTED, may=SYSTEM, title=_("解除"), then=actions.close_warning),
    ],
)

Inspection.lifecycle, Letter.lifecycle, Warning.lifecycle = INSPECTION, LETTERS, WARNINGS
