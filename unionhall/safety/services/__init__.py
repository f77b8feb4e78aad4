"""Services of labour protection."""
