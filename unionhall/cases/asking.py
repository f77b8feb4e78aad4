"""A request on its way: what was typed page by page, kept in a draft (signed in) or in the session (anonymous)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from unionhall.kit import crypto
from unionhall.kit.forms import AmountField, Paper, ServiceForm
from unionhall.kit.money import yuan
from unionhall.people import queries as people
from unionhall.workflow import Service

from . import actions, queries
from .keeping import Kept, keep
from .labelled import flat, in_words

_SEAL = b"cases.unsent"


@dataclass
class Unsent:
    """Answers as typed, by field, and papers already checked and kept."""

    answers: dict[str, list[str]] = field(default_factory=dict)
    papers: list[dict[str, Any]] = field(default_factory=list)

    def papers_of(self, name: str) -> list[dict[str, Any]]:
        return [paper for paper in self.papers if paper["field"] == name]

    def kept(self) -> dict[str, list[Kept]]:
        found: dict[str, list[Kept]] = {}
        for paper in self.papers:
            values = {key: value for key, value in paper.items() if key != "field"}
            found.setdefault(paper["field"], []).append(Kept(**values))
        return found


@dataclass(frozen=True)
class Step:
    """One page of questions."""

    number: int
    title: Any
    fields: tuple[str, ...]


def asker(request: HttpRequest) -> Any:
    """The person who is signed in, or None."""
    return people.person_of(request.user) if request.user.is_authenticated else None


def load(request: HttpRequest, service: Service) -> Unsent:
    if request.user.is_authenticated:
        return _from_draft(queries.draft_of(request.user, service.code))
    sealed = request.session.get(_key(service))
    try:
        return Unsent(**json.loads(crypto.decrypt(sealed, bound_to=_SEAL))) if sealed else Unsent()
    except crypto.CannotOpen:  # the key is gone with an old installation
        return Unsent()


def save(request: HttpRequest, service: Service, unsent: Unsent, person: Any) -> None:
    if request.user.is_authenticated:
        by = request.user
        actions.save_draft(service=service, person=person, answers=unsent.answers, papers=unsent.papers, by=by)
        return
    plain = json.dumps({"answers": unsent.answers, "papers": unsent.papers}, ensure_ascii=False)
    request.session[_key(service)] = crypto.encrypt(plain, bound_to=_SEAL)


def forget(request: HttpRequest, service: Service) -> None:
    """After sending; a signed-in worker's draft has gone with the act itself."""
    request.session.pop(_key(service), None)


def steps_of(service: Service, person: Any) -> list[Step]:
    """The pages with the fields the form really has; fields no page names come with the last."""
    form = service.form(person=person)
    titled = [(title, [name for name in names if name in form.fields]) for title, names in form.pages]
    named = {name for _title, names in titled for name in names}
    rest = [name for name in form.fields if name not in named]
    if not titled:
        titled = [(service.title, rest)]
    else:
        titled[-1][1].extend(rest)
    pages = [(title, tuple(names)) for title, names in titled if names]
    return [Step(number, title, names) for number, (title, names) in enumerate(pages, start=1)]


def form_of(
    service: Service, person: Any, unsent: Unsent, *, step: Step | None = None, request: HttpRequest | None = None
) -> ServiceForm:
    """The form bound to all that was typed (and to what this request brings), limited to one step if one is given."""
    posted = dict(request.POST.lists()) if request is not None else {}
    names = set(step.fields) if step else set()
    kept = {name: value for name, value in unsent.answers.items() if name not in names or request is None}
    files = request.FILES if request is not None else MultiValueDict()
    form: ServiceForm = service.form(data=MultiValueDict({**kept, **posted}), files=files, person=person)
    for name, one in list(form.fields.items()):
        if step is not None and name not in names:
            del form.fields[name]
        elif isinstance(one, Paper) and unsent.papers_of(name):
            one.required = False
    return form


def blank_form(
    service: Service, person: Any, unsent: Unsent, step: Step, given: Mapping[str, str] | None = None
) -> ServiceForm:
    """The step as first shown: typed before, else what the address gives (a scanned code), else the register."""
    initial: dict[str, Any] = {name: value for name, value in (given or {}).items() if name in step.fields}
    initial |= {name: values if len(values) > 1 else values[0] for name, values in unsent.answers.items() if values}
    form: ServiceForm = service.form(initial=initial, person=person)
    for name in list(form.fields):
        if name not in step.fields:
            del form.fields[name]
    return form


def take_answers(unsent: Unsent, form: ServiceForm, request: HttpRequest) -> None:
    """Put this step's answers into the draft, and its papers into the files folder."""
    for name, one in form.fields.items():
        if isinstance(one, Paper):
            dropped = set(request.POST.getlist(f"drop_{name}"))
            unsent.papers = [paper for paper in unsent.papers if paper["file"] not in dropped]
            for upload in form.cleaned_data.get(name) or []:
                unsent.papers.append({"field": name, **keep(upload).as_json()})
        else:
            unsent.answers[name] = request.POST.getlist(name)


def shown(form: ServiceForm, unsent: Unsent, service: Service, steps: list[Step]) -> list[dict[str, Any]]:
    """Check your answers: label, value in words, and where to change it; `form` is bound, whole and valid.

    What may be left out and was left out is not printed; a page with nothing given keeps one line.
    """
    rows = []
    for step in steps:
        url = reverse("cases:ask", args=[service.code, step.number])
        given = [name for name in step.fields if form.fields[name].required or _was_given(form, unsent, name)]
        rows += [
            {"label": form.fields[name].label, "value": _said(form, unsent, name), "change_url": url} for name in given
        ]
        if not given:
            rows.append({"label": step.title, "value": _("没有填"), "change_url": url})
    return rows


def _was_given(form: ServiceForm, unsent: Unsent, name: str) -> bool:
    if isinstance(form.fields[name], Paper):
        return bool(unsent.papers_of(name))
    return form.cleaned_data.get(name) not in (None, "", False, [])


def _said(form: ServiceForm, unsent: Unsent, name: str) -> str:
    one, value = form.fields[name], form.cleaned_data.get(name)
    if isinstance(one, Paper):
        return _("、").join(paper["name"] for paper in unsent.papers_of(name))
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(one, AmountField):
        return "" if value is None else yuan(value)
    options = dict(flat(getattr(one, "choices", ())))
    if options:
        chosen = value if isinstance(value, list) else [value]
        return _("、").join(str(options[str(item)]) for item in chosen if str(item) in options)
    return "" if value is None else in_words(name, value)


def _from_draft(draft: Any) -> Unsent:
    if draft is None or not draft.answers:
        return Unsent()
    return Unsent(json.loads(draft.answers.reveal()), list(draft.papers))


def _key(service: Service) -> str:
    return f"unsent:{service.code}"
