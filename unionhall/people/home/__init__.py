"""Pages for workers: signing up, one's own data, membership and card."""
