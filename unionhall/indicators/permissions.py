from enum import StrEnum


class Indicators(StrEnum):
    """What can be allowed about figures and boards."""

    VIEW = "indicators.figure.view"
    EXPLAIN = "indicators.difference.close"  # explain a difference a recount has found
