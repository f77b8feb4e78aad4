"""How often someone has looked at plain numbers today."""

from typing import Any

from django.utils import timezone

from unionhall.kit.models import NumberSeries


def unmask_series(user: Any) -> str:
    return f"unmask:{timezone.localdate():%Y%m%d}:{user.pk}"


def unmasked_today(user: Any, place: Any) -> int:
    """How many fields `user` has unmasked today at this desk."""
    row = NumberSeries.objects.filter(desk_id=place.desk_id, series=unmask_series(user)).first()
    return row.last if row else 0
