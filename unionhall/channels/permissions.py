from enum import StrEnum


class Channels(StrEnum):
    """What can be allowed about channels."""

    VIEW = "channels.delivery.view"  # what failed to be delivered, without the words
