"""What the system administrator sees of sign-ins: how many names are locked just now."""

from axes.models import AccessAttempt
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit.health import HealthLine, Sign


def _locked() -> Sign:
    tried = AccessAttempt.objects.filter(
        expiration__expires_at__gt=timezone.now(), failures_since_start__gte=settings.AXES_FAILURE_LIMIT
    )
    count = len(tried.values_list("pk")[:1000])
    return Sign(_("%(count)d 个") % {"count": count}, "due" if count > 10 else "done")


LINES = [HealthLine("accounts.locked", gettext_lazy("因密码错误锁定的登录名"), _locked, order=30)]
