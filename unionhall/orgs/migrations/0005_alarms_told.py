from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0004_certificates"),
    ]

    operations = [
        migrations.AddField(
            model_name="unit",
            name="certificate_alarm",
            field=models.SmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="unit",
            name="term_alarm",
            field=models.SmallIntegerField(null=True),
        ),
    ]
