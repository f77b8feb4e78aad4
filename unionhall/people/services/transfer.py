"""会籍接转 Transfer: the old union lets go (in silence after ten working days), the new one takes in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import ServiceForm
from unionhall.orgs import queries as orgs
from unionhall.workflow import WORKER, Held, Move, Routed, Service, Stage, Waiting

from .. import actions, queries
from ..choices import Employment, EndedHow, JoinedHow
from ..permissions import People
from ..refusals import NotAMember, NoUnionFound

RELEASE_DAYS = 10  # working days; the law binds membership to the job, so the old union's silence lets go


class Transfer(ServiceForm):
    union = forms.CharField(
        label=_("转入的工会编号"), max_length=24, help_text=_("在新单位工会的二维码下面，或问新单位工会。")
    )
    employment = forms.ChoiceField(label=_("在新单位的用工形式"), choices=Employment.choices)
    because = forms.CharField(
        label=_("接转原因"), required=False, max_length=120, help_text=_("例如：换了单位、住处迁移。")
    )

    pages = ((_("转到哪里"), ("union", "employment", "because")),)

    def clean_union(self) -> str:
        given = self.cleaned_data["union"].strip()
        unit = queries.union_to_join(given)
        if unit is None:
            raise forms.ValidationError(_("没有这个编号的工会，或它目前不吸收会员。请核对。"))
        standing = queries.standing_membership(self.person) if self.person is not None else None
        if standing is not None and standing.unit_id == unit.pk:
            raise forms.ValidationError(_("您的会籍已经在这个工会。"))
        return given


class Acceptance(forms.Form):
    group = forms.CharField(label=_("工会小组"), required=False, max_length=40)


def why_not(person: Any) -> Any:
    return None if queries.standing_membership(person) else _("您现在没有会籍，请办理“加入工会”。")


def route(*, answers: dict[str, Any], person: Any, secrecy: str) -> Routed:
    """First the union that has the membership now."""
    standing = queries.standing_membership(person)
    if standing is None:
        raise NotAMember
    return Routed(standing.unit, _("先由您现在的工会转出"))


def sides(*, person: Any, answers: dict[str, Any]) -> list[Any]:
    """Both unions may start it (membership.md §6): the one that has the membership and the one that takes it in."""
    standing = queries.standing_membership(person)
    taking = queries.union_to_join(answers.get("union", ""))
    return [unit for unit in (standing.unit if standing else None, taking) if unit is not None]


def new_union(case: Any) -> Any:
    unit = orgs.unit_by_code(case.answers["union"])
    if unit is None:
        raise NoUnionFound
    return unit


def take_over(*, case: Any, by: Any, group: str = "") -> None:
    """In one step: the old membership ends, the new one begins with the same card; nobody is in two unions or none."""
    person = queries.person(case.person_id)
    standing = queries.standing_membership(person)
    if standing is None:
        raise NotAMember
    actions.end_membership(membership=standing, how=EndedHow.TRANSFERRED, by=by, because=case.number)
    actions.admit(
        person=person, unit=new_union(case), by=by, how=JoinedHow.TRANSFERRED, case=case, group=group,
        employment=case.answers.get("employment") or Employment.CONTRACT,
    )  # fmt: skip


REQUESTED = Stage("requested", _("待原工会转出"), worker_sees=_("处理中"), days=RELEASE_DAYS, on_deadline="release")
RELEASED = Stage("released", _("待新工会接收"), worker_sees=_("处理中"), days=5)
RETURNED = Stage(
    "returned", _("待补充"), worker_sees=_("待您补充"), days=15, waits_for=Waiting.WORKER, on_deadline="lapse"
)
DONE = Stage("done", _("已接转"), worker_sees=_("已办结"), final=True)
DECLINED = Stage("declined", _("新工会不接收"), worker_sees=_("已办结"), final=True, ends=Held.DECLINED)
WITHDRAWN = Stage("withdrawn", _("已撤回"), worker_sees=_("已撤回"), final=True, ends=Held.WITHDRAWN)

TRANSFER = Service(
    code="people.transfer",
    title=_("会籍接转"),
    summary=_("换了单位，会籍跟着走。原工会十个工作日内不处理，视为同意转出。"),
    icon="arrows-exchange",
    category="membership",
    form=Transfer,
    open_to=why_not,
    route=route,
    view=People.VIEW,
    days=15,
    starts=REQUESTED,
    moves=[
        Move(
            "release", REQUESTED, to=RELEASED, may=People.ADMIT, title=_("同意转出"), hands_to=new_union, primary=True
        ),
        Move(
            "accept", RELEASED, to=DONE, may=People.ADMIT, title=_("接收"), asks=Acceptance, then=take_over,
            primary=True,
        ),
        Move("send_back", RELEASED, to=RETURNED, may=People.ADMIT, title=_("退回补充"), says=_("请补充什么")),
        Move("send_again", RETURNED, to=RELEASED, may=WORKER, title=_("再次提交"), says=_("补充说明"), primary=True),
        Move("decline", RELEASED, to=DECLINED, may=People.ADMIT, title=_("不接收"), says=_("理由")),
        Move("withdraw", (REQUESTED, RELEASED, RETURNED), to=WITHDRAWN, may=WORKER, title=_("撤回申请")),
        Move("lapse", RETURNED, to=WITHDRAWN, may=People.ADMIT, title=_("逾期未补充，关闭")),
    ],
    staff_may=People.ADMIT,
    sides=sides,
    rule=_("《工会会员会籍管理办法》（2016）"),
)  # fmt: skip
