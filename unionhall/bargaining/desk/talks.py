"""Around the table: the matrix of offers, meetings, drafts and their differences, surveys."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kit.pages import changes, page, reads, tried

from .. import actions, queries
from ..actions.papers import agreed, offered
from ..comparing import side_by_side
from ..forms.rounds import ClauseForm, DraftText, MeetingForm, PositionForm, SaidForm, SurveyForm, TallyForm
from ..models import Clause, Round
from ..permissions import Bargaining
from .acting import REFUSED, act_page, acted, posted
from .data import beside_matrix


def _round(request: HttpRequest, number: str, needs: str = Bargaining.WORK) -> Round:
    return queries.round_for(request.user, number, needs)


def _crumbs(row: Round) -> list[tuple[str, str]]:
    return [
        (_("集体协商"), reverse("bargaining:rounds")), (row.number, reverse("bargaining:round", args=[row.number])),
    ]  # fmt: skip


@reads(Bargaining.VIEW)
def matrix(request: HttpRequest, number: str) -> HttpResponse:
    """Each clause across all meetings, with the floor of the law and what neighbours reached."""
    row = _round(request, number, Bargaining.VIEW)
    lines = [
        {
            "line": line, "agreed": agreed(line.clause),
            "offers": [(m, offered(line.clause, a), offered(line.clause, b)) for m, a, b in line.offers],
            "floor": f"{line.floor.value.normalize():,f}" if line.floor else "",
            "sector": f"{line.sector.value.normalize():,f}" if line.sector and line.sector.value else "",
            "neighbours": f"{line.neighbours.normalize():,f}" if line.neighbours is not None else "",
        }
        for line in queries.matrix(row)
    ]  # fmt: skip
    works = not row.is_closed and request.user.may(Bargaining.WORK, at=row.unit)  # type: ignore[union-attr]
    return page(
        request, "bargaining/matrix.html", row=row, lines=lines, meetings=queries.meetings_of(row), works=works,
        may_note=works and row.in_force_on is None, **beside_matrix(row),
    )  # fmt: skip


@changes(Bargaining.WORK, once=True)
def clause_new(request: HttpRequest, number: str) -> HttpResponse:
    row = _round(request, number)
    return act_page(
        request, ClauseForm(posted(request)),
        lambda given: actions.add_clause(round=row, by=request.user, **given),
        title=_("新的协商条款"), back=reverse("bargaining:matrix", args=[number]), crumbs=_crumbs(row),
        words=_("有法定标准的条款，约定时会自动与当地标准比较。"),
    )  # fmt: skip


def _clause(row: Round, pk: int) -> Clause:
    found = next((one for one in queries.clauses_of(row) if one.pk == pk), None)
    if found is None:
        raise Http404
    return found


@changes(Bargaining.WORK, once=True)
def position(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """What one side offered for a clause at a meeting."""
    row = _round(request, number)
    clause, meetings = _clause(row, pk), queries.meetings_of(row)
    choices = [(m.pk, _("第%(n)d次会议") % {"n": m.number}) for m in reversed(meetings)]
    form = PositionForm(posted(request), meetings=choices)

    def act(given: dict[str, Any]) -> Any:
        held = next(m for m in meetings if m.pk == given["meeting"])
        return actions.take_position(round=row, clause=clause, by=request.user, **(given | {"meeting": held}))

    return act_page(
        request, form, act, title=_("“%(title)s”的意见") % {"title": clause.title},
        back=reverse("bargaining:matrix", args=[number]), crumbs=_crumbs(row),
        words="" if meetings else _("请先登记会议。"),
    )  # fmt: skip


@changes(Bargaining.WORK, once=True)
def settle(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """What both sides agreed on for a clause."""
    row = _round(request, number)
    clause = _clause(row, pk)
    form = SaidForm(posted(request), initial={"value": clause.agreed, "words": clause.agreed_words})
    return act_page(
        request, form, lambda given: actions.agree(round=row, clause=clause, by=request.user, **given),
        title=_("“%(title)s”的约定") % {"title": clause.title}, back=reverse("bargaining:matrix", args=[number]),
        crumbs=_crumbs(row), words=_("两项都不填，就是还没有谈定。"),
    )  # fmt: skip


@changes(Bargaining.WORK, once=True)
def meeting_new(request: HttpRequest, number: str) -> HttpResponse:
    row = _round(request, number)
    return act_page(
        request, MeetingForm(posted(request)),
        lambda given: actions.hold_meeting(round=row, by=request.user, **given),
        title=_("登记协商会议"), back=reverse("bargaining:round", args=[number]), crumbs=_crumbs(row),
        words=_("会议由双方首席代表轮流主持。"),
    )  # fmt: skip


@changes(Bargaining.VIEW, once=True)
def meeting(request: HttpRequest, number: str, n: int) -> HttpResponse:
    """The minutes of a meeting; that a chief has signed them."""
    row = _round(request, number, Bargaining.VIEW)
    found = next((one for one in queries.meetings_of(row) if one.number == n), None)
    if found is None:
        raise Http404
    if request.method == "POST":
        side = request.POST.get("side", "")
        if side not in ("workers", "employer"):
            raise Http404
        tried(
            request, lambda: actions.sign_minutes(round=row, meeting=found, side=side, by=request.user), _("已登记。")
        )
        return redirect("bargaining:meeting", number, n)
    works = not row.is_closed and request.user.may(Bargaining.WORK, at=row.unit)  # type: ignore[union-attr]
    return page(request, "bargaining/meeting.html", row=row, meeting=found, works=works)


@changes(Bargaining.WORK, once=True)
def draft_new(request: HttpRequest, number: str) -> HttpResponse:
    row = _round(request, number)
    drafts = queries.drafts_of(row)
    form = DraftText(posted(request), initial={"text": drafts[0].text if drafts else ""})
    return act_page(
        request, form, lambda given: actions.write_draft(round=row, by=request.user, **given),
        title=_("草案新版本"), back=reverse("bargaining:round", args=[number]), crumbs=_crumbs(row),
        words=_("以前的版本都会保留，可以对照。"),
    )  # fmt: skip


@reads(Bargaining.VIEW)
def draft(request: HttpRequest, number: str, version: int) -> HttpResponse:
    """A version of the text beside the one before it (or the one the address names)."""
    row = _round(request, number, Bargaining.VIEW)
    new = queries.draft_of(row, version)
    if new is None:
        raise Http404
    given = request.GET.get("with", "")
    older = int(given) if given.isdecimal() and len(given) < 6 else version - 1
    old = queries.draft_of(row, older)
    return page(
        request, "bargaining/draft.html", row=row, draft=new, old=old, drafts=queries.drafts_of(row),
        pairs=side_by_side(old.text if old else "", new.text),
    )  # fmt: skip


@changes(Bargaining.WORK, once=True)
def survey_new(request: HttpRequest, number: str) -> HttpResponse:
    row = _round(request, number)
    return act_page(
        request, SurveyForm(posted(request)), lambda given: actions.ask_staff(round=row, by=request.user, **given),
        title=_("征集职工意见"), back=reverse("bargaining:round", args=[number]), crumbs=_crumbs(row),
        words=_("由职工代表在班组里征集，只交人数，不记姓名。"),
    )  # fmt: skip


@changes(Bargaining.VIEW, once=True)
def survey(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The results so far, and the counts of one more group."""
    row = _round(request, number, Bargaining.VIEW)
    found = queries.surveys_of(row).filter(pk=pk).first()
    if found is None:
        raise Http404
    form = TallyForm(posted(request), survey=found)

    def act(given: dict[str, Any]) -> Any:
        facts = {"group": given["group"], "filled": given["filled"], "counts": form.counts()}
        return actions.bring_tally(round=row, survey=found, by=request.user, **facts)

    if acted(request, form, act, _("已登记。")) is not REFUSED:
        return redirect("bargaining:survey", number, pk)
    results = [
        (one.text, one.filled, [{"label": name, "value": n} for name, n in one.options])
        for one in queries.results_of(found)
    ]
    works = not row.is_closed and request.user.may(Bargaining.WORK, at=row.unit)  # type: ignore[union-attr]
    return page(
        request, "bargaining/survey.html", status=422 if form.is_bound else 200, row=row, survey=found, form=form,
        results=results, tallies=queries.tallies_of(found), works=works,
    )  # fmt: skip
