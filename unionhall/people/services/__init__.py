"""Services of this room on offer."""
