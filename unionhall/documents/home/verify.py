"""Anybody with a code: is this letter genuine, and does it still stand?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from unionhall.kit.pages import PUBLIC, page, reads

from .. import keys, queries
from ..forms import CodeForm


@reads(PUBLIC)
def index(request: HttpRequest) -> HttpResponse:
    given = request.GET.get("code", "")
    tidy = keys.tidy_code(given)
    if tidy:
        return redirect("documents:verify-code", tidy)
    return page(
        request, "documents/verify.html", form=CodeForm(initial={"code": given}), unknown=bool(given), found=None
    )


@reads(PUBLIC)
def code(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.genuine(code)
    form = CodeForm(initial={"code": code[:20]})
    status = 200 if found else 404
    return page(request, "documents/verify.html", status=status, form=form, unknown=found is None, found=found)
