from datetime import date

from django.db import migrations

SOURCE = "一张清单工作办法（建议稿）§12：到期前30天、7天提醒，黄灯超过14天预警，红灯即时督办，14天未回复报上一级"
RULES = [
    # colour, days to due, light, days in it, upward after
    ("blue", 30, "", 0, None),
    ("yellow", 7, "", 0, 14),
    ("yellow", None, "amber", 14, 14),
    ("red", None, "red", 0, 14),
]


def enter(apps, schema_editor):
    rows = apps.get_model("worklist", "SlipRule").objects
    for colour, days_to_due, light, light_days, upward_after in RULES:
        rows.get_or_create(
            colour=colour,
            days_to_due=days_to_due,
            light=light,
            defaults={
                "light_days": light_days,
                "upward_after": upward_after,
                "valid_from": date(2016, 1, 1),
                "source": SOURCE,
            },
        )


def take_out(apps, schema_editor):
    apps.get_model("worklist", "SlipRule").objects.filter(source=SOURCE).delete()


class Migration(migrations.Migration):
    dependencies = [("worklist", "0001_initial")]
    operations = [migrations.RunPython(enter, take_out)]
