"""Pages of supervision at the Desk."""
