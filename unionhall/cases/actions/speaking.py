"""Words about a case: between the worker and the union, notes among staff, and what is not yet sent."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit.access import NotAllowed
from unionhall.kit.text import in_house_language
from unionhall.workflow import Service

from ..choices import EventKind
from ..keeping import Kept, drop
from ..models import Case, CaseEvent, Draft
from ..permissions import Cases
from ..refusals import WordsNeeded
from . import papers as kept_papers
from .placing import take_silently
from .standing import require_work, still_open, write
from .telling import enter, headline, tell_holder, tell_worker

LONGEST = 2000


@in_house_language
@transaction.atomic
def write_to_worker(*, case: Case, words: str, by: Any, papers: Mapping[str, Iterable[Any]] | None = None) -> CaseEvent:
    """A message the worker reads on the case's page."""
    still_open(case)
    require_work(case, by, Cases.WORK)
    event = enter(case, EventKind.MESSAGE, by=by, words=_said(words), for_worker=True)
    kept_papers.add(case, papers or {}, by=by)
    write(case, wrote_at=None, **take_silently(case, by))
    audit.record("cases.message.sent", subject=case, by=by, to="worker")
    key = f"msg:{event.pk}"
    tell_worker(case, "message", _("工会给您留言"), headline(case), by=by, key=key)
    return event


@in_house_language
@transaction.atomic
def write_to_union(
    *, case: Case, words: str, by: Any, papers: Mapping[str, Iterable[Any]] | None = None, sender: bool = False
) -> CaseEvent:
    """A message from the worker, or from an anonymous sender who has shown the query code (`sender`)."""
    still_open(case)
    if by.pk != case.person_id and not (sender and case.query_code):
        raise NotAllowed
    event = enter(case, EventKind.MESSAGE, by=by, words=_said(words), for_worker=True)
    kept_papers.add(case, papers or {}, by=by)
    write(case, wrote_at=timezone.now())
    audit.record("cases.message.sent", subject=case, by=by, to="union")
    tell_holder(case, "message", _("来件人留言"), headline(case), by=by, key=f"msg:{event.pk}")
    return event


@transaction.atomic
def note(*, case: Case, words: str, by: Any) -> CaseEvent:
    """An internal record: staff read it, the worker does not."""
    require_work(case, by, Cases.WORK)
    event = enter(case, EventKind.NOTE, by=by, words=_said(words))
    audit.record("cases.note.written", subject=case, by=by)
    return event


@transaction.atomic
def enter_fact(*, case: Case, words: str, by: Any) -> CaseEvent:
    """What another room has learned, for the worker and the staff to read; that room has asked who may."""
    event = enter(case, EventKind.FACT, by=by, words=_said(words), for_worker=True)
    audit.record("cases.fact.entered", subject=case, by=by)
    return event


@transaction.atomic
def save_draft(
    *, service: Service, person: Any, answers: Mapping[str, Any], papers: Iterable[Mapping[str, Any]], by: Any
) -> Draft:
    """Keep what was typed so far, sealed; one draft a person and service."""
    draft = Draft.objects.of(person).select_for_update(of=("self",)).filter(service_code=service.code).first()
    draft = draft or Draft(person=person, service_code=service.code)
    draft.answers = json.dumps(answers, ensure_ascii=False)
    kept = {paper["file"] for paper in papers}
    gone = [Kept(**_paper(paper)) for paper in draft.papers if paper["file"] not in kept]
    draft.papers = list(papers)
    draft.save()
    transaction.on_commit(lambda: drop(gone))
    return draft


def _paper(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "field"}


def _said(words: str) -> str:
    if not words.strip():
        raise WordsNeeded
    return words.strip()[:LONGEST]
