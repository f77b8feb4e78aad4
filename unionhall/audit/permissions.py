from enum import StrEnum


class Audit(StrEnum):
    """What can be allowed about the log."""

    READ = "audit.line.read"  # the audit administrator
