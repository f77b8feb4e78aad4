"""Services of the supervision room."""
