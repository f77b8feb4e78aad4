"""What runs by itself: numbers counted from cases, colours computed anew, certificates that have ended."""

from unionhall.accounts import queries as accounts
from unionhall.kit.jobs import periodic
from unionhall.orgs import queries as orgs

from . import actions


def _desks() -> list[int]:
    root = orgs.root()
    return orgs.desks_beneath(root.path) if root else []


@periodic(daily_at="04:10")
def count_warnings() -> None:
    """Desk by desk, so that a killed run loses one desk's work at most."""
    for desk_id in _desks():
        actions.derive(desk_id=desk_id, by=accounts.system_user("clock"))
        actions.assess_all(desk_id=desk_id, by=accounts.system_user("clock"))


@periodic(daily_at="00:50")
def expire_certificates() -> None:
    actions.expire_certificates(by=accounts.system_user("clock"))
