"""Staff posts of one union."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kit.pages import changes, page, reads, told
from unionhall.kit.refusal import Refusal

from .. import actions, forms, queries
from ..permissions import People
from .rolls import chosen_unit


@reads(People.VIEW)
def posts(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    unit = chosen_unit(request)
    return page(
        request, "people/posts.html", unit=unit, rows=queries.posts_of(unit), contact=queries.contact_of(unit),
        may_edit=user.may(People.POST, at=unit),
    )  # fmt: skip


@changes(People.POST)
def new(request: HttpRequest) -> HttpResponse:
    unit, form = chosen_unit(request, People.POST), forms.Post(request.POST or None)
    back = f"{reverse('people:posts')}?unit={unit.code}"
    if request.method == "POST" and form.is_valid():
        holder = _holder(request.user, form.cleaned_data.pop("who"))
        if holder is None:
            form.add_error("who", _("没有找到唯一的会员。请写完整的证件号、手机号或会员证号。"))
        else:
            try:
                actions.add_post(person=holder, unit=unit, by=request.user, **form.cleaned_data)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("已登记任职。"))
                return redirect(back)
    return page(
        request, "people/desk_form.html", form=form, title=_("登记任职"), primary=_("登记"), back=back, name=unit
    )


def _holder(user: Any, text: str) -> Any:
    found = queries.look_up(user, text)
    return queries.person(found[0].person_id) if len(found) == 1 else None


@changes(People.POST)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    post = queries.post(pk)
    if post is None or not user.may(People.POST, at=post.unit):
        raise Http404
    if request.method == "POST":
        try:
            actions.end_post(post=post, by=request.user)
            messages.success(request, _("任职已结束。"))
        except Refusal as refusal:
            told(request, refusal)
    return redirect(f"{reverse('people:posts')}?unit={post.unit.code}")
