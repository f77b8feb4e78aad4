from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("safety", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="hazard",
            index=models.Index(
                condition=models.Q(
                    ("authority_due_on__isnull", False), ("authority_told_at", None), ("closed_at", None)
                ),
                fields=["desk_id", "authority_due_on", "id"],
                name="hazard_authority",
            ),
        ),
    ]
