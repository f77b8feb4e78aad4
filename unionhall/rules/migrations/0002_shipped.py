from django.db import migrations

from unionhall.rules.shipped import shipped


def enter(apps, schema_editor):
    """What a new house starts with; `unionhall rules load` brings in what later versions ship."""
    rule = apps.get_model("rules", "Rule")
    rows = [rule(shipped=True, **row.fields()) for row in shipped()]
    rule.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


def take_out(apps, schema_editor):
    apps.get_model("rules", "Rule").objects.filter(shipped=True).delete()


class Migration(migrations.Migration):
    dependencies = [("rules", "0001_initial")]
    operations = [migrations.RunPython(enter, take_out)]
