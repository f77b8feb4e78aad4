"""What the list asks of a person today."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit import clock
from unionhall.kit.today import Task, TodayLine, found

from .choices import Light, ShareState
from .models import Evidence, Share, Slip
from .permissions import Worklist
from .queries.appeals import appeals_to_answer
from .queries.evidence import evidence_to_decide
from .queries.shares import shares_here, slips_to_answer
from .queries.signing import accept_days, sign_by

SOON = timedelta(days=30)


def _share_url(share: Share) -> str:
    return reverse("worklist:share", args=[share.item.issuer.code, share.item.code, share.unit.code])


def _tasks(shares: list[Share], today: date) -> list[Task]:
    return [
        Task(
            title=f"{share.item.code} {share.item.title}",
            url=_share_url(share),
            due=share.due_on,
            late=share.due_on < today or share.light == Light.RED,
            new=share.state == ShareState.ISSUED,
            note=str(share.unit),
        )
        for share in shares
    ]


def to_accept(user: Any, most: int) -> tuple[int, list[Task]]:
    """With the day by which to sign, late once it has passed."""
    today = clock.today()
    rows, days = shares_here(user).filter(state=ShareState.ISSUED).order_by("issued_on", "pk"), accept_days(today)
    shares = list(rows[:most])
    tasks = _tasks(shares, today)
    if days is not None:
        ends = [sign_by(share.issued_on, days) for share in shares]
        tasks = [replace(task, due=end, late=end < today) for task, end in zip(tasks, ends, strict=True)]
    return found(rows, tasks, most)


def in_danger(user: Any, most: int) -> tuple[int, list[Task]]:
    """Signed for, and red or due within a month."""
    today = clock.today()
    rows = shares_here(user).filter(state=ShareState.ACCEPTED)
    rows = rows.filter(light=Light.RED) | rows.filter(due_on__lte=today + SOON)
    return found(rows, _tasks(list(rows[:most]), today), most)


def to_decide(user: Any, most: int) -> tuple[int, list[Task]]:
    rows = evidence_to_decide(user).order_by("pk")
    return found(rows, [_evidence_task(one) for one in rows[:most]], most)


def _evidence_task(one: Evidence) -> Task:
    url = reverse("worklist:evidence", args=[one.unit.code, one.pk])
    return Task(title=f"{one.item.code} {one.get_kind_display()}", url=url, new=True, note=str(one.unit))


def appeals(user: Any, most: int) -> tuple[int, list[Task]]:
    rows = appeals_to_answer(user).order_by("asked_on", "pk")
    tasks = [
        Task(
            title=f"{one.item.code} {one.item.title}", new=True, note=str(one.unit),
            url=reverse("worklist:share", args=[one.item.issuer.code, one.item.code, one.unit.code]),
        )
        for one in rows[:most]
    ]  # fmt: skip
    return found(rows, tasks, most)


def to_answer(user: Any, most: int) -> tuple[int, list[Task]]:
    rows = slips_to_answer(user)
    return found(rows, [_slip_task(slip) for slip in rows[:most]], most)


def _slip_task(slip: Slip) -> Task:
    url = reverse("worklist:share", args=[slip.item.issuer.code, slip.item.code, slip.unit.code])
    title = _("%(colour)s：%(title)s") % {"colour": slip.get_colour_display(), "title": slip.item.title}
    return Task(title=title, url=url, late=slip.colour == "red", note=str(slip.unit))


LINES = [
    TodayLine("worklist.slips", gettext_lazy("待回复的督办单"), (Worklist.REPORT,), to_answer, icon="flag", order=200),
    TodayLine(
        "worklist.danger",
        gettext_lazy("滞后或快到期的任务"),
        (Worklist.REPORT,),
        in_danger,
        page="worklist:list",
        order=210,
    ),
    TodayLine(
        "worklist.accept", gettext_lazy("待签收的任务"), (Worklist.REPORT,), to_accept, page="worklist:list", order=220
    ),
    TodayLine(
        "worklist.decide",
        gettext_lazy("待审核的佐证"),
        (Worklist.DECIDE,),
        to_decide,
        page="worklist:review",
        order=230,
    ),
    TodayLine(
        "worklist.appeals",
        gettext_lazy("待答复的目标申诉"),
        (Worklist.SPLIT,),
        appeals,
        icon="message-circle",
        order=240,
    ),
]
