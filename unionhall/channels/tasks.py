"""Sending what waits: at once for the person just told, and a sweep each minute for what was left."""

from django.utils import timezone

from unionhall.kit.jobs import periodic, task

from . import queries
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
