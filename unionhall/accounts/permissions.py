from enum import StrEnum


class Accounts(StrEnum):
    """What can be allowed about accounts, roles and the log."""

    ROLE_VIEW = "accounts.role.view"  # who can see this unit?
    ROLE_GIVE = "accounts.role.give"  # security administrator
    USER_OPEN = "accounts.user.open"
    USER_LOCK = "accounts.user.lock"
    DELEGATE = "accounts.role.delegate"  # stand-in for one's own absence
    SYSTEM = "accounts.system.run"  # system administrator
    LOG_READ = "audit.line.read"  # audit administrator
