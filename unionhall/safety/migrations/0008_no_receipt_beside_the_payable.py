"""The receipt of condolence money is the payable's voucher; the column beside it was never written."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("safety", "0007_inquiry_steps")]

    operations = [migrations.RemoveField(model_name="victim", name="condolence_receipt")]
