"""Services of the aid room."""
