from datetime import date

from django.db import migrations, models

SOURCE = "一张清单工作办法（建议稿）§4：下达后10个工作日内签收"


def enter(apps, schema_editor):
    apps.get_model("worklist", "SlipRule").objects.get_or_create(
        colour="blue", accept_days=10, defaults={"valid_from": date(2016, 1, 1), "source": SOURCE}
    )


def take_out(apps, schema_editor):
    apps.get_model("worklist", "SlipRule").objects.filter(source=SOURCE).delete()


class Migration(migrations.Migration):
    dependencies = [("worklist", "0002_default_slip_rules")]
    operations = [
        migrations.RemoveConstraint(model_name="slip", name="slip_once_a_colour"),
        migrations.RemoveConstraint(model_name="sliprule", name="slip_rule_says_when"),
        migrations.AddField(model_name="sliprule", name="accept_days", field=models.IntegerField(null=True)),
        migrations.AddConstraint(
            model_name="slip",
            constraint=models.UniqueConstraint(
                fields=("desk_id", "share_id", "rule", "raised_on"), name="slip_once_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="sliprule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("days_to_due__isnull", False),
                    models.Q(("light", ""), _negated=True),
                    ("accept_days__isnull", False),
                    _connector="OR",
                ),
                name="slip_rule_says_when",
            ),
        ),
        migrations.RunPython(enter, take_out),
    ]
