"""Those an accident hit, and their families: only for whoever cares for them; names open with a reason and a line."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit.pages import changes
from unionhall.matters.desk import asked

from .. import actions, queries
from ..forms import ClaimForm, CondolenceForm, HardshipForm, HarmForm, ReadForm, VictimForm, VisitForm
from ..models import Accident
from ..permissions import Safety
from .accidents import shown
from .acting import act_page, posted

ACTS: dict[str, tuple[Any, Any, Callable[..., Any]]] = {
    "harm": (gettext_lazy("更正伤情"), HarmForm, actions.change_harm),
    "claim": (gettext_lazy("登记工伤认定申请"), ClaimForm, actions.mark_claim),
    "hardship": (gettext_lazy("困难建档核查"), HardshipForm, actions.answer_hardship),
    "condolence": (gettext_lazy("登记慰问金"), CondolenceForm, actions.owe_condolence),
}


@changes(Safety.VICTIMS)
def read(request: HttpRequest, number: str) -> HttpResponse:
    """Opening the sealed list is an act: a reason, and a line of the log."""
    row = _accident(request, number)
    form = ReadForm(*posted(request)[:1])
    if request.method == "POST" and form.is_valid():
        found = actions.read_victims(accident=row, because=form.cleaned_data["because"], by=request.user)
        return shown(request, row, {one["pk"]: one for one in found})
    return asked(request, row, [form], _("查看伤亡职工名单（留痕）"))


@changes(Safety.VICTIMS, once=True)
def new(request: HttpRequest, number: str) -> HttpResponse:
    row = _accident(request, number)

    def run(by: Any, **given: Any) -> None:
        actions.add_victim(accident=row, by=by, **given)

    return act_page(request, row, VictimForm(*posted(request)[:1]), run, title=_("登记伤亡职工"))


@changes(Safety.VICTIMS, once=True)
def act(request: HttpRequest, number: str, pk: int, what: str) -> HttpResponse:
    """The claim, the hardship check, the condolence money of one of them."""
    row = _accident(request, number)
    victim = queries.victim_of(row, pk)
    if what not in ACTS:
        raise Http404
    title, kind, action = ACTS[what]

    def run(by: Any, **given: Any) -> None:
        action(accident=row, victim=victim, by=by, **given)

    return act_page(request, row, kind(*posted(request)[:1]), run, title=str(title))


@changes(Safety.VICTIMS, once=True)
def visit(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    row = _accident(request, number)
    one = queries.follow_up_of(row, pk)

    def run(by: Any, **given: Any) -> None:
        actions.visit_family(accident=row, follow_up=one, by=by, **given)

    return act_page(request, row, VisitForm(*posted(request)[:1]), run, title=_("登记家属回访"))


def _accident(request: HttpRequest, number: str) -> Accident:
    return queries.accident_for(request.user, number, needs=Safety.VICTIMS)
