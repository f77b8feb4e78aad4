"""Services of the rights room."""
