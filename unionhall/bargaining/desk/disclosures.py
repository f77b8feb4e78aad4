"""厂务公开: the calendar, one item, opinions on it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kit.pages import changes, page, reads
from unionhall.kit.paging import paged

from .. import actions, queries
from ..forms.disclosure import AnswerForm, DiscloseForm, DisclosureFilter, DropForm, PlanForm
from ..models import Disclosure
from ..permissions import Bargaining
from .acting import act_page, file_page, narrowed, own_unit, places, posted


def _found(request: HttpRequest) -> tuple[DisclosureFilter, Any, Any]:
    return narrowed(request, DisclosureFilter, queries.disclosures_found, "open")


@reads(Bargaining.VIEW)
def disclosures(request: HttpRequest) -> HttpResponse:
    form, unit, rows = _found(request)
    found = paged(request, rows, by=("due_on", "pk"), size=20)
    today = timezone.localdate()
    return page(
        request, "bargaining/disclosure_list.html", part="bargaining/_disclosure_rows.html", form=form, rows=found,
        lines=[(one, tone_of(one, today)) for one in found], unit=unit, places=places(request),
        may_plan=request.user.may(Bargaining.DISCLOSE),  # type: ignore[union-attr]
    )  # fmt: skip


def tone_of(row: Disclosure, today: Any) -> tuple[str, str]:
    """(tone, words) of an item."""
    if row.dropped_because:
        return "neutral", _("不适用")
    if row.disclosed_on is not None:
        return ("done", _("已公开")) if row.on_time else ("due", _("逾期公开"))
    return ("late", _("已超期")) if row.due_on < today else ("due", _("待公开"))


@changes(Bargaining.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    _form, _unit, rows = _found(request)
    columns: list[tuple[Any, Any]] = [
        (_("用人单位"), lambda row: row.employer.shown_name), (_("事项"), "title"), (_("时段"), "period_name"),
        (_("应公开日期"), "due_on"), (_("公开日期"), "disclosed_on"), (_("公开方式"), "get_way_display"),
        (_("地点"), "where"), (_("责任人"), "responsible"), (_("不适用的原因"), "dropped_because"),
    ]  # fmt: skip
    return file_page(
        request, rows.order_by("due_on", "pk"), columns, code="disclosures", what=_("厂务公开"),
        back=reverse("bargaining:disclosures"),
    )  # fmt: skip


@changes(Bargaining.DISCLOSE, once=True)
def plan(request: HttpRequest) -> HttpResponse:
    """Write the year's calendar of one employer."""
    unit = own_unit(request, Bargaining.DISCLOSE)
    start = {"unit": unit.code, "year": timezone.localdate().year}
    form = PlanForm(posted(request), user=request.user, needs=Bargaining.DISCLOSE, initial=start)
    return act_page(
        request, form, lambda given: actions.plan_year(by=request.user, **given), title=_("生成年度公开计划"),
        back=reverse("bargaining:disclosures"), crumbs=[(_("厂务公开"), reverse("bargaining:disclosures"))],
        words=_("按法定事项和当地规定的次数生成，已有的不会重复；国有、集体企业的事项更多。"),
    )  # fmt: skip


@reads(Bargaining.VIEW)
def detail(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    row = queries.disclosure_for(request.user, unit, pk)
    works = request.user.may(Bargaining.DISCLOSE, at=row.unit)  # type: ignore[union-attr]
    tone, words = tone_of(row, timezone.localdate())
    open_still = row.disclosed_on is None and not row.dropped_because
    return page(
        request, "bargaining/disclosure.html", row=row, tone=tone, state=words, feedback=queries.feedback_of(row),
        works=works, may_disclose=works and open_still, may_drop=works and open_still and not row.judged,
    )  # fmt: skip


def _address(row: Disclosure) -> str:
    return reverse("bargaining:disclosure", args=[row.unit.code, row.pk])


def _act(request: HttpRequest, row: Disclosure, form: Any, act: Any, title: Any) -> HttpResponse:
    crumbs = [(_("厂务公开"), reverse("bargaining:disclosures")), (row.title, _address(row))]
    return act_page(request, form, act, title=title, back=_address(row), crumbs=crumbs)


@changes(Bargaining.DISCLOSE, once=True)
def made(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    row = queries.disclosure_for(request.user, unit, pk, Bargaining.DISCLOSE)
    return _act(
        request, row, DiscloseForm(posted(request)),
        lambda given: actions.disclose(item=row, by=request.user, **given), _("登记公开"),
    )  # fmt: skip


@changes(Bargaining.DISCLOSE, once=True)
def dropped(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    row = queries.disclosure_for(request.user, unit, pk, Bargaining.DISCLOSE)
    return _act(
        request, row, DropForm(posted(request)), lambda given: actions.drop_item(item=row, by=request.user, **given),
        _("本期不适用"),
    )  # fmt: skip


@changes(Bargaining.DISCLOSE, once=True)
def answer(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    """Answer an opinion."""
    found = queries.feedback_for(request.user, unit, pk)
    row = queries.disclosure_behind(found)
    all_items = reverse("bargaining:disclosures")
    return act_page(
        request, AnswerForm(posted(request)),
        lambda given: actions.answer_feedback(feedback=found, by=request.user, **given), title=_("答复意见"),
        words=_("对“%(title)s”的意见：%(words)s") % {"title": row.title, "words": found.words},
        crumbs=[(_("厂务公开"), all_items)], back=_address(row) if row.unit_id == found.unit_id else all_items,
    )  # fmt: skip
