from enum import StrEnum


class Rules(StrEnum):
    """What can be allowed about dated rules; asked at the union of the rule's place."""

    VIEW = "rules.rule.view"
    EDIT = "rules.rule.edit"
