"""The audit administrator's reading of the log: within reach, by day, action, person and unit."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from unionhall.audit import queries as audit
from unionhall.kit import clock
from unionhall.orgs import queries as orgs

from ..models import User
from ..permissions import Accounts

MOST_DAYS = 31  # of one look; longer ones are several


def asked_by(user: Any, asked: dict[str, Any]) -> tuple[audit.Wanted, str]:
    """What the form asks for, cut to the reader's reach, and what of it could not be understood."""
    today = clock.today()
    last = asked.get("last_day") or asked.get("first_day") or today
    first = max(asked.get("first_day") or last, last - timedelta(days=MOST_DAYS - 1))
    by, about, unit = (asked.get(name, "") for name in ("by", "about", "unit"))
    by_id, about_id = _person(by), _person(about)
    units, unknown_unit = _units(user, unit)
    wrong = [
        _("没有账号“%(name)s”。") % {"name": name} for name, found in ((by, by_id), (about, about_id)) if found == 0
    ]
    if unknown_unit:
        wrong.append(_("您的范围内没有编号为 %(code)s 的单位。") % {"code": unit})
    wanted = audit.Wanted(
        first_day=first, last_day=last, units=units, action=asked.get("action", ""), group=asked.get("group", ""),
        by_id=by_id, about_id=about_id,
    )  # fmt: skip
    return wanted, "".join(wrong)


def _person(text: str) -> int | None:
    """None when nobody is named; 0, whose lines do not exist, for a name nobody has."""
    if not text:
        return None
    try:
        return User.objects.get_by_natural_key(text).pk
    except User.DoesNotExist:
        return 0


def _units(user: Any, code: str) -> tuple[Any, bool]:
    """Ids of the unit asked for, or of the reader's whole reach; None where that is the whole house."""
    seen = orgs.units_seen(user, Accounts.LOG_READ)
    if code:
        pks = list(seen.filter(code=code).values_list("pk", flat=True))
        return pks, not pks
    root = orgs.root()
    if root is not None and user.may(Accounts.LOG_READ, at=root):
        return None, False
    return seen.order_by().select_related(None).values("pk"), False


def log(wanted: audit.Wanted, *, before: int | None = None, most: int = 50) -> tuple[list[Any], int | None]:
    """One page of lines, each with its unit's name and number, and the mark of the next page."""
    found = audit.lines(wanted, before=before, most=most)
    units = orgs.units({line.unit_id for line in found.lines if line.unit_id is not None})
    for line in found.lines:
        unit = units.get(line.unit_id or 0)
        line.unit_name, line.unit_code = (str(unit), unit.code) if unit else ("", "")  # type: ignore[attr-defined]
    return found.lines, found.before
