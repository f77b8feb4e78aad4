from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("demo", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="phase",
            name="name",
            field=models.CharField(max_length=80, primary_key=True, serialize=False),
        ),
    ]
