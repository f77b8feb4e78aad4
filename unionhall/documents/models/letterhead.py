from django.db import models


class Letterhead(models.Model):
    """文头: how a union writes its letters and its red head, where it does not want what its name and place give."""

    placement = "reference"
    id = models.BigAutoField(primary_key=True)
    unit = models.OneToOneField("orgs.Unit", models.PROTECT, related_name="+")
    letters = models.CharField(max_length=12, blank=True)  # 代字: 杭工 instead of 浙杭
    heading = models.CharField(max_length=60, blank=True)  # 发文机关标志 instead of the name followed by 文件
    changed_by_name = models.CharField(max_length=60)
    changed_at = models.DateTimeField()
