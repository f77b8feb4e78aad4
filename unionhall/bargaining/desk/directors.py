"""职工董事、职工监事: the register, one of them, the report, leaving; entered at the congress that elected them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kit.pages import changes, page, reads
from unionhall.kit.paging import paged

from .. import actions, queries
from ..forms.congress import AfterForm
from ..forms.directors import BoardForm, DirectorFilter, DirectorForm, LeavesForm
from ..models import Congress, Director
from ..permissions import Bargaining
from .acting import act_page, file_page, narrowed, places, posted


def _found(request: HttpRequest) -> tuple[DirectorFilter, Any, Any]:
    return narrowed(request, DirectorFilter, queries.directors_found, "sitting")


@reads(Bargaining.VIEW)
def directors(request: HttpRequest) -> HttpResponse:
    form, unit, rows = _found(request)
    found = paged(request, rows, by=("until", "pk"), size=20)
    short = queries.boards_short(found)
    return page(
        request, "bargaining/director_list.html", part="bargaining/_director_rows.html", form=form, rows=found,
        lines=[(one, *tone_of(one), (one.employer_id, one.seat) in short) for one in found], unit=unit,
        places=places(request),
    )  # fmt: skip


def tone_of(row: Director) -> tuple[str, str]:
    """(tone, words) of where they stand."""
    if row.ended_on is not None:
        return "neutral", _("已离任")
    if row.until < timezone.localdate():
        return "late", _("任期已满")
    return "done", _("在任")


@changes(Bargaining.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    """The register as a file; a POST, because it leaves a line."""
    _form, _unit, rows = _found(request)
    columns: list[tuple[Any, Any]] = [
        (_("用人单位"), lambda row: row.employer.shown_name), (_("所属工会"), "unit__name"),
        (_("职务"), "get_seat_display"), (_("姓名"), "name"), (_("岗位"), "post"), (_("由哪次会议选举"), "elected_by"),
        (_("选举日期"), "elected_on"), (_("任期自"), "since"), (_("至"), "until"), (_("上次述职"), "reported_on"),
        (_("下次述职"), "report_by"), (_("离任日期"), "ended_on"), (_("离任的原因"), "get_ended_why_display"),
    ]  # fmt: skip
    return file_page(
        request, rows.order_by("until", "pk"), columns, code="directors", what=_("职工董事、职工监事名册"),
        back=reverse("bargaining:directors"),
    )  # fmt: skip


@changes(Bargaining.CONGRESS, once=True)
def new(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    """Enter one the congress has elected."""
    row = queries.congress_for(request.user, unit, pk, Bargaining.CONGRESS)
    passed = {one.pk: one for one in queries.elections_passed(row)}
    form = DirectorForm(posted(request), elections=[(one.pk, one.title) for one in passed.values()])

    def act(given: dict[str, Any]) -> Any:
        election = passed.get(given.pop("election"))
        return actions.seat_director(congress=row, election=election, by=request.user, **given)

    back = reverse("bargaining:congress", args=[unit, pk])
    return act_page(
        request, form, act, title=_("登记职工董事、职工监事"), back=back, to=_address,
        crumbs=[(_("职工代表大会"), reverse("bargaining:congresses")), (row.title, back)],
        words=_("先在会议里登记选举议题和票数，通过以后再登记当选的人。"),
    )  # fmt: skip


@changes(Bargaining.CONGRESS, once=True)
def board(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    """How many sit on the company's boards, from which the workers' share follows."""
    row = queries.congress_for(request.user, unit, pk, Bargaining.CONGRESS)
    back = reverse("bargaining:congress", args=[unit, pk])
    return act_page(
        request, BoardForm(posted(request)),
        lambda given: actions.note_board(congress=row, by=request.user, **given),
        title=_("登记董事会、监事会人数"), back=back,
        crumbs=[(_("职工代表大会"), reverse("bargaining:congresses")), (row.title, back)],
        words=_("公司法规定：监事会中职工代表的比例不得低于三分之一。"),
    )  # fmt: skip


def _address(row: Director) -> str:
    return reverse("bargaining:director", args=[row.unit.code, row.pk])


@reads(Bargaining.VIEW)
def detail(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    row = queries.director_for(request.user, unit, pk)
    tone, words = tone_of(row)
    works = row.ended_on is None and request.user.may(Bargaining.CONGRESS, at=row.unit)  # type: ignore[union-attr]
    return page(
        request, "bargaining/director.html", row=row, tone=tone, state=words, works=works,
        late_report=row.ended_on is None and row.report_by < timezone.localdate(),
        boards=queries.boards_of(row.employer, row.unit),
    )  # fmt: skip


def _act(request: HttpRequest, row: Director, form: Any, act: Any, title: Any, words: Any = "") -> HttpResponse:
    crumbs = [(_("职工董事、职工监事"), reverse("bargaining:directors")), (row.name, _address(row))]
    return act_page(request, form, act, title=title, back=_address(row), crumbs=crumbs, words=words)


def _held(request: HttpRequest, unit: str, pk: int) -> Director:
    return queries.director_for(request.user, unit, pk, Bargaining.CONGRESS)


@changes(Bargaining.CONGRESS, once=True)
def reported(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    row = _held(request, unit, pk)
    return _act(
        request, row, AfterForm(posted(request)),
        lambda given: actions.report_of_director(director=row, by=request.user, **given), _("登记述职"),
        _("职工董事、职工监事每年向职工代表大会述职一次。"),
    )  # fmt: skip


@changes(Bargaining.CONGRESS, once=True)
def leaves(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    row = _held(request, unit, pk)
    return _act(
        request, row, LeavesForm(posted(request)),
        lambda given: actions.unseat_director(director=row, by=request.user, **given),
        _("%(name)s离任") % {"name": row.name}, _("罢免须先登记达到法定人数的联名。"),
    )  # fmt: skip


def of_congress(row: Congress) -> dict[str, Any]:
    """What the congress's page shows of them."""
    found = queries.directors_of(row)
    return {
        "directors": [(one, *tone_of(one)) for one in found],
        "director_missing": queries.needs_director(row, found),
        "boards": queries.boards_of(row.employer, row.unit) if row.employer is not None else [],
    }
