"""Early warning at the desk: duties, employers by colour, the numbers behind a colour (each look leaves a line)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit import access
from unionhall.kit.exports import sheet
from unionhall.kit.pages import changes, page, reads
from unionhall.kit.paging import paged
from unionhall.matters import desk
from unionhall.orgs import queries as orgs
from unionhall.rules import queries as rules

from .. import actions, queries
from ..choices import Colour, Indicator
from ..forms import DropForm, InputForm, StandingFilter, WarningFilter
from ..models import Contest, Warning, WarningInput
from ..permissions import Supervision
from ..queries.params import NATION
from ..scoring import NO_DATA, TOO_FEW
from .answering import asked, done, drawn, through

COLUMNS: list[tuple[Any, Any]] = [  # no score: that is opened one by one, and leaves a line each time
    (gettext_lazy("用人单位"), lambda row: row.employer.shown_name),
    (gettext_lazy("统一社会信用代码"), "employer.credit_code"),
    (gettext_lazy("所属工会"), "unit.name"),
    (gettext_lazy("颜色"), lambda row: Colour(row.level).label),
    (gettext_lazy("何时起"), "since"),
]
TONES = {0: "done", 1: "due", 2: "due", 3: "late"}


def _of_level(rows: Any, request: HttpRequest) -> Any:
    """By colour, as the address says."""
    level = request.GET.get("level", "")
    return rows.filter(level=int(level)) if level in ("1", "2", "3") else rows


LIST = desk.MatterList(
    model=Warning,
    title=gettext_lazy("预警处置"),
    export="supervision:warnings-export",
    columns=[
        (gettext_lazy("颜色"), lambda row: row.get_level_display()),
        (gettext_lazy("发出日期"), lambda row: row.raised_on),
        (gettext_lazy("处置日期"), lambda row: row.acted_on),
        (gettext_lazy("处置方式"), lambda row: row.get_acted_how_display()),
    ],
    filters=_of_level,
    form=WarningFilter,
    help=gettext_lazy(
        "预警只针对用人单位，依据人数、日期和比例；不收集、不评价任何人的言论。预警不公开，也不是违法的证明。"
    ),
)


@reads(Supervision.WARN_VIEW)
def index(request: HttpRequest) -> HttpResponse:
    return desk.list_page(request, LIST)


@changes(Supervision.WARN_VIEW)
def export(request: HttpRequest) -> HttpResponse:
    return desk.export_page(request, LIST)


@reads(Supervision.WARN_VIEW)
def detail(request: HttpRequest, number: str) -> HttpResponse:
    row: Any = queries.warning_of(request.user, number)
    return page(
        request,
        "supervision/warning.html",
        **desk.detail_context(request, row),
        colour=row.get_level_display(),
        colour_tone=TONES[row.level],
        code=row.employer.credit_code,
        may_write=request.user.may(Supervision.INSPECT, at=row.unit),  # type: ignore[union-attr]
        may_tell=not row.is_closed and request.user.may(Supervision.WARN, at=row.unit),  # type: ignore[union-attr]
        contests=[_contest(one) for one in queries.contests_of(row)],
    )


def _contest(row: Contest) -> dict[str, Any]:
    """An objection as its card says it: words, decision and reason, the score and the rules it was decided by."""
    score = row.score or {}
    return {
        "row": row,
        "words": row.words.reveal() if row.words else "",
        "because": row.because.reveal() if row.because else "",
        "rule": rules.in_words(row.rule) if row.rule else "",
        "total": score.get("total", ""),
        "colour": Colour(score["level"]).label if score else "",
        "sources": dict.fromkeys(rules.in_words(one) for one in score.get("rules", [])),
    }


@changes(Supervision.WARN, once=True)
def notice(request: HttpRequest, number: str) -> HttpResponse:
    """The notice to the employer, drawn up by POST; signed and sent by link on the papers' own pages."""
    row = queries.warning_of(request.user, number, Supervision.WARN)
    return drawn(request, row, lambda: actions.draw_notice(warning=row, by=request.user))


@changes(Supervision.WARN_VIEW, once=True)
def move(request: HttpRequest, number: str, name: str) -> HttpResponse:
    return desk.move_page(request, Warning, number, name)


@reads(Supervision.WARN_VIEW)
def paper(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    found: HttpResponse = desk.paper(request, Warning, number, pk)
    return found


@reads(Supervision.WARN_VIEW)
def employers(request: HttpRequest) -> HttpResponse:
    """Employers with a score, the worst first: colours only, no numbers."""
    form = StandingFilter(request.GET)
    unit = _unit(request)
    rows = paged(
        request, queries.standings(request.user, under=unit, **form.chosen()), by=("-level", "-total", "-pk"), size=20
    )
    return page(
        request,
        "supervision/standings.html",
        part="supervision/_standing_rows.html",
        form=form,
        rows=rows,
        unit=unit,
        places=queries.places_warned(request.user),
        lines=[(row, TONES[row.level]) for row in rows],
        may_enter=request.user.may(Supervision.WARN),  # type: ignore[union-attr]
        area=_area(request, unit),
    )


@changes(Supervision.WARN_VIEW)
def employers_export(request: HttpRequest) -> HttpResponse:
    """The same list as a file, colours only; a POST, because it leaves a line."""
    form, unit, title = StandingFilter(request.GET), _unit(request), _("预警单位")
    rows = queries.standings(request.user, under=unit, **form.chosen())
    if request.method != "POST":
        return page(request, "ask_export.html", count=rows.count(), back=reverse("supervision:standings"), what=title)
    file = sheet(rows.order_by("-level", "-since", "-pk"), COLUMNS, title, request.user)
    actions.record_export(what="supervision.standings", unit=unit, rows=rows.count(), by=request.user)
    return file


def _unit(request: HttpRequest) -> Any:
    code = request.GET.get("unit", "")
    return orgs.unit_for(request.user, code, Supervision.WARN_VIEW) if code else None


def _area(request: HttpRequest, unit: Any) -> list[tuple[str, str, str]]:
    """Overtime of small employers by area and trade, of the unit looked at."""
    held = access.outermost(access.holding(request.user, Supervision.WARN_VIEW))  # type: ignore[arg-type]
    here = unit or (orgs.unit(held[0].unit_id) if held else None)
    if here is None:
        return []
    params, _copies = queries.params_at(queries.place_of(here))
    return queries.area_overtime(request.user, here, params)


@changes(Supervision.WARN_VIEW)
def employer(request: HttpRequest, code: str) -> HttpResponse:
    """One employer's colour; its points are opened by a POST, which leaves a line."""
    firm = _firm(code)
    standing = queries.standing_of(firm)
    if standing is None or not request.user.may(Supervision.WARN_VIEW, at=standing.unit):  # type: ignore[union-attr]
        raise Http404
    opened = request.method == "POST"
    points = actions.read_points(standing=standing, by=request.user) if opened else []
    may_drop = request.user.may(Supervision.WARN, at=standing.unit)  # type: ignore[union-attr]
    return page(
        request,
        "supervision/standing.html",
        standing=standing,
        firm=firm,
        opened=opened,
        points=[_point(one) for one in points],
        tone=TONES[standing.level],
        inputs=[_input(one) for one in queries.inputs_of(firm)] if opened else [],
        may_drop=may_drop,
        triggers=[(Indicator(why).label, Colour(level).label) for why, level in standing.triggers] if opened else [],
        sums=queries.arithmetic(standing) if opened else [],
        warning=queries.open_warning(firm),
    )


def _firm(code: str) -> Any:
    firm = orgs.employer_by_code(code)
    if firm is None or firm.unit is None:
        raise Http404
    return firm


def _point(point: dict[str, str]) -> dict[str, Any]:
    notes = {NO_DATA: _("没有数据"), TOO_FEW: _("人数不足下限，向上合并")}
    return {
        "title": Indicator(point["code"]).label,
        "scale": point["scale"],
        "weight": point["weight"],
        "points": point["points"],
        "note": notes.get(point["note"], ""),
    }


def _input(row: WarningInput) -> dict[str, Any]:
    return {
        "row": row,
        "title": row.get_indicator_display(),
        "value": queries.value_in_words(row),
        "source": row.get_source_display(),  # type: ignore[attr-defined]
    }


@changes(Supervision.WARN, once=True)
def enter(request: HttpRequest) -> HttpResponse:
    """One number with its source."""
    form = InputForm(request.POST or None, initial={"employer": request.GET.get("employer", "")})
    if request.method == "POST" and form.is_valid():
        row = done(form, lambda: actions.enter_input(by=request.user, **form.cleaned_data))
        if row is not None:
            messages.success(request, _("已登记，颜色已重新计算。"))
            return redirect("supervision:standing", row.employer.credit_code)
    return asked(
        request,
        form,
        title=_("登记预警信息"),
        back=reverse("supervision:standings"),
        help=_("只登记人数、日期和比例，不写任何人的姓名和言论。信息自登记之日起%(days)s自动失效。")
        % {"days": rules.rule("supervision.warning-expiry", place=NATION).text},
    )


@changes(Supervision.WARN, once=True)
def drop(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A number that was wrong or rightly contested."""
    firm = _firm(code)
    row = queries.input_for(request.user, firm, pk)
    form = DropForm(request.POST or None)
    return through(
        request,
        form,
        lambda: actions.drop_input(row=row, by=request.user, **form.cleaned_data),
        title=_("撤下预警信息：%(what)s") % {"what": row.get_indicator_display()},  # type: ignore[attr-defined]
        back=reverse("supervision:standing", args=[code]),
        said=_("已撤下，颜色已重新计算。"),
    )
