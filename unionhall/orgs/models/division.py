from django.db import models


class Division(models.Model):
    """An administrative division by its code (GB/T 2260, 10114); abolished ones stay, with their successor."""

    placement = "reference"
    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=60)
    level = models.CharField(max_length=10)  # province | city | county | township | village
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    merged_into = models.CharField(max_length=60, blank=True)  # codes, comma between
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["level", "code"], name="division_level")]

    def __str__(self) -> str:
        return self.name
