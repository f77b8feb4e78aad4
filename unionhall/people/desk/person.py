"""One person: what the register says, masked; what may be done; who has looked."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from unionhall.audit import queries as audit
from unionhall.kit import seeing
from unionhall.kit.pages import changes, page, reads
from unionhall.kit.refusal import Refusal
from unionhall.orgs import queries as orgs

from .. import actions, forms, queries
from ..consents import purpose_called
from ..permissions import People
from .rolls import chosen_unit

LATEST = 20


@never_cache
@reads(People.VIEW)
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    found = queries.person_for(request.user, person_id)
    if found.merged_into:
        return redirect("people:person", found.merged_into)
    user: Any = request.user
    place, standing = queries.place_of(found), queries.standing_membership(found)
    may = {one.name.lower(): user.may(one, at=place) for one in People}
    return page(
        request, "people/person.html", person=found, name=queries.name_for(request.user, found), place=place, may=may,
        standing=standing, history=queries.membership_history(found)[:LATEST], facts=_facts(found),
        posts=queries.posts_held(found)[:LATEST], household=queries.household_of(found),
        family=queries.family_of(found),
        consents=[(row, purpose_called(row.purpose)) for row in queries.consent_log(found)[:LATEST]],
        talks=queries.talks_with(standing) if standing else [], deemed_from=_deemed_from(standing),
        reasons=seeing.why(request.user, People.VIEW, queries.place_of(found)), merges=queries.merges_of(found),
        lines=[(line.said, line) for line in audit.about(found.pk)[:LATEST]],
    )  # fmt: skip


def _deemed_from(standing: Any) -> Any:
    if standing is None or standing.lapsing_since is None:
        return None
    return queries.deemed_from(standing.unit, standing.lapsing_since)


def _facts(found: Any) -> list[dict[str, Any]]:
    pairs = (
        (_("证件种类"), found.get_id_kind_display()),
        (_("证件号码"), found.id_number),
        (_("手机号"), found.phone),
        (_("性别"), found.get_sex_display()),
        (_("工作单位"), found.employer),
        (_("职务（岗位）"), found.job),
        (_("新就业形态"), found.get_new_form_display() if found.new_form else ""),
        (_("学历"), found.schooling),
        (_("农民工"), _("是") if found.migrant else _("否")),
        (_("实名"), _("已核实") if found.verified_at else _("还未核实")),
    )
    return [{"label": label, "value": str(value or ""), "change_url": ""} for label, value in pairs]


def _form_page(
    request: HttpRequest, found: Any, form: Any, title: str, primary: str, act: Callable[..., Any], done: str
) -> HttpResponse:
    """Show the form; when it is sent and right, let `act(**facts)` run and go back to the person."""
    if request.method == "POST" and form.is_valid():
        try:
            act(**form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("people:person", found.pk)
    back = reverse("people:person", args=[found.pk])
    return page(
        request, "people/desk_form.html", form=form, title=title, primary=primary, back=back,
        name=queries.name_for(request.user, found),
    )  # fmt: skip


@never_cache
@changes(People.EDIT)
def edit(request: HttpRequest, person_id: int) -> HttpResponse:
    found = queries.person_for(request.user, person_id, needs=People.EDIT)
    names = [name for name in forms.Facts.base_fields if name != "because"]
    form = forms.Facts(request.POST or None, initial={name: getattr(found, name) for name in names})
    act = partial(actions.edit_person, person=found, by=request.user)
    return _form_page(request, found, form, _("更正登记"), _("保存"), act, _("已更正。"))


@sensitive_post_parameters("phone")
@never_cache
@changes(People.EDIT)
def phone(request: HttpRequest, person_id: int) -> HttpResponse:
    found = queries.person_for(request.user, person_id, needs=People.EDIT)
    act = partial(actions.change_phone, person=found, by=request.user)
    form = forms.PhoneByStaff(request.POST or None)
    return _form_page(request, found, form, _("更正手机号"), _("保存新号码"), act, _("手机号已更正。"))


@sensitive_post_parameters("id_number")
@never_cache
@changes(People.EDIT)
def document(request: HttpRequest, person_id: int) -> HttpResponse:
    """A wrongly entered or renewed document, put right by someone who has it before them."""
    found = queries.person_for(request.user, person_id, needs=People.EDIT)
    act = partial(actions.correct_document, person=found, by=request.user)
    form = forms.DocumentByStaff(request.POST or None, initial={"id_kind": found.id_kind})
    return _form_page(request, found, form, _("更正证件"), _("保存"), act, _("证件已更正。"))


@never_cache
@changes(People.ADMIT)
def end(request: HttpRequest, person_id: int) -> HttpResponse:
    words = (_("终止会籍"), _("终止会籍"), _("会籍已终止，历史保留。"))
    return member_page(request, person_id, actions.end_membership, forms.Ending, *words)


@never_cache
@changes(People.ADMIT)
def retain(request: HttpRequest, person_id: int) -> HttpResponse:
    words = (_("保留会籍"), _("保留会籍"), _("已保留会籍：不交会费，没有表决权。"))
    return member_page(request, person_id, actions.retain, forms.Retaining, *words)


@never_cache
@changes(People.ADMIT)
def resume(request: HttpRequest, person_id: int) -> HttpResponse:
    words = (_("恢复会籍"), _("恢复会籍"), _("会籍已恢复。"))
    return member_page(request, person_id, actions.resume, forms.Why, *words)


def member_page(
    request: HttpRequest, person_id: int, act: Callable[..., Any], form: Any, title: str, primary: str, done: str
) -> HttpResponse:
    """A form about the membership that stands; 404 where none does, or the user does not decide memberships there."""
    found = queries.person_for(request.user, person_id, needs=People.ADMIT)
    standing = queries.standing_membership(found)
    if standing is None:
        raise Http404
    doing = partial(act, membership=standing, by=request.user)
    return _form_page(request, found, form(request.POST or None), title, primary, doing, done)


@sensitive_post_parameters("address")
@never_cache
@changes(People.EDIT)
def home(request: HttpRequest, person_id: int) -> HttpResponse:
    found = queries.person_for(request.user, person_id, needs=People.EDIT)
    act = partial(actions.keep_household, person=found, by=request.user)
    form = forms.Home(request.POST or None)
    return _form_page(request, found, form, _("家庭住址"), _("保存"), act, _("已保存。"))


@never_cache
@changes(People.EDIT)
def add_family(request: HttpRequest, person_id: int) -> HttpResponse:
    found = queries.person_for(request.user, person_id, needs=People.EDIT)
    act = partial(actions.add_to_household, head=found, by=request.user)
    form = forms.FamilyMember(request.POST or None)
    return _form_page(request, found, form, _("添加家庭成员"), _("添加"), act, _("已添加。"))


@changes(People.EDIT)
def family_left(request: HttpRequest, person_id: int, pk: int) -> HttpResponse:
    found = queries.person_for(request.user, person_id, needs=People.EDIT)
    member = next((one for one in queries.family_of(found) if one.pk == pk), None)
    if member is None:
        raise Http404
    if request.method == "POST":
        actions.leave_household(member=member, by=request.user)
        messages.success(request, _("已移出家庭成员，记录保留。"))
    return redirect("people:person", found.pk)


@sensitive_post_parameters()
@never_cache
@changes(People.UNMASK)
def unmask(request: HttpRequest, person_id: int) -> HttpResponse:
    """The plain value stands on the answer to this one POST and nowhere else; asking again is another line."""
    found = queries.person_for(request.user, person_id, needs=People.UNMASK)
    form, value = forms.Unmasking(request.POST or None, initial={"field": request.GET.get("field", "")}), ""
    if request.method == "POST" and form.is_valid():
        try:
            value = actions.unmask(
                person=found, field=form.cleaned_data["field"], reason=form.cleaned_data["because"], by=request.user
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    answer = page(
        request, "people/unmask.html", form=form, person=found, name=queries.name_for(request.user, found),
        value=value, today=queries.unmasked_today(request.user, queries.place_of(found)),
    )  # fmt: skip
    answer["Cache-Control"] = "no-store, private"
    return answer


@sensitive_post_parameters("id_number", "phone")
@never_cache
@changes(People.ADMIT)
def new(request: HttpRequest) -> HttpResponse:
    """A member entered by hand; someone known already is named, so that the right record is opened instead."""
    unit, form, known = chosen_unit(request, People.ADMIT), forms.Newcomer(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            made = _enter(unit, by=request.user, **form.cleaned_data)
        except actions.AlreadyThere as there:
            form.add_error(None, str(there))
            known = there if _sees(request.user, there.person.pk) else None
            if there.why == "name":
                form.ask_whether_the_same()
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("已登记并入会。"))
            return redirect("people:person", made.pk)
    return page(request, "people/new.html", form=form, unit=unit, known=known.person if known else None)


def _enter(unit: Any, *, by: Any, **given: Any) -> Any:
    employer = orgs.employer_by_code(given["employer_code"]) if given["employer_code"] else None
    return actions.enter_member(
        unit=unit, by=by, employer=employer, **{name: value for name, value in given.items() if name != "employer_code"}
    )


def _sees(user: Any, person_id: int) -> bool:
    try:
        queries.person_for(user, person_id)
    except Http404:
        return False
    return True
