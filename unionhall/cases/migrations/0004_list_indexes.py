from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_casework")]

    operations = [
        migrations.AddIndex(
            model_name="deskcase",
            index=models.Index(
                condition=models.Q(("appointment_at__isnull", False)),
                fields=["desk_id", "appointment_at"],
                name="desk_case_meeting",
            ),
        ),
        migrations.AddIndex(
            model_name="deskcase",
            index=models.Index(
                condition=models.Q(("status", "closed"), _negated=True),
                fields=["desk_id", "received_at", "id"],
                name="desk_case_received",
            ),
        ),
        migrations.AddIndex(
            model_name="deskcase",
            index=models.Index(
                condition=models.Q(("status", "closed"), _negated=True),
                fields=["desk_id", "holder_id", "next_due_on", "id"],
                name="desk_case_mine",
            ),
        ),
    ]
