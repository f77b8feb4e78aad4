"""What this room shows on the pages of its cases: last days, the mediation, the legal aid, the group."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.cases import queries as cases
from unionhall.cases.choices import Secrecy
from unionhall.funds import queries as funds
from unionhall.funds.permissions import Funds
from unionhall.workflow import Panel

from . import limitation, queries
from .advice import advice_on
from .choices import Ended, FilePaper, PromiseState


def limits(*, case: Any, user: Any, face: str) -> Panel | None:
    """时效: each last day with its arithmetic; asks no statement."""
    known = queries.dates_for(case)
    found, notes = limitation.limits(known), limitation.notes(known)
    if not found and not notes:
        return None
    change = reverse("rights:dates", args=[case.number]) if face == "desk" and _works(user, case) else ""
    warned = _("、").join(str(days) for days in limitation.warning_days())
    facts = {"limits": found, "notes": notes, "change": change, "warned": warned}
    return Panel(_("时效和期限"), "rights/_limits.html", facts, icon="calendar-due")


def outside(*, case: Any, user: Any, face: str) -> Panel | None:
    """仲裁、诉讼和监察: each step written down for this claim, in whichever case; asks nothing for one without any."""
    rows = queries.outside_of(case) if case.answers.get("outside") is not None else []
    works = face == "desk" and queries.goes_on_outside(case) and _works(user, case)
    if face == "home":
        rows = [one for one in rows if one.struck_on is None]
    if not rows and not works:
        return None
    facts = {"rows": rows, "works": works, "number": case.number, "case_id": case.pk}
    return Panel(_("仲裁、诉讼和监察"), "rights/_outside.html", facts, icon="scale")


def advice(*, case: Any, user: Any, face: str) -> Panel | None:
    """举证提示: by the matter; asks no statement."""
    lines = [] if case.is_closed else advice_on(str(case.answers.get("cause") or ""))
    return Panel(_("举证提示"), "rights/_advice.html", {"lines": lines}, icon="list-check") if lines else None


def group(*, case: Any, user: Any, face: str) -> Panel | None:
    """集体争议: the group a case belongs to, or how to form one."""
    number = str(case.answers.get("group") or "")
    if not number and (face == "home" or case.is_closed or case.employer_id is None or not _works(user, case)):
        return None
    facts = {"number": number, "new": "" if number else reverse("rights:group-new", args=[case.number])}
    return Panel(_("集体争议"), "rights/_group.html", facts, icon="users-group")


def ways(*, case: Any, user: Any, face: str) -> Panel | None:
    """代写文书: applications filled in from the case, for whoever works on it; none for a sender without a name."""
    if face == "home" or case.secrecy == Secrecy.ANONYMOUS or not _works(user, case):
        return None
    facts = {"case": case, "ways": queries.ways_on(case, None, []), "works": True, "number": case.number}
    return Panel(_("代写文书"), "rights/_ways.html", facts, icon="file-plus")


def report(*, case: Any, user: Any, face: str) -> Panel | None:
    """报告主管部门: each authority still to be told, or told; the worker reads only that it was."""
    rows = [row for row in queries.reports_of(case) if face != "home" or row.told_at is not None]
    if not rows:
        return None
    return Panel(_("报告主管部门"), "rights/_report.html", {"rows": rows}, icon="alert-triangle")


def mediation(*, case: Any, user: Any, face: str) -> Panel | None:
    """调解: who mediates, what was said, agreed and kept, and the ways on."""
    row = queries.mediation_of(case)
    if row is None:
        return None
    promises = queries.promises_of(row)
    works = face == "desk" and _works(user, case)
    sessions = queries.sessions_of(row)
    today = timezone.localdate()
    facts = {
        "row": row,
        "file_papers": [one for one in FilePaper.choices if sessions or one[0] != FilePaper.RECORD],
        "case": case,
        "sessions": sessions,
        "terms": queries.agreed_terms(row),
        "promises": promises,
        "unheard_of": {one.pk for one in promises if one.state == PromiseState.WAITING and one.due_on < today},
        "ways": queries.ways_on(case, row, promises) if row.outcome != Ended.OPEN else [],
        "works": works,
        "number": case.number,
    }
    return Panel(_("调解"), "rights/_mediation.html", facts, icon="users-group")


def legal_aid(*, case: Any, user: Any, face: str) -> Panel | None:
    """法律援助: kind, decision, lawyer, stage, result."""
    row = queries.aid_of(case)
    if row is None:
        return None
    owed = funds.payables_of(row, row.unit.desk_id) if row.subsidy and face == "desk" else []
    facts = {"row": row, "case": case, "owed": [(one, user.may(Funds.VIEW, at=one.unit)) for one in owed]}
    return Panel(_("法律援助"), "rights/_legal_aid.html", facts, icon="briefcase")


def _works(user: Any, case: Any) -> bool:
    return cases.may_work(user, case)
