"""One matter: what its page shows, the form of a move, a note, a paper.

A room's own view names who may open it and calls these; the row is asked for within scope each time.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from unionhall.accounts import queries as accounts
from unionhall.documents import queries as documents
from unionhall.kit.forms import Paper
from unionhall.kit.pages import page, told
from unionhall.kit.refusal import Refusal
from unionhall.kit.text import whole_number
from unionhall.workflow import Move

from .. import actions, queries
from ..choices import StepKind
from ..forms import HolderPick, NoteForm, Words
from ..keeping import file_of
from ..models import Matter, Step
from ..refusals import Changed, NotNow

NOTE, TAKE, ASSIGN = "note", "take", "assign"


def detail_context(request: HttpRequest, matter: Matter) -> dict[str, Any]:
    """What `matters/detail.html` prints: timeline, moves, clock, papers, documents, and why one may see it."""
    late = queries.is_late(matter)
    return {
        "matter": matter,
        "stage": matter.stage,
        "moves": queries.moves_for(matter, request.user),
        "works": not matter.is_closed and queries.may_work(request.user, matter),
        "late": late,
        "tone": "done" if matter.is_closed else "late" if late else "due",
        "entries": [_entry(matter, one) for one in queries.steps_of(matter)],
        "papers": queries.papers_of(matter),
        "documents": documents.of_subject(matter),
        "reasons": accounts.why(request.user, matter.lifecycle.view, matter.unit),
        "page": matter.lifecycle.page,
        "move_page": f"{matter.lifecycle.page}-move",
        "paper_page": f"{matter.lifecycle.page}-paper",
    }


def _entry(matter: Matter, step: Step) -> dict[str, Any]:
    title = str(StepKind(step.what).label)
    if step.what == StepKind.MOVED:
        move = next((one for one in matter.lifecycle.moves if one.name == step.move), None)
        stage = matter.lifecycle.stage(step.stage_code).title
        title = f"{move.title or move.name} → {stage}" if move is not None else str(stage)
    system = step.by_id <= accounts.LAST_SYSTEM_ID
    return {
        "at": step.at, "title": title, "who": _("系统") if system else f"{step.seat or step.unit} · {step.by_name}",
        "words": step.words.reveal() if step.words else "", "tone": "late" if step.what == StepKind.LATE else "neutral",
        "icon": {"note": "edit", "papers": "paperclip", "opened": "send", "late": "alert-triangle"}.get(step.what, ""),
    }  # fmt: skip


def move_page(request: HttpRequest, model: type[Matter], number: str, name: str, **form: Any) -> HttpResponse:
    """A move (or a note, a signing for, a naming) of one matter: its form on GET, the doing on POST.

    `form` are more keyword arguments for the move's own form, which also gets `case` (the row) when it takes it.
    """
    matter = queries.matter_for(model, request.user, number)
    if name in (NOTE, TAKE, ASSIGN):
        return _beside(request, matter, name)
    step = next((one for one in matter.lifecycle.moves_from(matter.stage_code) if one.name == name), None)
    if step is None or step.may == queries.SYSTEM:
        raise Http404
    if request.method != "POST" and queries.why_not(matter, step, by=request.user) is not None:
        raise Http404  # on POST the act itself says why not
    given = _forms(request, matter, step, form)
    if request.method == "POST" and all(one.is_valid() for one in given):
        return _moved(request, matter, step, given)
    return asked(request, matter, given, step.title or name)


def _forms(request: HttpRequest, matter: Matter, step: Move, more: dict[str, Any]) -> list[forms.Form]:
    given: list[forms.Form] = []
    posted = (request.POST or None, request.FILES or None)
    if step.says:
        given.append(Words(*posted, label=step.says))
    if step.asks is not None:
        wants = {"case": matter} if getattr(step.asks, "takes_case", False) else {}
        given.append(step.asks(*posted, **wants, **more))
    return given


def _moved(request: HttpRequest, matter: Matter, step: Move, given: list[forms.Form]) -> HttpResponse:
    facts: dict[str, Any] = {}
    papers: list[Any] = []
    for form in given:
        for name, value in form.cleaned_data.items():
            if isinstance(form.fields.get(name), Paper):
                papers += value
            else:
                facts[name] = value
    as_seen(request, matter)
    words = facts.pop("says", "")
    try:
        actions.move(matter=matter, name=step.name, by=request.user, says=words, papers=papers, **facts)
    except Refusal as refusal:
        return _refused(request, matter, step, given, refusal)
    messages.success(request, _("%(title)s：已办。") % {"title": step.title or step.name})
    return redirect(matter.lifecycle.page, matter.number)


def _refused(
    request: HttpRequest, matter: Matter, step: Move, given: list[forms.Form], refusal: Refusal
) -> HttpResponse:
    """The form again with the words at the field the refusal names; when somebody acted since, the row's page."""
    field = getattr(refusal, "field", "")
    typed = [form for form in given if field in form.fields] or [form for form in given if form.fields]
    if not typed or isinstance(refusal, Changed | NotNow):
        told(request, refusal)
        return redirect(matter.lifecycle.page, matter.number)
    typed[0].add_error(field if field in typed[0].fields else None, str(refusal))
    # as it lies in the table: what was refused has changed the row in memory
    return asked(request, queries.matter_for(type(matter), request.user, matter.number), given, step.title or step.name)


def _beside(request: HttpRequest, matter: Matter, name: str) -> HttpResponse:
    if matter.is_closed or not queries.may_work(request.user, matter):
        raise Http404
    posted = (request.POST or None, request.FILES or None)
    form: forms.Form
    if name == NOTE:
        form, title = NoteForm(*posted), _("添加记录")
    elif name == ASSIGN:
        needed = queries.working_permission(matter.lifecycle, matter.stage_code)
        form, title = HolderPick(*posted, holders=accounts.holders(needed, matter.unit)), _("指定承办人")
    else:
        form, title = forms.Form(*posted), _("签收")
    if request.method != "POST" or not form.is_valid():
        if request.method == "POST" and name == TAKE:
            form = forms.Form({})
            form.is_valid()
        else:
            return asked(request, matter, [form], title)
    as_seen(request, matter)
    try:
        _do_beside(matter, name, form.cleaned_data, request.user)
    except Refusal as refusal:
        told(request, refusal)
    return redirect(matter.lifecycle.page, matter.number)


def _do_beside(matter: Matter, name: str, given: dict[str, Any], by: Any) -> None:
    if name == NOTE:
        actions.note(matter=matter, words=given["says"], papers=given["papers"], by=by, typed=True)
    elif name == ASSIGN:
        actions.assign(matter=matter, to_person=given["holder"], by=by)
    else:
        actions.take(matter=matter, by=by)


def as_seen(request: HttpRequest, matter: Matter) -> None:
    """The version the page showed: if somebody acted since, the act refuses."""
    seen = whole_number(request.POST.get("version", ""))
    if seen is not None:
        matter.version = seen


def asked(request: HttpRequest, matter: Matter, given: list[forms.Form], title: Any) -> HttpResponse:
    """The page of one act: its forms, with what is wrong with them."""
    bound = any(form.is_bound for form in given)
    return page(
        request, "matters/move.html", status=422 if bound else 200, matter=matter, forms=given, title=title,
        page=matter.lifecycle.page,
    )  # fmt: skip


def paper(request: HttpRequest, model: type[Matter], number: str, pk: int) -> Any:
    """One paper of a matter, `?small` its thumbnail."""
    matter = queries.matter_for(model, request.user, number)
    return file_of(queries.paper_of(matter, pk), small="small" in request.GET)
