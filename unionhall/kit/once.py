"""Sent twice, done once: the same filled-in form that comes again gets the answer of the first time."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseRedirectBase
from django.utils import timezone

from .models import SentForm

KEPT = timedelta(days=1)  # longer than any page stays open with its form unsent and its session alive
FORM = "csrfmiddlewaretoken"  # drawn anew each time a page with a form is shown: it tells one form from the next


def do_once(request: HttpRequest, do: Callable[[], HttpResponse]) -> HttpResponse:
    """What `do` answers; where this form has led somewhere before, the way there again.

    Mark and what was done stand or fall in one transaction, so a second sender waits for the first. What did not lead
    on (a form shown again with its errors) changed nothing and leaves no mark.
    """
    mark = _mark(request)
    if not mark:
        return do()
    with transaction.atomic():
        if (led_to := _led_to(mark)) is not None:
            return HttpResponseRedirect(led_to)  # redirect() takes one without a slash for a page's name
        response = do()
        if isinstance(response, HttpResponseRedirectBase):
            SentForm.objects.filter(mark=mark).update(answer=response.url)
        else:
            transaction.set_rollback(True)
    return response


def _led_to(mark: str) -> str | None:
    """None the first time, and the mark is taken."""
    try:
        with transaction.atomic():
            SentForm.objects.create(mark=mark)
    except IntegrityError:
        return SentForm.objects.get(mark=mark).answer
    return None


def _mark(request: HttpRequest) -> str:
    """One for each sender, page, form and what was typed; empty where the form has no mark of its own."""
    if not request.POST.get(FORM):
        return ""
    typed = sorted((name, values) for name, values in request.POST.lists())
    files = sorted((name, one.name, one.size) for name, many in request.FILES.lists() for one in many)
    sender = getattr(request.user, "pk", None)
    return hashlib.sha256(json.dumps([sender, request.get_full_path(), typed, files]).encode()).hexdigest()


def forget() -> int:
    """Marks of forms nobody can send again; how many. Safe to kill and run again."""
    return SentForm.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]
