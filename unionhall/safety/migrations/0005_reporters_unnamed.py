"""The first steps and photos of a hazard said who reported it: from now on, and from the beginning, the portal did."""

from pathlib import PurePosixPath
from typing import Any

from django.db import migrations

PORTAL = {"by_id": 7, "by_name": "系统·门户自助"}
KIND = "safety.danger"


def unname(apps: Any, schema_editor: Any) -> None:
    """One hazard at a time, so that it may be stopped and begun again."""
    hazard, step, paper = (
        apps.get_model(*one) for one in (("safety", "Hazard"), ("matters", "Step"), ("matters", "MatterPaper"))
    )
    rows = hazard.objects.exclude(origin_person_id=None).order_by("pk").values_list("desk_id", "pk", "origin_person_id")
    for desk_id, pk, sender in rows.iterator():
        of_it = {"desk_id": desk_id, "kind": KIND, "matter_id": pk, "by_id": sender}
        step.objects.filter(what__in=("opened", "papers"), **of_it).update(**PORTAL)
        for n, one in enumerate(paper.objects.filter(field="found", **of_it).order_by("pk"), start=1):
            named = f"现场材料{n}{PurePosixPath(one.name).suffix}"
            paper.objects.filter(desk_id=desk_id, pk=one.pk).update(name=named, **PORTAL)


class Migration(migrations.Migration):
    dependencies = [("safety", "0004_passing_and_voiding"), ("matters", "0001_initial")]

    operations = [migrations.RunPython(unname, migrations.RunPython.noop)]
