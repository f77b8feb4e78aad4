"""Letters: the list, writing one or a reminder to many, one with its measures, and what is handed on about it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.documents import queries as documents
from unionhall.kit.money import yuan
from unionhall.kit.pages import changes, page, reads, told
from unionhall.kit.refusal import Refusal
from unionhall.kit.templatetags.hall import day
from unionhall.matters import actions as matters
from unionhall.matters import desk
from unionhall.matters import queries as read_matters
from unionhall.orgs import queries as orgs

from .. import actions, queries
from ..choices import BREACH_LETTERS, ISSUED_TO_EMPLOYERS, Answered, LetterKind, LetterStage
from ..forms import BatchForm, CreditForm, LetterFilter, SignForm, letter_form
from ..models import Letter
from ..permissions import Supervision
from .answering import asked, done, drawn, labelled, through


def _narrowed(rows: Any, request: HttpRequest) -> Any:
    """By kind and by how it was answered, as the address says."""
    if (kind := request.GET.get("kind", "")) in LetterKind.values:
        rows = rows.filter(kind=kind)
    answer = request.GET.get("answer", "")
    return queries.answered(rows, answer) if answer in Answered.values else rows


LIST = desk.MatterList(
    model=Letter,
    title=gettext_lazy("监督函件"),
    export="supervision:letters-export",
    new="supervision:letter-new",
    new_title=gettext_lazy("拟函"),
    opens=Supervision.INSPECT,
    columns=[
        (gettext_lazy("种类"), lambda row: row.get_kind_display()),
        (gettext_lazy("答复期限"), lambda row: row.reply_due_on),
        (gettext_lazy("送达日期"), lambda row: row.received_on),
        (gettext_lazy("答复日期"), lambda row: row.replied_on),
        (gettext_lazy("按期答复"), lambda row: row.replied_in_time),
        (gettext_lazy("拒收"), lambda row: row.refused),
        (gettext_lazy("反馈期限"), lambda row: row.feedback_due_on),
        (gettext_lazy("反馈日期"), lambda row: row.feedback_on),
        (gettext_lazy("监督事项编号"), lambda row: row.inspection_number),
        (gettext_lazy("批次"), lambda row: row.batch),
        (gettext_lazy("追回金额"), lambda row: row.recovered),
    ],
    help=gettext_lazy(
        "提示函→意见书→建议书。建议书只由县级以上总工会在拒收、逾期不答复或不改正时发出。函件只能撤回，不能删除。"
    ),
    filters=_narrowed,
    form=LetterFilter,
)
TO_EMPLOYERS_ONLY = frozenset({"answer", "recheck", "recommend", "note_promises"})
TO_AUTHORITIES_ONLY = frozenset({"note_taken", "note_feedback", "extend"})


@reads(Supervision.VIEW)
def index(request: HttpRequest) -> HttpResponse:
    return desk.list_page(request, LIST)


@changes(Supervision.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    return desk.export_page(request, LIST)


@reads(Supervision.INSPECT)
def choose(request: HttpRequest) -> HttpResponse:
    """Which kind: the ladder with what each is for."""
    return page(request, "supervision/letter_new.html", kinds=[(k.value, k.label) for k in ISSUED_TO_EMPLOYERS])


@changes(Supervision.INSPECT, once=True)
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """A draft of one kind, for an inspection when the address names it."""
    if kind not in ISSUED_TO_EMPLOYERS:
        raise Http404
    inspection = queries.inspection_by_number(request.user, request.GET.get("matter", ""))
    firm = inspection.employer if inspection else orgs.employer_by_code(request.GET.get("employer", ""))
    form = letter_form(kind, request.POST or None, employer=firm)
    if inspection is not None and not form.is_bound:
        form.initial.update(scope=inspection.scope, workers=inspection.workers or None)
    if request.method == "POST" and form.is_valid():
        unit = inspection.unit if inspection else _unit_of(request, form.cleaned_data["employer"])
        made = done(
            form,
            lambda: actions.draft_letter(
                kind=kind,
                unit=unit,
                employer=form.cleaned_data["employer"],
                facts=form.facts(),
                by=request.user,
                inspection=inspection,
            ),
        )
        if made is not None:
            return redirect("supervision:letter", made.number)
    back = reverse("supervision:matter", args=[inspection.number]) if inspection else reverse("supervision:letters")
    return asked(
        request, form, title=_("拟%(kind)s") % {"kind": LetterKind(kind).label}, back=back, primary=_("保存草稿")
    )


def _unit_of(request: HttpRequest, employer: Any) -> Any:
    """The sender: the nearest place held that reaches the employer, else the place held."""
    held = orgs.places_held(request.user, Supervision.INSPECT)
    here = employer.unit
    near = [
        unit
        for unit in held
        if here is not None and (here.path.startswith(unit.path) or unit.path.startswith(here.path))
    ]
    return (near or held)[-1]


@changes(Supervision.INSPECT, once=True)
def edit(request: HttpRequest, number: str) -> HttpResponse:
    row = queries.letter_for(request.user, number, Supervision.INSPECT)
    document = documents.document_at(row.desk_id, row.document_id or 0)
    if row.stage_code != LetterStage.DRAFT or row.is_recommendation or document is None:
        raise Http404
    facts = documents.facts_of(document)
    form = letter_form(row.kind, request.POST or None, facts=facts, employer=row.employer)
    return through(
        request,
        form,
        lambda: actions.edit_letter(letter=row, facts=form.facts(), by=request.user),
        title=_("修改草稿"),
        back=reverse("supervision:letter", args=[number]),
        said=_("已保存。"),
        seen=row,
    )


@changes(Supervision.INSPECT, once=True)
def batch(request: HttpRequest) -> HttpResponse:
    """One reminder to many employers."""
    held = orgs.places_held(request.user, Supervision.INSPECT)
    form = BatchForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and held:
        firms = form.cleaned_data["codes"]
        made = done(
            form, lambda: actions.send_reminders(unit=held[0], employers=firms, facts=form.facts(), by=request.user)
        )
        if made:
            return redirect("supervision:batch", made[0].batch)
    return asked(
        request,
        form,
        title=_("成批拟提示函"),
        back=reverse("supervision:letters"),
        primary=_("保存草稿"),
        help=_("用于节前、季节性提醒。每家一份草稿，签发后分别编号、送达。"),
    )


@changes(Supervision.VIEW)
def batch_detail(request: HttpRequest, batch: str) -> HttpResponse:
    """The letters of a batch; who may sign signs all drafts at once, each its own act."""
    rows = queries.batch_of(request.user, batch)
    if not rows:
        raise Http404
    form = SignForm(request.POST or None)
    drafts = [row for row in rows if row.stage_code == LetterStage.DRAFT]
    if request.method == "POST" and form.is_valid():
        signed = sum(_signed(request, row, form.cleaned_data["post"]) for row in drafts)
        messages.success(request, _("已签发 %(count)d 份。") % {"count": signed})
        return redirect("supervision:batch", batch)
    may_sign = bool(drafts) and request.user.may(Supervision.SIGN, at=rows[0].unit)  # type: ignore[union-attr]
    return page(
        request,
        "supervision/batch.html",
        status=422 if form.errors else 200,
        rows=rows,
        batch=batch,
        form=form,
        may_sign=may_sign,
        drafts=len(drafts),
    )


def _signed(request: HttpRequest, row: Letter, post: str) -> bool:
    try:
        matters.move(matter=row, name="sign", by=request.user, post=post)
    except Refusal as refusal:
        told(request, Refusal(_("%(number)s：%(why)s") % {"number": row.number, "why": refusal}))
        return False
    return True


@reads(Supervision.VIEW)
def detail(request: HttpRequest, number: str) -> HttpResponse:
    row = queries.letter_for(request.user, number)
    context = desk.detail_context(request, row)
    own = read_matters.is_own(request.user, row)
    asks = not own and bool(queries.federations_of(request.user, row))  # only from county level up
    context["moves"] = [one for one in context["moves"] if _fits(row, one.name) and (asks or one.name != "recommend")]
    works = not own and request.user.may(Supervision.INSPECT, at=row.unit)  # type: ignore[union-attr]
    return page(
        request,
        "supervision/letter.html",
        **context,
        measures=queries.measures_of(row),
        facts=_facts(row),
        referrals=queries.referrals_of(letter=row),
        in_charge=works,
        may_edit=works and row.stage_code == LetterStage.DRAFT and not row.is_recommendation,
        may_refer=row.received_on is not None and asks,
        was_signed=row.was_signed,
        may_pack=not own,
        reasons_to_ask=queries.why_recommend(row) if not (row.is_closed or row.led_to) else [],
    )


def _fits(row: Letter, name: str) -> bool:
    """Moves that make no sense for this kind are not offered; the move itself refuses them as well."""
    if row.is_recommendation:
        return name not in TO_EMPLOYERS_ONLY and (name != "note_taken" or row.accepted_on is None)
    if name in TO_AUTHORITIES_ONLY or (name in ("answer", "recheck") and not row.reply_wished):
        return False
    return name != "recommend" or (row.kind in BREACH_LETTERS and bool(queries.why_recommend(row)))


def _facts(row: Letter) -> list[dict[str, Any]]:
    shown: list[tuple[Any, Any]] = [
        (_("种类"), row.get_kind_display()),  # type: ignore[attr-defined]
        (_("监督事项类别"), row.get_scope_display()),  # type: ignore[attr-defined]
        (_("送给"), row.addressee or (row.employer.shown_name if row.employer else "")),
        (_("涉及人数"), row.workers or ""),
        (_("涉及金额"), yuan(row.sum_involved) if row.sum_involved else ""),
        (_("签发日期"), day(row.signed_on)),
        (_("送达日期"), day(row.received_on)),
        (_("答复期限"), day(row.reply_due_on)),
        (_("答复日期"), day(row.replied_on)),
        (_("按期答复"), "" if row.replied_in_time is None else _("是") if row.replied_in_time else _("否")),
        (_("部门受理期限"), day(row.accept_due_on)),
        (_("部门受理日期"), day(row.accepted_on)),
        (_("反馈期限"), day(row.feedback_due_on)),
        (_("部门反馈"), f"{row.get_feedback_action_display()} {row.feedback_case}" if row.feedback_on else ""),  # type: ignore[attr-defined]
        (_("追回金额"), yuan(row.recovered) if row.is_closed else ""),
    ]
    return labelled(shown)


@changes(Supervision.VIEW, once=True)
def move(request: HttpRequest, number: str, name: str) -> HttpResponse:
    return desk.move_page(request, Letter, number, name)


@reads(Supervision.VIEW)
def paper(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    found: HttpResponse = desk.paper(request, Letter, number, pk)
    return found


@changes(Supervision.INSPECT, once=True)
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt to print and have signed; drawn up by POST."""
    row = queries.letter_for(request.user, number, Supervision.INSPECT)
    return drawn(request, row, lambda: actions.draw_receipt(letter=row, by=request.user))


@changes(Supervision.VIEW)
def pack(request: HttpRequest, number: str) -> HttpResponse:
    """The signed papers as one PDF; a POST, because it leaves lines."""
    row = queries.letter_for(request.user, number)
    if request.method != "POST":
        return redirect("supervision:letter", number)
    try:
        body = actions.file_pack(letter=row, by=request.user)
    except Refusal as refusal:
        told(request, refusal)
        return redirect("supervision:letter", number)
    response = HttpResponse(body, content_type="application/pdf")
    name = _("移送材料")
    response["Content-Disposition"] = content_disposition_header(True, f"{name}-{number}.pdf")
    response["Cache-Control"] = "no-store"
    return response


@changes(Supervision.INSPECT, once=True)
def credit(request: HttpRequest, number: str) -> HttpResponse:
    row = queries.letter_for(request.user, number, Supervision.INSPECT)
    form = CreditForm(request.POST or None)
    return through(
        request,
        form,
        lambda: actions.note_credit(letter=row, by=request.user, **form.cleaned_data),
        title=_("登记信用记录"),
        back=reverse("supervision:letter", args=[number]),
        said=_("已登记。"),
    )
