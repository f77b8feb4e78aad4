"""Lines of Today: sums to approve or to pay."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unionhall.kit.money import yuan
from unionhall.kit.today import Task, TodayLine, found

from . import queries
from .permissions import Funds


def _find(user: Any, most: int) -> tuple[int, list[Task]]:
    rows = queries.waiting_for(user)
    tasks = [
        Task(
            title=f"{row.purpose} · {yuan(row.amount)}",
            url=reverse("funds:payable", args=[row.number]),
            due=row.owed_on,
            note=row.get_state_display(),
        )
        for row in rows.order_by("owed_on", "pk")[:most]
    ]
    return found(rows, tasks, most)


LINE = TodayLine(
    "funds.waiting", _("待审批、待支付的款项"), (Funds.APPROVE, Funds.PAY), _find, page="funds:list",
    page_query="state=open", icon="coins", order=80,
)  # fmt: skip
