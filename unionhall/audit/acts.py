"""What lines of the log about the log itself are called."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.acts import Acts

ACTS = Acts(
    said={
        "audit.chain.verified": _("核验留痕记录"),
    },
)
