"""Every write of labour protection."""

from .accidents import change_casualties, mark_step, open_accident
from .appointing import appoint, end_inspector, renew
from .authority import tell_authority
from .caring import add_victim, answer_hardship, change_harm, mark_claim, owe_condolence, read_victims, visit_family
from .cooling import add_visit, plan_cooling, sign_visit
from .cup import enter_cup, take_back_award
from .escalating import escalate, escalate_late, escalate_undecided
from .hazards import open_from_case, report_hazard
from .inspecting import check_worker, plan_inspection
from .noting import note_answer
from .passing import follow_case, pass_hazard
from .voiding import void_closed
from .warming import tell_area, write_heat_notice

__all__ = [
    "add_victim",
    "add_visit",
    "answer_hardship",
    "appoint",
    "change_casualties",
    "change_harm",
    "check_worker",
    "end_inspector",
    "enter_cup",
    "escalate",
    "escalate_late",
    "escalate_undecided",
    "follow_case",
    "mark_claim",
    "mark_step",
    "note_answer",
    "open_accident",
    "open_from_case",
    "owe_condolence",
    "pass_hazard",
    "plan_cooling",
    "plan_inspection",
    "read_victims",
    "renew",
    "report_hazard",
    "sign_visit",
    "take_back_award",
    "tell_area",
    "tell_authority",
    "visit_family",
    "void_closed",
    "write_heat_notice",
]
