"""Lines of Today: danger to life, what is late or due, the authority to be told, families and claims waiting."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit.today import Task, TodayLine, found
from unionhall.matters.today import line

from . import queries
from .choices import Grade
from .models import Accident, CupEntry, Hazard, Inspection
from .permissions import Safety

AHEAD = timedelta(days=7)


def _authority(user: Any, most: int) -> tuple[int, list[Task]]:
    rows, today = queries.authority_waiting(user), timezone.localdate()
    tasks = [
        Task(row.title, reverse("safety:hazard", args=[row.number]), row.authority_due_on,
             late=bool(row.authority_due_on and row.authority_due_on < today), note=str(row.unit))
        for row in rows.order_by("authority_due_on", "pk")[:most]
    ]  # fmt: skip
    return found(rows, tasks, most)


Due = Callable[[Any, date], tuple[Any, date]]  # of a row and today: what is due, and its last day


def _care(find: Callable[[Any, Any], Any], order: str, what: Due) -> Callable[[Any, int], tuple[int, list[Task]]]:
    """Rows of accidents' files: the line names no one, it leads to the accident."""

    def lines(user: Any, most: int) -> tuple[int, list[Task]]:
        today = timezone.localdate()
        rows = find(user, today + AHEAD).select_related("unit")
        due = list(rows.order_by(order, "pk")[:most])
        numbers = queries.accident_numbers(due) if due else {}
        tasks = [
            Task(
                _("%(what)s（%(number)s）") % {"what": title, "number": numbers[row.matter_id]},
                reverse("safety:accident", args=[numbers[row.matter_id]]), day, late=day < today, note=str(row.unit),
            )
            for row in due
            for title, day in (what(row, today),)
        ]  # fmt: skip
        return found(rows, tasks, most)

    return lines


def _visit(row: Any, today: date) -> tuple[Any, date]:
    return _("家属回访"), row.due_on


def _claim(row: Any, today: date) -> tuple[Any, date]:
    """The employer's month; once it has passed, the year in which the worker, the family or the union may claim."""
    if row.claim_by_employer < today <= row.claim_by_family:
        return _("单位没有申请工伤认定，职工、近亲属或工会可以申请"), row.claim_by_family
    return _("工伤认定申请"), row.claim_by_employer


def _unwritten(user: Any, most: int) -> tuple[int, list[Task]]:
    """Dead or badly hurt nobody has written down: until then no timer of their families runs."""
    rows = queries.victims_missing(user)
    tasks = [
        Task(row.title, reverse("safety:accident", args=[row.number]), timezone.localdate(row.opened_at), late=True,
             note=str(row.unit))
        for row in rows.order_by("opened_at", "pk")[:most]
    ]  # fmt: skip
    return found(rows, tasks, most)


def _certificates(user: Any, most: int) -> tuple[int, list[Task]]:
    """Inspectors whose certificate ends soon, to be renewed by the union above."""
    rows, today = queries.certificates_ending(user), timezone.localdate()
    tasks = [
        Task(_("%(name)s（%(certificate)s）") % {"name": row.name, "certificate": row.certificate},
             reverse("safety:inspector-renew", args=[row.pk]), row.expires_on, late=row.expires_on < today,
             note=str(row.unit))
        for row in rows.order_by("expires_on", "pk")[:most]
    ]  # fmt: skip
    return found(rows, tasks, most)


def lines() -> list[TodayLine]:
    """Made when asked for, as the models learn their lifecycles only when the house has been put together."""
    return [
        line(
            Hazard, "safety.danger", gettext_lazy("危及生命的隐患"), icon="alert-triangle", order=5,
            needs=(Safety.WORK,), where=Q(grade=Grade.IMMINENT), page="safety:hazards",
        ),
        line(
            Hazard, "safety.hazards", gettext_lazy("到期和超期的隐患"), icon="alert-triangle", order=200,
            needs=(Safety.WORK,), page="safety:hazards", page_query="state=due",
        ),
        TodayLine(
            "safety.authority", gettext_lazy("须报告监管部门的隐患"), (Safety.WORK,), _authority, icon="phone",
            order=15,
        ),
        line(
            Inspection, "safety.inspections", gettext_lazy("到期和超期的检查"), icon="clipboard-check", order=210,
            needs=(Safety.INSPECT,), page="safety:inspections", page_query="state=due",
        ),
        line(
            Accident, "safety.accidents", gettext_lazy("事故：到期和超期的环节"), icon="alert-circle", order=205,
            needs=(Safety.ACCIDENT,), page="safety:accidents", page_query="state=due",
        ),
        TodayLine(
            "safety.unwritten", gettext_lazy("事故：伤亡职工待登记"), (Safety.VICTIMS,), _unwritten, icon="user-plus",
            order=16,
        ),
        TodayLine(
            "safety.certificates", gettext_lazy("检查员证到期"), (Safety.APPOINT,), _certificates,
            icon="id-badge-2", order=261,
        ),
        TodayLine(
            "safety.visits", gettext_lazy("事故家属回访"), (Safety.VICTIMS,),
            _care(queries.follow_ups_due, "due_on", _visit), icon="home-heart", order=206,
        ),
        TodayLine(
            "safety.claims", gettext_lazy("工伤认定申请期限"), (Safety.VICTIMS,),
            _care(queries.claims_due, "claim_by_employer", _claim), icon="calendar-due",
            order=207,
        ),
        line(
            CupEntry, "safety.cup", gettext_lazy("安康杯：到期和超期的参评"), icon="trophy", order=260,
            needs=(Safety.CUP_JUDGE,), page="safety:cup", page_query="state=due",
        ),
    ]  # fmt: skip


LINES = lines()
