"""Workers' congresses: the terms, one term with its delegates, elections and petitions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit.pages import changes, page, reads
from unionhall.kit.paging import paged

from .. import actions, queries
from ..forms.congress import (
    CongressFilter,
    CongressForm,
    DeputyForm,
    ElectionForm,
    EndTermForm,
    PetitionForm,
    SessionForm,
    UnseatForm,
)
from ..models import Congress
from ..permissions import Bargaining
from .acting import act_page, file_page, narrowed, own_unit, places, posted
from .directors import of_congress


def _found(request: HttpRequest) -> tuple[CongressFilter, Any, Any]:
    return narrowed(request, CongressFilter, queries.congresses_seen, "running")


@reads(Bargaining.VIEW)
def congresses(request: HttpRequest) -> HttpResponse:
    form, unit, found = _found(request)
    rows = paged(request, found, by=("-since", "-pk"), size=20)
    return page(
        request, "bargaining/congress_list.html", part="bargaining/_congress_rows.html", form=form, rows=rows,
        unit=unit,
        places=places(request), may_set_up=request.user.may(Bargaining.CONGRESS),  # type: ignore[union-attr]
    )  # fmt: skip


@changes(Bargaining.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    _form, _unit, rows = _found(request)
    columns: list[tuple[Any, Any]] = [
        (_("名称"), "title"), (_("形式"), "get_kind_display"), (_("届次"), "term_no"), (_("所属工会"), "unit__name"),
        (_("任期自"), "since"), (_("至"), "until"), (_("职工总数"), "staff"), (_("代表名额"), "seats"),
        (_("法定最少"), "least"), (_("结束日期"), "ended_on"),
    ]  # fmt: skip
    return file_page(
        request, rows.order_by("-since", "-pk"), columns, code="congresses", what=_("职工代表大会"),
        back=reverse("bargaining:congresses"),
    )  # fmt: skip


@changes(Bargaining.CONGRESS, once=True)
def new(request: HttpRequest) -> HttpResponse:
    unit = own_unit(request, Bargaining.CONGRESS)
    form = CongressForm(posted(request), user=request.user, needs=Bargaining.CONGRESS, initial={"unit": unit.code})
    return act_page(
        request, form, lambda given: actions.set_up_congress(by=request.user, **given), to=_address,
        title=_("登记新一届职工代表大会"), back=reverse("bargaining:congresses"),
        words=_("代表名额按职工人数和当地规定核对，人数不够会提示最少要多少名。"),
        crumbs=[(_("职工代表大会"), reverse("bargaining:congresses"))],
    )  # fmt: skip


def _address(row: Congress) -> str:
    return reverse("bargaining:congress", args=[row.unit.code, row.pk])


SHARES = {
    "seats": gettext_lazy("正式代表（最少）"),
    "women": gettext_lazy("女代表（最少）"),
    "managers": gettext_lazy("管理人员（最多）"),
    "disabled": gettext_lazy("残疾职工代表（最少）"),
    "employers": gettext_lazy("企业方代表（最多）"),
}


@reads(Bargaining.VIEW)
def detail(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    row = queries.congress_for(request.user, unit, pk)
    made_of = queries.composition_of(row)
    deputies = paged(request, queries.deputies_of(row), by=("name", "pk"), size=30)
    works = row.ended_on is None and request.user.may(Bargaining.CONGRESS, at=row.unit)  # type: ignore[union-attr]
    return page(
        request, "bargaining/congress.html", row=row, deputies=deputies, works=works, made_of=made_of,
        shares=[(SHARES[one.name], one) for one in made_of.shares], elections=queries.elections_of(row),
        petitions=queries.petitions_of(row), sessions=queries.sessions_of(row), motions=queries.motions_of(row)[:10],
        heads=queries.heads_of(row), **of_congress(row),
    )  # fmt: skip


def _held(request: HttpRequest, unit: str, pk: int) -> Congress:
    return queries.congress_for(request.user, unit, pk, Bargaining.CONGRESS)


def _act(
    request: HttpRequest, row: Congress, form: Any, act: Any, title: Any, words: Any = "", to: Any = None
) -> HttpResponse:
    return act_page(
        request, form, act, title=title, back=_address(row), words=words, to=to,
        crumbs=[(_("职工代表大会"), reverse("bargaining:congresses")), (row.title, _address(row))],
    )  # fmt: skip


@changes(Bargaining.CONGRESS, once=True)
def end(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    row = _held(request, unit, pk)
    return _act(
        request, row, EndTermForm(posted(request)),
        lambda given: actions.end_congress(congress=row, by=request.user, **given), _("本届届满（换届）"),
    )  # fmt: skip


@changes(Bargaining.CONGRESS, once=True)
def seat(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    row = _held(request, unit, pk)
    return _act(
        request, row, DeputyForm(posted(request)),
        lambda given: actions.seat_deputy(congress=row, by=request.user, **given), _("登记职工代表"),
    )  # fmt: skip


@changes(Bargaining.CONGRESS, once=True)
def unseat(request: HttpRequest, unit: str, pk: int, deputy: int) -> HttpResponse:
    row = _held(request, unit, pk)
    who = queries.deputy_of(row, deputy)
    return _act(
        request, row, UnseatForm(posted(request)),
        lambda given: actions.unseat_deputy(congress=row, deputy=who, by=request.user, **given),
        _("%(name)s不再担任代表") % {"name": who.name},
    )  # fmt: skip


@changes(Bargaining.CONGRESS, once=True)
def election(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    row = _held(request, unit, pk)
    return _act(
        request, row, ElectionForm(posted(request)),
        lambda given: actions.record_election(congress=row, by=request.user, **given), _("登记代表选举"),
        _("到会选举人须达到三分之二；当选名单公示五个工作日。"),
    )  # fmt: skip


@changes(Bargaining.CONGRESS, once=True)
def petition(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    row = _held(request, unit, pk)
    return _act(
        request, row, PetitionForm(posted(request)),
        lambda given: actions.file_petition(congress=row, by=request.user, **given), _("登记联名"),
        _("是否成立按当地规定的比例计算。"),
    )  # fmt: skip


@changes(Bargaining.CONGRESS, once=True)
def session_new(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    row = _held(request, unit, pk)
    return _act(
        request, row, SessionForm(posted(request)),
        lambda given: actions.call_session(congress=row, by=request.user, **given), _("召集会议"),
        _("议题要在会前规定的天数告知代表。"),
        to=lambda made: reverse("bargaining:session", args=[unit, made.pk]),
    )  # fmt: skip
