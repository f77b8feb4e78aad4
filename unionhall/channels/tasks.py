"""Sending what waits, at once and in a sweep each minute; and the morning's alarms of days that come near."""

from django.utils import timezone

from unionhall.accounts import queries as accounts
from unionhall.kit.alarms import all_alarms
from unionhall.kit.jobs import periodic, task

from . import actions, queries
from .choices import DeliveryState
from .delivery import deliver
from .models import Delivery


@task()
def deliver_person(person_id: int) -> None:
    waiting = Delivery.objects.of(person_id).filter(state=DeliveryState.WAITING, next_try_at__lte=timezone.now())
    for delivery in waiting:
        deliver(delivery)


@periodic(minutes=1)
def sweep_deliveries() -> None:
    for delivery in queries.due_deliveries(timezone.now()):
        deliver(delivery)


@periodic(daily_at="08:00")
def sound_alarms() -> None:
    """One transaction a row: killed in the middle, the rest is told the next time."""
    clock = accounts.system_user("clock")
    for alarm in all_alarms():
        for row in alarm.due():
            actions.sound(alarm=alarm, row=row, by=clock)
