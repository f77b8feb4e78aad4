"""What the register says of the one signed in, and who has looked at it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from unionhall.audit import queries as audit
from unionhall.kit.pages import PUBLIC, SIGNED_IN, changes, page, reads
from unionhall.kit.refusal import Refusal

from .. import actions, queries
from ..consents import purpose_called
from ..forms import OwnPhone

READS = ("people.person.unmasked",)
LATEST = 20


@never_cache
@reads(SIGNED_IN)
def data(request: HttpRequest) -> HttpResponse:
    person = queries.person_of(request.user)
    consents = [(row, purpose_called(row.purpose)) for row in queries.consent_log(person)[:LATEST]]
    return page(
        request, "people/my_data.html", person=person, facts=_facts(person), consents=consents,
        reads=audit.about(person.pk, *READS)[:LATEST],
    )  # fmt: skip


def _facts(person: Any) -> list[dict[str, object]]:
    pairs = (
        (_("姓名"), person.name),
        (_("证件"), f"{person.get_id_kind_display()} {person.id_number}".strip()),
        (_("手机号"), person.phone),
        (_("工作单位"), person.employer),
        (_("职务（岗位）"), person.job),
        (_("新就业形态"), person.get_new_form_display() if person.new_form else ""),
        (_("实名"), _("已核实") if person.verified_at else _("还未核实")),
    )
    return [{"label": label, "value": str(value or ""), "change_url": ""} for label, value in pairs]


@sensitive_post_parameters("password", "phone")
@never_cache
@changes(SIGNED_IN)
def phone(request: HttpRequest) -> HttpResponse:
    """A new number to sign in by; the password is asked again, for a phone left lying open must not be enough."""
    person, form = queries.person_of(request.user), OwnPhone(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not request.user.check_password(form.cleaned_data["password"]):
            form.add_error("password", _("密码不对，请重新输入。"))
        else:
            try:
                actions.change_phone(person=person, phone=form.cleaned_data["phone"], by=request.user)
            except Refusal:
                form.add_error("phone", _("这个号码不能使用。如果确实是您的号码，请到工会服务站办理。"))
            else:
                messages.success(request, _("手机号已更正，下次请用新号码登录。"))
                return redirect("people:my-data")
    return page(
        request,
        "people/home_form.html",
        form=form,
        title=_("更正手机号"),
        primary=_("保存新号码"),
        back="people:my-data",
    )


@changes(SIGNED_IN)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    consent = queries.consent_log(request.user).filter(pk=pk).first()
    if consent is None:
        raise Http404
    if request.method == "POST":
        actions.withdraw_consent(consent=consent, by=request.user)
        messages.success(request, _("已撤回。撤回以前已经办理的事不受影响。"))
    return redirect("people:my-data")


@never_cache
@reads(SIGNED_IN)
def membership(request: HttpRequest) -> HttpResponse:
    person = queries.person_of(request.user)
    standing = queries.standing_membership(person)
    contact = queries.contact_of(standing.unit) if standing else ("", "")
    return page(
        request, "people/my_membership.html", standing=standing, contact=contact,
        earlier=[one for one in queries.membership_history(person) if standing is None or one.pk != standing.pk],
    )  # fmt: skip


@never_cache
@reads(SIGNED_IN)
def card(request: HttpRequest) -> HttpResponse:
    person = queries.person_of(request.user)
    standing = queries.standing_membership(person)
    site = request.build_absolute_uri("/")
    picture = queries.card_picture(standing, site) if standing else ""
    return page(request, "people/my_card.html", standing=standing, name=person.name, qr=picture, at=timezone.now())


@never_cache
@reads(PUBLIC)
def card_check(request: HttpRequest, code: str) -> HttpResponse:
    """What whoever scans a card sees: whether it holds now, the masked name, the union; nothing else."""
    standing = queries.read_card(code)
    person = queries.person(standing.person_id) if standing else None
    return page(
        request, "people/card_check.html", standing=standing, name=queries.masked_name(person) if person else ""
    )
