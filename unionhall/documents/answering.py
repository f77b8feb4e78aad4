"""How the pages of this room answer a refusal: its words beside the field it names, the page shown again with 422."""

from collections.abc import Callable
from typing import Any

from django.forms import Form

from unionhall.kit.refusal import Refusal

from .refusals import NotValid


def done(form: Form, act: Callable[[], Any]) -> Any:
    """What the action returned, or None after its refusal was written on the form."""
    try:
        return act()
    except NotValid as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    return None


def status_of(form: Form) -> int:
    return 422 if form.is_bound and form.errors else 200
