from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit
from unionhall.kit.access import require
from unionhall.kit.refusal import Refusal

from ..permissions import Accounts


class NoPurpose(Refusal):
    text = _("请写明导出用途。导出会留痕。")


@transaction.atomic
def export_log(*, purpose: str, by: Any, **asked: Any) -> None:
    """Write down that part of the log is about to leave the house, and what for."""
    require(by, Accounts.LOG_READ)
    _note("audit.log", purpose, by, **asked)


@transaction.atomic
def export_holders(*, unit: Any, purpose: str, by: Any) -> None:
    """Write down that the list of who can see a unit is about to leave the house."""
    require(by, Accounts.ROLE_VIEW, at=unit)
    _note("accounts.who-can-see", purpose, by, unit=unit)


def _note(what: str, purpose: str, by: Any, unit: Any = None, **asked: Any) -> None:
    if not purpose.strip():
        raise NoPurpose
    audit.record("kit.export.made", by=by, unit=unit, because=purpose, what=what, **asked)
