"""受理: what follows when a complaint has come in, the notice when it is not taken on, the letter that passes it on."""

from typing import Any

from django.db import transaction

from unionhall.cases import queries as read_cases
from unionhall.documents import actions as documents

from .. import queries
from . import facts as papers
from .groups import take_in
from .limits import watch
from .reports import expect_report


@transaction.atomic
def began_complaint(*, case: Any, by: Any) -> None:
    """Watch its last days, join the group it names, and see that danger and mass events are told to the authority."""
    watch(case=case, by=by)
    group = queries.group_named(case.answers)
    if group is not None:
        take_in(case=case, group=group, by=by)
    if queries.is_grave(case.answers):
        expect_report(case=case, by=by)


@transaction.atomic
def tell_not_accepted(*, case: Any, by: Any) -> Any:
    """不予受理通知书: drawn up with the reason given, and the last day to ask for arbitration."""
    reason = next((one.words for one in read_cases.timeline(case, for_worker=True) if one.words), "")
    limits = queries.limits_for(case)
    facts = {
        "applicant": papers.applicant(case),
        "respondent": papers.respondent(case),
        "matter": papers.matter(case),
        "reason": reason,
        "limits": [{"what": str(one.kind.label), "due": one.due} for one in limits],
    }
    return papers.draw(case, "rights.not-accepted", facts, by=by, to_worker=True)


@transaction.atomic
def refer_out(*, case: Any, by: Any, authority: str) -> Any:
    """转办函: a draft to that authority with the worker's name and facts, which the worker has agreed to."""
    facts = {
        "applicant": papers.applicant(case),
        "respondent": papers.respondent(case),
        "matter": papers.matter(case),
        "asked": next((one.words for one in read_cases.timeline(case, for_worker=True) if one.words), ""),
    }
    return documents.draw_up(
        kind="rights.referral", unit=case.unit, facts=facts, by=by, subject=case, employer=case.employer,
        addressee=authority.strip()[:80], case_number=case.number,
    )  # fmt: skip
