from django.db import migrations
from django.db.models import Q


def name_who_reported(apps, editor):
    """Letters drafted before they kept it learn from their inspection who reported it: those neither sign nor send."""
    inspections = apps.get_model("supervision", "Inspection").objects.filter(origin_person_id__isnull=False)
    letters = apps.get_model("supervision", "Letter").objects.filter(origin_person_id=None)
    for pk, desk_id, person_id in inspections.values_list("pk", "desk_id", "origin_person_id").iterator():
        about = letters.filter(Q(desk_id=desk_id) | Q(about_desk_id=desk_id), inspection_id=pk)
        about.update(origin_person_id=person_id)


class Migration(migrations.Migration):
    dependencies = [("supervision", "0004_lists_by_stage")]

    operations = [migrations.RunPython(name_who_reported, migrations.RunPython.noop)]
