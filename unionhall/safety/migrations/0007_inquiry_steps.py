"""Reports of inquiries left their own step open, and a longer term did not reach it: set as the file says."""

from datetime import datetime, time
from typing import Any

from django.db import migrations
from django.utils import timezone


def mark(apps: Any, schema_editor: Any) -> None:
    """One accident at a time, so that it may be stopped and begun again; a step marked by hand stays so."""
    accident, step = (apps.get_model("safety", name) for name in ("Accident", "AccidentStep"))
    rows = accident.objects.order_by("pk").values_list("desk_id", "pk", "extended", "report_due_on", "reported_on")
    for desk_id, pk, extended, due_on, reported_on in rows.iterator():
        of_it = step.objects.filter(desk_id=desk_id, matter_id=pk, code="inquiry")
        if extended:
            of_it.update(due_on=due_on)
        if reported_on is not None:
            day = timezone.make_aware(datetime.combine(reported_on, time.min))
            of_it.filter(done_at=None).update(done_at=day)


class Migration(migrations.Migration):
    dependencies = [("safety", "0006_lists_by_stage")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
