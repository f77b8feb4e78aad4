"""The desk's lines of mediations and legal aid that were there before the lists were."""

from django.db import migrations
from django.utils import timezone

LOT = 500


def enter(apps, schema_editor):
    for name, kind in (("Mediation", "mediation"), ("LegalAid", "aid")):
        last = 0
        rows = apps.get_model("rights", name).objects.select_related("employer" if kind == "mediation" else "unit")
        while lot := list(rows.filter(pk__gt=last).order_by("pk")[:LOT]):
            last = lot[-1].pk
            _enter(apps, kind, lot)


def _enter(apps, kind, lot):
    case_ids = [row.case_id for row in lot]
    cases = {one.pk: one for one in apps.get_model("cases", "Case").objects.filter(pk__in=case_ids)}
    copies = apps.get_model("cases", "DeskCase").objects.filter(case_id__in=case_ids, helper=False)
    at_desk = {one.case_id: one for one in copies.select_related("employer")}
    lines = [_line(apps, kind, row, cases[row.case_id], at_desk[row.case_id]) for row in lot if row.case_id in at_desk]
    apps.get_model("rights", "DeskRecord").objects.bulk_create(lines, ignore_conflicts=True)


def _line(apps, kind, row, case, copy):
    mediates = kind == "mediation"
    firm = copy.employer
    due_on = case.legal_due_on if mediates else case.stage_due_on
    return apps.get_model("rights", "DeskRecord")(
        desk_id=copy.desk_id,
        kind=kind,
        case_id=case.pk,
        person_id=case.person_id,
        unit_id=copy.unit_id,
        number=copy.number,
        title=copy.title,
        who=copy.who,
        employer_id=copy.employer_id,
        other_side=row.respondent if mediates else firm.name if firm is not None else "",
        stage_code=copy.stage_code,
        hands="、".join(row.mediators)[:160] if mediates else row.lawyer_name,
        begun_on=row.applied_on if mediates else row.asked_on,
        due_on=None if case.closed_at else due_on,
        ended_on=timezone.localdate(case.closed_at) if case.closed_at else None,
        amount=row.amount if mediates else row.recovered,
    )


def take_out(apps, schema_editor):
    apps.get_model("rights", "DeskRecord").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("rights", "0003_reports_records"), ("cases", "0005_late_calls")]

    operations = [migrations.RunPython(enter, take_out)]
