from enum import StrEnum


class People(StrEnum):
    """What can be allowed about persons, memberships and staff posts."""

    VIEW = "people.person.view"  # masked
    UNMASK = "people.person.unmask"  # with a reason, logged
    EDIT = "people.person.edit"
    MERGE = "people.person.merge"
    ADMIT = "people.membership.decide"
    IMPORT = "people.roster.import"
    EXPORT = "people.roster.export"
    EXPORT_AGREE = "people.roster.agree"  # to someone else's export
    POST = "people.post.edit"
