"""What answers «why can I see this?» on pages of rooms that do not know accounts."""

from unionhall.kit.seeing import Reasons

from .queries import why

REASONS = Reasons(why)
