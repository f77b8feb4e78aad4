"""Pages of rights for workers and the public."""
