"""The page of one case: facts, clocks, timeline, and what this user may do with it now."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from unionhall.accounts import queries as accounts
from unionhall.documents import queries as documents
from unionhall.kit.pages import page
from unionhall.orgs.permissions import Orgs
from unionhall.people.permissions import People

from .. import queries
from ..choices import EventKind, TimeClass
from ..forms import Opening
from ..labelled import named
from ..permissions import Cases
from .acting import ACTS

VIEWS = (Cases.VIEW, People.VIEW, Orgs.VIEW)  # one of them opens the desk; rows are asked for by each service's own


def shown(request: HttpRequest, case: Any, *, opened: list[dict[str, Any]] | None = None, **more: Any) -> HttpResponse:
    """The whole page; `opened` are sealed answers someone has just been allowed to read."""
    user = request.user
    own = queries.is_own(user, case)  # who sent it reads what the worker reads, and works on nothing
    helpers = [] if own else queries.helpers_of(case)
    written = documents.of_subject(case)
    entries = queries.timeline(case, for_worker=own)
    may_meet = any(entry.kind == EventKind.APPOINTMENT for entry in entries)  # every meeting begins with an entry
    return page(
        request,
        "cases/detail.html",
        case=case,
        service=case.service,
        stage=case.stage,
        time_class=TimeClass(case.time_class).label if case.time_class else "",
        who=queries.who(case),
        clock=queries.clock(case),
        entries=entries,
        linked=queries.readable(user, {entry.facts.get("number", "") for entry in entries}),
        moves=[move for move in queries.allowed_moves(user, case) if not move.by_worker],
        acts=[one for one in ACTS.values() if one.offered(user, case)],
        answers=named(case, case.answers),
        opened=opened,
        papers=queries.attachments_of(case),
        documents=documents.papers_for(written) if own else written,
        meetings=queries.appointments_of(case) if may_meet else [],
        helpers=[{"row": one, "mine": user.may(Cases.WORK, at=one.unit)} for one in helpers],  # type: ignore[union-attr]
        own=own,
        alike=[] if own else queries.others_alike(user, case),
        works=queries.may_work(user, case),
        panels=[] if own else queries.panels_of(case, user, "desk"),  # the worker's page has them for the worker
        reasons=accounts.in_words(queries.reasons_to_see(user, case, helpers)),
        **{"identity": None, "opening": opening(case), **more},
    )


def opening(case: Any, given: Any = None) -> Opening:
    """The form that asks for one of the sealed answers; without a choice where nothing is sealed."""
    return Opening(given, fields=[(row["name"], row["label"]) for row in named(case, queries.sealed(case))])
