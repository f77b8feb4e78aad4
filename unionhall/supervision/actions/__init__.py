"""Every write about supervision."""

from .clues import accept, clue_from_case, end_case, name_employer, read_summary, refuse_clue, register_clue
from .colours import assess, assess_all, close_warning, contest, note_act, read_points
from .correcting import extend_feedback, note_feedback, note_recheck, note_result
from .inspecting import (
    add_record,
    begin_inquiry,
    close_inspection,
    consult,
    explain_no_breach,
    find_breach,
    name_supervisor,
    recuse,
    settle,
)
from .letters import draft_letter, edit_letter, send_reminders
from .numbers import derive, drop_input, enter_input, note_incident
from .passing import (
    file_pack,
    note_answer_of,
    note_credit,
    record_export,
    refer_to_inspectorate,
    refer_to_procuratorate,
)
from .recommending import recommend
from .serving import judge_silent, note_refusal, note_reply, note_served, sign, withdraw
from .supervisors import edit_supervisor, end_supervisor, expire_certificates, register_supervisor, renew_certificate

__all__ = [
    "accept",
    "add_record",
    "assess",
    "assess_all",
    "begin_inquiry",
    "close_inspection",
    "close_warning",
    "clue_from_case",
    "consult",
    "contest",
    "derive",
    "draft_letter",
    "drop_input",
    "edit_letter",
    "edit_supervisor",
    "end_case",
    "end_supervisor",
    "enter_input",
    "expire_certificates",
    "explain_no_breach",
    "extend_feedback",
    "file_pack",
    "find_breach",
    "judge_silent",
    "name_employer",
    "name_supervisor",
    "note_act",
    "note_answer_of",
    "note_credit",
    "note_feedback",
    "note_incident",
    "note_recheck",
    "note_refusal",
    "note_reply",
    "note_result",
    "note_served",
    "read_points",
    "read_summary",
    "recommend",
    "record_export",
    "recuse",
    "refer_to_inspectorate",
    "refer_to_procuratorate",
    "refuse_clue",
    "register_clue",
    "register_supervisor",
    "renew_certificate",
    "send_reminders",
    "settle",
    "sign",
    "withdraw",
]
